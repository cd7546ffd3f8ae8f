"""The same documents in segments of ours and in Whoosh's own, and what a query finds in them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.formats import Existence, Format, Positions
from whoosh.index import TOC, FileIndex

from search.backends.whoosh.execution.statistics import WEIGHTING
from search.backends.whoosh.schema import SCHEMA
from search.backends.whoosh.segments.codec import ColumnarSegment, open_segment
from search.backends.whoosh.snapshot import Snapshot
from tests.search.engine.reference import inverted_fields, write_segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from whoosh.matching import Matcher
    from whoosh.query import Query
    from whoosh.searching import Searcher

    from search.backends.whoosh.execution.execute import Matches
    from search.backends.whoosh.segments.segment import Segment
    from search.documents import SearchDocument

Found = dict[int, float]
"""Scores by the number of the document in the whole index, deleted ones left out."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment: its documents, and the numbers of those that were deleted later."""

    documents: Sequence[SearchDocument]
    deleted: frozenset[int] = frozenset()


class Inverted(FieldType):  # type: ignore[misc]
    """Takes text as term -> positions."""

    def __init__(self, format_: Format) -> None:
        self.format = format_
        self.scorable = isinstance(format_, Positions)

    def index(
        self, value: Mapping[str, list[int]], **kwargs: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, positions in value.items():
            count = len(positions) or 1
            yield term.encode(), count, float(count), self.format.encode(positions)


STOCK = Schema(
    **{field: Inverted(Positions()) for field in ("title", "body", "source", "region", "org")},
    forms=Inverted(Existence()),
)


def stock_searcher(parts: Sequence[Part]) -> Searcher:
    """Segments written and read by Whoosh alone."""
    index = RamStorage().create_index(STOCK)
    for part in parts:
        writer = index.writer()
        for document in part.documents:
            writer.add_document(**inverted_fields(document))
        writer.commit(merge=False)
    doomed = [
        first + number for first, part in zip(firsts(parts), parts, strict=True) for number in part.deleted
    ]
    writer = index.writer()
    for number in doomed:
        writer.delete_document(number)
    writer.commit(merge=False)
    return index.searcher(weighting=WEIGHTING)


def firsts(parts: Sequence[Part]) -> list[int]:
    """The number of each segment's first document in the whole index."""
    return [sum(len(part.documents) for part in parts[:index]) for index in range(len(parts))]


@dataclass(frozen=True, slots=True)
class Ours:
    """Segments of ours as the engine sees them, and as Whoosh's readers do."""

    snapshot: Snapshot
    searcher: Searcher

    def found(self, query: Query) -> Found:
        """What the engine finds."""
        segments = self.snapshot.segments
        first = accumulate((segment.contents.size for segment in segments), initial=0)
        return {
            before + document: score
            for segment, before in zip(segments, first, strict=False)
            for document, score in _living(segment, self.snapshot.matches(segment, query))
        }

    def found_by_whoosh(self, query: Query) -> Found:
        """What Whoosh's matchers find; without deleted documents, some of which its `Not` finds."""
        reader = self.searcher.reader()
        found = found_by(self.searcher, query)
        return {number: score for number, score in found.items() if not reader.is_deleted(number)}


def _living(segment: Segment, found: Matches) -> list[tuple[int, float]]:
    documents, scores = found
    assert len(set(documents.tolist())) == len(documents), "each once"
    pairs = zip(documents.tolist(), scores.tolist(), strict=True)
    return [(number, score) for number, score in pairs if segment.live is None or segment.live[number]]


def our_index(directory: Path, parts: Sequence[Part]) -> Ours:
    """Written to a directory with a table of contents of Whoosh's, by which its readers find them."""
    entries = [_written(directory, f"s{number}", part) for number, part in enumerate(parts)]
    storage = FileStorage(str(directory))
    TOC(SCHEMA, entries, 1).write(storage, "MAIN")
    searcher = FileIndex(storage, indexname="MAIN").searcher(weighting=WEIGHTING)
    segments = [open_segment(directory, entry) for entry in entries]
    return Ours(Snapshot("", segments, entries), searcher)


def _written(directory: Path, name: str, part: Part) -> ColumnarSegment:
    entry = ColumnarSegment(name, len(part.documents))
    write_segment(directory / entry.arrays_name, part.documents)
    if part.deleted:
        entry.deleted = len(part.deleted)
        gone = np.isin(np.arange(entry.documents), [*part.deleted])
        (directory / entry.live_name).write_bytes(np.packbits(~gone).tobytes())
    return entry


def found_by(searcher: Searcher, query: Query) -> Found:
    """What Whoosh's matchers find, segment by segment."""
    return {
        first + document: score
        for leaf, first in searcher.leaf_searchers()
        for document, score in walk(query.matcher(leaf, leaf.context(needs_current=True)))
    }


def walk(matcher: Matcher) -> Iterator[tuple[int, float]]:
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()
