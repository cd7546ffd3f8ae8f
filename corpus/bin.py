"""Deleted articles lie in the bin: nothing finds or shows them, nothing extracts from them, and they can come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from corpus.models import Article

if TYPE_CHECKING:
    from collections.abc import Collection


def put_in_bin(ids: Collection[int]) -> int:
    """Returns how many articles that were. Call it inside `recording`."""
    count: int = Article.objects.filter(pk__in=ids).update(deleted_at=timezone.now())
    return count


def restore_from_bin(ids: Collection[int]) -> int:
    """Returns how many articles came back, as they were. Call it inside `recording`."""
    return Article.everything.binned().filter(pk__in=ids).update(deleted_at=None)


@transaction.atomic
def empty_bin(ids: Collection[int] | None = None) -> int:
    """Delete these articles, or all in the bin, with their history and for good. Returns how many."""
    binned = Article.everything.binned()
    binned = binned if ids is None else binned.filter(pk__in=ids)
    count = binned.count()
    binned.delete()
    return count
