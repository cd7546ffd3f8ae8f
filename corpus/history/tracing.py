"""Who last changed which value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.history.values import some_values
from corpus.models import Change, EditKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db import models

    from corpus.models import Article

LOOKED_AT = 500  # changes, newest first


def changes_of_row(row: models.Model) -> list[Change]:
    """What people changed of it, newest first, with its edits: one query."""
    changes = Change.objects.filter(table=row._meta.model_name, row=row.pk).select_related("edit")
    return list(changes.order_by("-pk")[:LOOKED_AT])


def standing_changes(article: Article) -> list[Change]:
    """What people changed of an article and its statements and nobody has undone, newest first: one query."""
    found = Change.objects.filter(article=article, edit__is_undone=False).select_related("edit")
    found = found.exclude(edit__kind__in=[EditKind.UNDO, EditKind.EXTRACT, EditKind.RESTORE])
    return list(found.order_by("-pk")[:LOOKED_AT])


def last_by_value(row: models.Model, changes: Iterable[Change], names: Collection[str]) -> dict[str, Change]:
    """For each of these columns of the row the newest of its changes that led to the value it has; those that none led
    to are left out."""
    now = some_values(row, names)
    found: dict[str, Change] = {}
    for change in changes:
        for name, value in (change.after or {}).items():
            if name in now and now[name] == value:
                found.setdefault(name, change)
    return found
