"""One generation of the index, opened whole: a commit meanwhile takes nothing away from it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, STORED_COLUMN
from whoosh.index import TOC
from whoosh.reading import EmptyReader, MultiReader, SegmentReader
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from search.backends.whoosh.errors import damaged
from search.backends.whoosh.records import decode
from search.backends.whoosh.schema import SCHEMA
from search.backends.whoosh.storage import Codec, opened
from search.backends.whoosh.writing import NAME
from search.errors import IndexUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from search.backends.whoosh.records import Record
    from search.backends.whoosh.storage import Files

ATTEMPTS = 20
PAUSE = 0.02  # seconds between them

# Titles are all of about one length, so a short one says little.
WEIGHTING = BM25F(B=0.75, K1=1.2, title_B=0.3)


@dataclass(frozen=True, slots=True)
class Segment:
    """An immutable part of the index. `deleted` are numbers of documents that are in it no more."""

    searcher: Searcher
    records: tuple[Record, ...]
    deleted: frozenset[int]

    def live(self) -> Iterator[int]:
        return (number for number in range(len(self.records)) if number not in self.deleted)


@dataclass(frozen=True, slots=True)
class Snapshot:
    searcher: Searcher
    segments: tuple[Segment, ...]
    generation: str

    def revisions(self) -> dict[int, int]:
        return {
            record.article_id: record.revision
            for segment in self.segments
            for record in map(segment.records.__getitem__, segment.live())
        }


class RecordCache:
    """The records of segments, by their names, which are never used twice. Holds those of the last snapshot."""

    def __init__(self) -> None:
        self._records: dict[str, tuple[Record, ...]] = {}

    def of(self, readers: list[SegmentReader]) -> list[tuple[Record, ...]]:
        known = self._records
        names = [reader.segment().segment_id() for reader in readers]
        records = [
            known[name] if name in known else _read_records(reader)
            for name, reader in zip(names, readers, strict=True)
        ]
        self._records = dict(zip(names, records, strict=True))
        return records


def _read_records(reader: SegmentReader) -> tuple[Record, ...]:
    return tuple(map(decode, reader.column_reader("record", translate=False)))


@contextmanager
def open_snapshot(locate: Callable[[], Path], cache: RecordCache) -> Iterator[Snapshot]:
    """The latest commit of the build that `locate` names. Raises `Unusable`.

    A commit removes files of the generation before it, so opening that one may fail or miss some: it is tried again
    while generations change. Failing twice over the same generation is damage."""
    failed: str | None = None
    for _ in range(ATTEMPTS):
        with opened(build := locate()) as files:
            generation = _generation(build, files)
            try:
                snapshot = _open(files, generation, cache)
            except Exception as error:
                if failed == generation:
                    raise damaged() from error
                failed = generation
            else:
                if _generation(build, files) == generation:
                    yield snapshot
                    return
        time.sleep(PAUSE)
    raise IndexUnavailable("The search index is being written all the time. Try again.")


def _generation(build: Path, files: Files) -> str:
    return f"{build.name}-{TOC._latest_generation(files, NAME)}"


def _open(files: Files, generation: str, cache: RecordCache) -> Snapshot:
    toc = TOC.read(files, NAME, schema=SCHEMA)
    readers = [SegmentReader(files, SCHEMA, segment, codec=Codec()) for segment in toc.segments]
    for reader in readers:
        _open_columns(reader)
    searcher = Searcher(MultiReader(readers) if readers else EmptyReader(SCHEMA), weighting=WEIGHTING)
    segments = (
        Segment(leaf, records, frozenset(leaf.reader().segment().deleted_docs()))
        for (leaf, _), records in zip(
            searcher.leaf_searchers() if readers else (), cache.of(readers), strict=True
        )
    )
    return Snapshot(searcher, tuple(segments), generation)


def _open_columns(reader: SegmentReader) -> None:
    """Whoosh opens columns when they are first read, when a commit may have removed them."""
    documents = reader._perdoc
    documents._cached_reader("_stored", STORED_COLUMN)
    for name, field in SCHEMA.items():
        if field.scorable:
            documents._cached_reader(f"_{name}_len", LENGTHS_COLUMN)
