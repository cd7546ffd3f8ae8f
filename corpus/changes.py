"""How the corpus says that articles changed. It never imports search; search listens.

`mark_changed` runs inside the transaction of the change: a listener of `articles_changed` that writes to the database
(search's outbox) is exactly as durable as the change. `changes_committed` follows after the commit.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.db.models.query import QuerySet
from django.dispatch import Signal
from django.utils import timezone

from corpus.batches import batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BATCH = 1000

articles_changed = Signal()
"""Sent with `article_ids` (a sorted list) when these articles, or what search shows of them, changed or went."""

changes_committed = Signal()
"""Sent after changes were committed; a failing listener is logged and fails nothing."""

_held: ContextVar[bool] = ContextVar("held", default=False)


def mark_changed(article_ids: Iterable[int]) -> None:
    """Raise the revision of these articles and announce them. Call it in the transaction of the change."""
    ids = sorted(set(article_ids))
    if not ids:
        return
    article = apps.get_model("corpus", "Article")
    for batch in batches(ids, BATCH):
        # A plain QuerySet: the model's own would announce this update, too.
        plain: QuerySet[Any] = QuerySet(article).filter(pk__in=batch)
        plain.update(revision=F("revision") + 1, updated_at=timezone.now())
    articles_changed.send(sender=article, article_ids=ids)
    if not _held.get():
        transaction.on_commit(_announce_commit, robust=True)


@contextmanager
def hold_commits() -> Iterator[None]:
    """Announce the commits of many changes once, at the end of the outermost block. The changes themselves are marked as
    ever."""
    token = _held.set(True)
    try:
        yield
    finally:
        _held.reset(token)
        if not _held.get():
            transaction.on_commit(_announce_commit, robust=True)


def _announce_commit() -> None:
    changes_committed.send(sender=apps.get_model("corpus", "Article"))
