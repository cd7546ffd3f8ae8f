"""Who may do what: everybody reads; editors add articles and correct metadata; superusers do everything."""

from __future__ import annotations

from typing import Any

EDITORS = "Editors"
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
EDITOR_PERMISSIONS = {f"{action}_{model}" for model in EDITED_MODELS for action in ACTIONS}


def make_editors_group(**kwargs: Any) -> None:
    """Make the group of editors with its permissions, unless it is there: what an administrator made of it stays. Runs
    after every migration."""
    from django.contrib.auth.models import Group, Permission

    group, is_new = Group.objects.get_or_create(name=EDITORS)
    if not is_new:
        return
    permissions = Permission.objects.filter(content_type__app_label="corpus", codename__in=EDITOR_PERMISSIONS)
    group.permissions.add(*permissions, *Permission.objects.filter(codename="delete_organisationalias"))
