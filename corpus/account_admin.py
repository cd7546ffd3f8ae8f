"""Accounts in the admin. Who isn't a superuser gives out the roles of `corpus.roles` and nothing beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from corpus.roles import ADMINISTRATORS, EDITORS, READERS, STAFF

if TYPE_CHECKING:
    from django.db import models
    from django.http import HttpRequest

ROLES = (READERS, EDITORS, ADMINISTRATORS)
FIELDSETS = (
    (None, {"fields": ("username", "password")}),
    (_("Person"), {"fields": ("first_name", "last_name", "email")}),
    (_("Role"), {"fields": ("is_active", "groups")}),
)


class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "email", "roles", "is_active", "last_login")
    list_filter = ("groups", "is_active")

    @admin.display(description=_("roles"))
    def roles(self, account: User) -> str:
        names = [_("superuser")] if account.is_superuser else []
        return ", ".join(map(str, [*names, *sorted(group.name for group in account.groups.all())]))

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        rows = super().get_queryset(request).prefetch_related("groups")
        return rows if _is_superuser(request) else rows.filter(pk__in=_within_roles())

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Without the fields by which somebody could make a superuser of an account."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is None or _is_superuser(request) else FIELDSETS

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups" and not _is_superuser(request):
            kwargs["queryset"] = Group.objects.filter(name__in=ROLES)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Who gets a role that edits gets to the admin, and who loses it loses that, unless a superuser says otherwise."""
        super().save_related(request, form, formsets, change)
        account: User = form.instance
        is_needed = account.is_superuser or account.groups.filter(name__in=STAFF).exists()
        if is_needed or ("groups" in form.changed_data and "is_staff" not in form.changed_data):
            account.is_staff = is_needed
            account.save(update_fields=["is_staff"])


def _within_roles() -> models.QuerySet[User]:
    """Accounts that may nothing beyond the roles: who can set another's password, or roles, can do what that one may."""
    beyond = Group.objects.exclude(name__in=ROLES)
    return User.objects.filter(is_superuser=False, user_permissions=None).exclude(groups__in=beyond)


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
