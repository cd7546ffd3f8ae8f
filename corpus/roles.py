"""Who may do what, as groups: everybody reads; readers have an account, for searches that they save; editors add articles,
correct metadata and put articles into the bin; administrators do everything of the corpus and make accounts; superusers
also empty the bin and give out roles beyond these."""

from __future__ import annotations

from typing import Any

READERS, EDITORS, ADMINISTRATORS = "Readers", "Editors", "Administrators"
STAFF = {EDITORS, ADMINISTRATORS}  # who reach the admin
EDITED_MODELS = (
    "article",
    "region",
    "organisation",
    "organisationalias",
    "articleregion",
    "articleorganisation",
    "amount",
)
ACTIONS = ("view", "add", "change")  # what is wrong is rejected, not deleted
EDITOR_PERMISSIONS = {f"{action}_{model}" for model in EDITED_MODELS for action in ACTIONS} | {
    "delete_organisationalias",
    "delete_article",  # puts it into the bin
}
ACCOUNT_PERMISSIONS = {"view_user", "add_user", "change_user"}


def make_groups(**kwargs: Any) -> None:
    """Make the groups with their permissions, each unless it is there: what a superuser made of it stays. Runs after
    every migration."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Permission

    create_permissions(apps.get_app_config("auth"), verbosity=0)  # they may be made after this
    of_corpus = Permission.objects.filter(content_type__app_label="corpus")
    accounts = Permission.objects.filter(content_type__app_label="auth", codename__in=ACCOUNT_PERMISSIONS)
    _make(READERS, [])
    _make(EDITORS, of_corpus.filter(codename__in=EDITOR_PERMISSIONS))
    _make(ADMINISTRATORS, [*of_corpus, *accounts])


def _make(name: str, permissions: Any) -> None:
    from django.contrib.auth.models import Group

    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.add(*permissions)
