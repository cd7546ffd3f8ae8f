"""From the database to the index: the outbox and its drain.

A change writes `PendingChange` rows in its own transaction. A drain reads rows, loads their articles as the database has
them at that moment, commits them to the index, and only then deletes the rows it read: whatever is killed in between, a
row stays and the next drain does it again. Drains run after each commit, before a search that finds rows, at start-up
and by `manage.py update_index`; one at a time.
"""

from __future__ import annotations

import logging
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import DatabaseError, connection
from django.db.models.functions import Length

from corpus.faults import advice_on
from corpus.locks import holding
from corpus.models import Article
from corpus.stores import data_folder
from search.articles import documents_of
from search.backends import get_backend
from search.errors import IndexUnavailable
from search.models import PendingChange

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from search.backends.base import IndexBuild
    from search.documents import SearchDocument

T = TypeVar("T")

logger = logging.getLogger(__name__)

BATCH = 1000  # rows of the outbox in one commit of the index
IN_SEARCH = 100  # rows that a search brings in before it answers
BUILD_BATCH = 1000  # articles in one commit of a rebuild
PORTION = 10_000_000  # characters of texts in memory at once
MERGED_AT_ONCE = (
    2_000  # articles whose part of the index a request may write anew; a tenth of a second or two
)
MERGED_BESIDE = 60_000  # the same of a thread beside requests; some seconds
PATIENCE = 2.0  # seconds that a search waits for a drain that another process is at


def note_changes(*, article_ids: Iterable[int], **kwargs: Any) -> None:
    """Write the outbox; called in the transaction of the change."""
    PendingChange.objects.bulk_create(
        PendingChange(article_id=article_id) for article_id in sorted(article_ids)
    )


def catch_up_after_commit(**kwargs: Any) -> None:
    """Drain if nobody else is at it: one batch at once, so that an edit shows on the next request, and what is left of a
    large change in a thread. The same for merging: small parts of the index at once, larger ones in the thread. Saving never
    fails because of the index, and never waits for more than the batch."""
    done = _quietly(lambda: update_index(wait=0, limit=BATCH))
    if done is None:
        return
    to_merge = _quietly(lambda: get_backend().merge(limit=MERGED_AT_ONCE)) or 0
    if 0 < to_merge <= MERGED_BESIDE or (done >= BATCH and PendingChange.objects.exists()):
        # Not a daemon: a command that ends waits for it.
        Thread(target=_finish, name="drain").start()


def catch_up_before_search() -> None:
    """Bring in what is pending, so that a search shows the last edit. It doesn't wait longer than `PATIENCE` for another
    drain, does a few rows only, and searches what there is when the index can't be written."""
    if PendingChange.objects.exists():
        _quietly(lambda: update_index(wait=PATIENCE, limit=IN_SEARCH))


def _finish() -> None:
    """Drain all there is and merge, in a thread of its own."""
    try:
        _quietly(lambda: update_index(wait=0))
        _quietly(lambda: get_backend().merge(limit=MERGED_BESIDE))
    finally:
        connection.close()


def _quietly(update: Callable[[], T]) -> T | None:
    """What it returns; None if the index can't be written now, or the database says nothing."""
    try:
        return update()
    except (IndexUnavailable, OSError, DatabaseError) as error:
        if isinstance(error, DatabaseError) and advice_on(error) is None:
            raise
        logger.warning("The index can't be updated now; changes stay pending. %s", error)
        return None


def update_index(
    *, wait: float, limit: int | None = None, progress: Callable[[int], None] | None = None
) -> int:
    """Drain the outbox and return how many rows were done (0 if the lock wasn't to be had within `wait` seconds).
    `limit` ends after so many rows; `progress` hears the count after each commit. An article that can't be indexed is logged,
    and its rows stay. Raises `IndexUnavailable`."""
    done, failed = 0, set[int]()
    with _index_lock(wait=wait) as is_ours:
        while is_ours and (limit is None or done < limit):
            count = _drain_batch(BATCH if limit is None else min(BATCH, limit - done), failed)
            if not count:
                break
            done += count
            if progress:
                progress(done)
    return done


def _index_lock(*, wait: float | None) -> AbstractContextManager[bool]:
    """The lock of everything that writes to the index."""
    return holding(data_folder() / "index.lock", wait=wait)


def _drain_batch(size: int, failed: set[int]) -> int:
    """Index the articles of the oldest rows and delete the rows; adds to `failed` what can't be, which it leaves."""
    rows = list(
        PendingChange.objects.exclude(article_id__in=failed)
        .order_by("pk")
        .values_list("pk", "article_id")[:size]
    )
    if rows:
        failed |= send_to_index(list(dict.fromkeys(article_id for _, article_id in rows)))
        done = [pk for pk, article_id in rows if article_id not in failed]
        PendingChange.objects.filter(pk__in=done).delete()
    return len(rows)


def send_to_index(article_ids: Collection[int]) -> set[int]:
    """Make the index hold what the database says of these articles now. Returns those that no document could be made of or
    that it refused."""
    failed: set[int] = set()
    for portion in _portions(article_ids):
        documents, bad = _documents(portion)
        gone = set(portion) - {document.article_id for document in documents} - bad
        if documents:
            bad |= _said(get_backend().index(documents))
        if gone:
            get_backend().delete(gone)
        failed |= bad
    return failed


def _portions(article_ids: Collection[int]) -> Iterator[list[int]]:
    """Articles whose texts have at most so many characters together, or one article. One query."""
    sizes = dict(Article.objects.filter(pk__in=article_ids).values_list("pk", Length("body")))
    portion: list[int] = []
    room = PORTION
    for article_id in article_ids:
        size = sizes.get(article_id, 0)
        if portion and size > room:
            yield portion
            portion, room = [], PORTION
        portion.append(article_id)
        room -= size
    if portion:
        yield portion


def _said(refused: Mapping[int, str]) -> set[int]:
    """The articles that the index refused, each logged."""
    for article_id, why in refused.items():
        logger.error("Article %s can't be indexed: %s", article_id, why)
    return set(refused)


def _documents(article_ids: Collection[int]) -> tuple[list[SearchDocument], set[int]]:
    """Documents of these articles, and the ids of those that none could be made of: one bad row must not keep all others
    from being found."""
    try:
        return list(documents_of(Article.objects.filter(pk__in=article_ids))), set()
    except Exception as error:
        if advice_on(error) is not None:  # the machine's fault, not the article's
            raise
        if len(article_ids) == 1:
            logger.exception("Article %s can't be indexed; correct it in the admin.", *article_ids)
            return [], set(article_ids)
    documents, failed = [], set[int]()
    for article_id in article_ids:
        made, bad = _documents({article_id})
        documents += made
        failed |= bad
    return documents, failed


def rebuild_index(*, progress: Callable[[int], None] | None = None) -> int:
    """Build the index anew beside the live one, catch up with what changed meanwhile, and swap. Returns the number of
    articles in it."""
    with get_backend().rebuild() as build:
        ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        _build(build, ids, progress)
        _catch_up(build)  # most of what changed, without holding anybody up
        with _index_lock(wait=None):
            _catch_up(build)
            count = len(build.revisions())
            build.publish()
    return count


def _build(build: IndexBuild, ids: list[int], progress: Callable[[int], None] | None = None) -> None:
    for start in range(0, len(ids), BUILD_BATCH):
        for portion in _portions(ids[start : start + BUILD_BATCH]):
            documents, _ = _documents(portion)
            _said(build.index(documents))
        if progress:
            progress(min(start + BUILD_BATCH, len(ids)))


def _catch_up(build: IndexBuild) -> None:
    """Make the build hold every article at the revision of the database."""
    stale, gone = _differences(build.revisions())
    _build(build, stale)
    if gone:
        build.delete(gone)


def _differences(indexed: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Ids of articles that an index with these revisions holds differently from the database, and of those it should not
    hold at all."""
    current = dict(Article.objects.values_list("pk", "revision"))
    stale = [pk for pk, revision in current.items() if indexed.get(pk) != revision]
    return stale, sorted(indexed.keys() - current.keys())


def note_differences() -> int:
    """Mark as pending whatever the index holds differently from the database, as after a backup was restored. Returns how
    many articles that are. Raises `IndexUnavailable`."""
    stale, gone = _differences(get_backend().revisions())
    note_changes(article_ids=[*stale, *gone])
    return len(stale) + len(gone)
