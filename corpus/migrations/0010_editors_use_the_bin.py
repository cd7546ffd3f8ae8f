"""Editors may put articles into the bin, now that deleting means that. Only once: what an administrator makes of the group
after this stays."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def let_editors_delete(apps: Any, schema_editor: Any) -> None:
    """A group that isn't there yet is made with the permission after migrating."""
    group = apps.get_model("auth", "Group").objects.filter(name="Editors").first()
    permissions = apps.get_model("auth", "Permission").objects
    permission = permissions.filter(content_type__app_label="corpus", codename="delete_article").first()
    if group and permission:
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0009_editors_add_articles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(let_editors_delete, migrations.RunPython.noop)]
