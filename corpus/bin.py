"""Deleted articles lie in the bin: nothing finds or shows them, nothing extracts from them, and they can come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from corpus.batches import batches
from corpus.models import Article

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from corpus.querysets import ArticleQuerySet

BATCH = 200  # articles deleted at once


def put_in_bin(ids: Collection[int]) -> int:
    """Returns how many articles that were. Call it inside `recording`."""
    count: int = Article.objects.filter(pk__in=ids).update(deleted_at=timezone.now())
    return count


def restore_from_bin(ids: Collection[int]) -> int:
    """Returns how many articles came back, as they were. Call it inside `recording`."""
    return Article.everything.binned().filter(pk__in=ids).update(deleted_at=None)


def in_bin(ids: Collection[int] | None = None, *, until: datetime | None = None) -> ArticleQuerySet:
    """These articles, or all, as far as they lie in the bin, since `until` at the latest."""
    binned = Article.everything.binned()
    binned = binned if ids is None else binned.filter(pk__in=ids)
    return binned if until is None else binned.filter(deleted_at__lte=until)


def empty_bin(ids: Collection[int] | None = None, *, until: datetime | None = None) -> int:
    """Delete them with their history and for good; returns how many. Each batch is a transaction of its own, so that nobody
    who writes waits for long, and leaves out what was restored meanwhile."""
    pks = list(in_bin(ids, until=until).order_by("pk").values_list("pk", flat=True))
    count = 0
    for batch in batches(pks, BATCH):
        _total, deleted = in_bin(batch, until=until).delete()
        count += deleted.get(Article._meta.label, 0)
    return count
