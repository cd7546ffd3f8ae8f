"""One generation of the index, opened whole: a commit meanwhile takes nothing away from it. A process opens each
generation once; what didn't change since the one before is taken over."""

from __future__ import annotations

import os
import time
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from whoosh.reading import MultiReader, SegmentReader
from whoosh.searching import Searcher

from search.backends.whoosh.errors import Damage
from search.backends.whoosh.execution.cache import ArrayCache
from search.backends.whoosh.execution.execute import Execution, Matches
from search.backends.whoosh.execution.facets import Vocabulary
from search.backends.whoosh.execution.lexicon import Lexicon
from search.backends.whoosh.execution.queries import translate
from search.backends.whoosh.execution.statistics import WEIGHTING, Statistics
from search.backends.whoosh.execution.surfaces import Surfaces
from search.backends.whoosh.schema import SCHEMA
from search.backends.whoosh.segments.codec import ColumnarCodec, open_segment
from search.backends.whoosh.storage import opened
from search.errors import IndexUnavailable
from search.limits import check_tree
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from whoosh.query import Query

    from search.backends.whoosh.execution.queries import Translation
    from search.backends.whoosh.segments.codec import ColumnarSegment
    from search.backends.whoosh.segments.segment import Segment
    from search.backends.whoosh.storage import Files
    from search.query import Node

TRANSLATIONS = 1_000  # queries whose translation is kept
ATTEMPTS = 20
PAUSE = 0.02  # seconds between them
SETTLED = (
    1_000_000_000  # nanoseconds after which the time of a directory tells every change from the last one
)

_Stamp = tuple[int, int]
"""Of a build's directory: which one it is (its inode), and when it last changed, in nanoseconds."""


class Snapshot:
    """`documents` are those that are there. Safe for threads."""

    def __init__(
        self, generation: str, segments: Sequence[Segment], entries: Sequence[ColumnarSegment]
    ) -> None:
        self.generation = generation
        self.segments = tuple(segments)
        self.documents = sum(segment.documents for segment in segments)
        self.statistics = Statistics(segments)
        contents = [segment.contents for segment in segments]
        self.lexicon = Lexicon(contents)
        self.surfaces = Surfaces(contents, self.lexicon)
        self._translated = lru_cache(TRANSLATIONS)(partial(translate, self.lexicon))
        self._entries = entries
        self._lock = Lock()

    def translation(self, tree: Node) -> Translation:
        """Raises `QueryError` for a tree over the limits or of stop words only."""
        try:
            return self._translated(tree)
        except RecursionError:  # a tree so deep can't even be looked up
            check_tree(tree)
            raise

    def matches(self, segment: Segment, query: Query) -> Matches:
        """Documents of a segment that a query finds, in any order."""
        found = Execution(
            segment.contents, self.statistics, lambda unknown: self._by_whoosh(segment, unknown)
        ).run(query, ascending=False)
        return found if segment.live is None else found.of(segment.live)

    def has_any(self, query: Query) -> bool:
        """Whether a query finds an article."""
        return any(len(self.matches(segment, query).documents) for segment in self.segments)

    def revisions(self) -> dict[int, int]:
        """Article id -> revision."""
        found: dict[int, int] = {}
        for segment in self.segments:
            there = segment.all()
            articles, revisions = segment.contents.article[there], segment.contents.revision[there]
            found.update(zip(articles.tolist(), revisions.tolist(), strict=True))
        return found

    def verify(self) -> None:
        """Raises `Damage` if a segment is not as it was written. Reads all of them, once."""
        for segment in self.segments:
            segment.contents.arrays.verify()

    def damages(self) -> list[str]:
        """The same of all segments, in sentences, read anew."""
        files = (segment.contents.arrays.damage() for segment in self.segments)
        return [found for found in files if found]

    def _by_whoosh(self, segment: Segment, query: Query) -> Matches:
        """Whoosh's readers are not made for threads."""
        with self._lock:
            leaf, _ = self._searcher.leaf_searchers()[self.segments.index(segment)]
            matcher = query.matcher(leaf, leaf.context(needs_current=True))
            found = []
            while matcher.is_active():
                found.append((matcher.id(), matcher.score()))
                matcher.next()
        documents = np.array([document for document, _ in found], np.int64)
        return Matches(documents, np.array([score for _, score in found], np.float64))

    @cached_property
    def _searcher(self) -> Searcher:
        readers = [
            SegmentReader(None, SCHEMA, entry, codec=ColumnarCodec(segment))
            for entry, segment in zip(self._entries, self.segments, strict=True)
        ]
        return Searcher(MultiReader(readers), weighting=WEIGHTING)


class Snapshots:
    """The latest generation, and what is kept from one to the next: open segments, vocabularies and `cache`."""

    def __init__(self, *, cache_bytes: int) -> None:
        self.cache = ArrayCache(cache_bytes)
        self.vocabularies = {name: Vocabulary() for name in FacetName}
        self._latest: tuple[_Stamp | None, Snapshot] | None = None
        self._segments: dict[str, Segment] = {}
        self._lock = Lock()

    def latest(self, locate: Callable[[], Path], *, link: str) -> Snapshot:
        """The latest commit of the build that `locate` names and `link` leads to. Raises `OSError` and `Damage`.

        A commit removes files of the generation before it, so opening that one may fail: it is tried again while
        generations change. Failing twice over the same generation is damage."""
        if (known := self._latest) and known[0] == _stamp(link):
            return known[1]
        with self._lock:
            return self._open(locate)

    def _open(self, locate: Callable[[], Path]) -> Snapshot:
        failed: str | None = None
        for _ in range(ATTEMPTS):
            with opened(build := locate()) as files:
                began, stamp = time.time_ns(), _stamp(build)
                number = files.latest()
                generation = f"{build.name}-{number}"
                if self._latest and self._latest[1].generation == generation:
                    return self._remember(began, stamp, self._latest[1])
                try:
                    return self._remember(began, stamp, self._read(files, number, generation))
                except (Damage, FileNotFoundError):
                    if failed == generation:
                        raise
                    failed = generation
            time.sleep(PAUSE)
        raise IndexUnavailable("The search index is being written all the time. Try again.")

    def _read(self, files: Files, number: int, generation: str) -> Snapshot:
        entries = files.contents(number).segments
        segments = [self._segment(files.directory, entry) for entry in entries]
        self._segments = {segment.contents.name: segment for segment in segments}
        return Snapshot(generation, segments, entries)

    def _segment(self, directory: Path, entry: ColumnarSegment) -> Segment:
        known = self._segments.get(entry.segment_id())
        if known and known.key == (entry.segment_id(), entry.deleted):
            return known
        return open_segment(directory, entry, known.contents if known else None)

    def _remember(self, began: int, stamp: _Stamp, snapshot: Snapshot) -> Snapshot:
        """By the time of the directory only if that was old enough to tell the next change when opening `began`."""
        is_settled = 0 < stamp[1] < began - SETTLED
        self._latest = stamp if is_settled else None, snapshot
        return snapshot


def _stamp(build: str | Path) -> _Stamp:
    """Zeros for a directory that is gone, which no snapshot is remembered by."""
    try:
        found = os.stat(build)  # noqa: PTH116  # twice as fast
    except OSError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns
