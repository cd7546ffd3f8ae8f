"""From the database to the index: the outbox and its drain.

A change writes `PendingChange` rows in its own transaction. A drain reads rows, loads their articles as the database has
them at that moment, commits them to the index, and only then deletes the rows it read: whatever is killed in between, a
row stays and the next drain does it again. Drains run after each commit, before a search that finds rows, at start-up
and by `manage.py update_index`; one at a time.
"""

from __future__ import annotations

import logging
from threading import Thread
from typing import TYPE_CHECKING, Any

from django.db import connection

from corpus.models import Article
from search.articles import documents_of
from search.backends import get_backend
from search.errors import IndexUnavailable
from search.locks import index_lock
from search.models import PendingChange

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from search.backends.base import IndexBuild

logger = logging.getLogger(__name__)

BATCH = 1000  # rows of the outbox in one commit of the index
BUILD_BATCH = 1000  # articles in one commit of a rebuild
PATIENCE = 2.0  # seconds that a search waits for a drain that another process is at
LONG_PATIENCE = 60.0  # seconds that a finished rebuild waits


def note_changes(*, article_ids: Iterable[int], **kwargs: Any) -> None:
    """Write the outbox; called in the transaction of the change."""
    PendingChange.objects.bulk_create(PendingChange(article_id=article_id) for article_id in article_ids)


def catch_up_after_commit(**kwargs: Any) -> None:
    """Drain if nobody else is at it: one batch at once, so that an edit shows on the next request, and what is left of a
    large change in a thread. Saving never fails because of the index, and never waits for more than the batch."""
    try:
        done = update_index(wait=0, limit=BATCH)
    except IndexUnavailable as error:
        logger.warning("The index can't be updated now; changes stay pending. %s", error)
        return
    if done >= BATCH and PendingChange.objects.exists():
        # Not a daemon: a command that ends waits for it.
        Thread(target=_finish, name="drain").start()


def _finish() -> None:
    """Drain all there is, in a thread of its own."""
    try:
        update_index(wait=0)
    except IndexUnavailable as error:
        logger.warning("The index can't be updated now; changes stay pending. %s", error)
    finally:
        connection.close()


def catch_up_before_search() -> None:
    """Bring in what is pending, so that a search shows the last edit; gives up after `PATIENCE`."""
    if PendingChange.objects.exists():
        update_index(wait=PATIENCE, limit=BATCH)


def update_index(
    *, wait: float, limit: int | None = None, progress: Callable[[int], None] | None = None
) -> int:
    """Drain the outbox and return how many rows were done (0 if the lock wasn't to be had within `wait` seconds).
    `limit` ends after so many rows; `progress` hears the count after each commit. Raises `IndexUnavailable`."""
    done = 0
    with index_lock(wait=wait) as is_ours:
        while is_ours and (limit is None or done < limit) and (count := _drain_batch()):
            done += count
            if progress:
                progress(done)
    return done


def _drain_batch() -> int:
    rows = list(PendingChange.objects.order_by("pk").values_list("pk", "article_id")[:BATCH])
    if rows:
        send_to_index({article_id for _, article_id in rows})
        PendingChange.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    return len(rows)


def send_to_index(article_ids: Collection[int]) -> None:
    """Make the index hold what the database says of these articles now."""
    documents = list(documents_of(Article.objects.filter(pk__in=article_ids)))
    gone = set(article_ids) - {document.article_id for document in documents}
    if documents:
        get_backend().index(documents)
    if gone:
        get_backend().delete(gone)


def rebuild_index(*, progress: Callable[[int], None] | None = None) -> int:
    """Build the index anew beside the live one, catch up with what changed meanwhile, and swap. Returns the number of
    articles in it."""
    with get_backend().rebuild() as build:
        ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BUILD_BATCH):
            build.index(documents_of(Article.objects.filter(pk__in=ids[start : start + BUILD_BATCH])))
            if progress:
                progress(min(start + BUILD_BATCH, len(ids)))
        _catch_up(build)  # most of what changed, without holding anybody up
        with index_lock(wait=LONG_PATIENCE) as is_ours:
            if not is_ours:
                raise IndexUnavailable("Another process has been updating the index for a minute. Try again.")
            _catch_up(build)
            build.publish()
    return Article.objects.count()


def _catch_up(build: IndexBuild) -> None:
    """Make the build hold every article at the revision of the database."""
    built = build.revisions()
    current = dict(Article.objects.values_list("pk", "revision"))
    stale = [pk for pk, revision in current.items() if built.get(pk) != revision]
    for start in range(0, len(stale), BUILD_BATCH):
        build.index(documents_of(Article.objects.filter(pk__in=stale[start : start + BUILD_BATCH])))
    if gone := built.keys() - current.keys():
        build.delete(gone)
