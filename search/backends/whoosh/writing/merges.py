"""Merges of segments while others go on writing: the build's lock is held to choose them and to commit, not meanwhile."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.backends.whoosh.writing.building import new_segment
from search.backends.whoosh.writing.commits import arrays_of, changing, segments_of
from search.backends.whoosh.writing.merging import merge_segments
from search.backends.whoosh.writing.policy import due, fewest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import Arrays
    from search.backends.whoosh.segments.codec import ColumnarSegment

    Locked = Callable[[], AbstractContextManager[Path]]

MOST_AT_ONCE = 256  # segments: each is an open file
DRAFT = "draft_"  # before the name of a segment that is no other commit's to remove


@dataclass(frozen=True, slots=True)
class _Source:
    """A segment as it was chosen, open: its files may go while it's merged."""

    segid: str
    arrays: Arrays
    live: NDArray[np.bool_] | None

    def gone_since(self, live: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
        """For each document that was there, whether it's not among those that are now; None if the segment is gone."""
        if live is None:
            live = np.zeros(len(self.arrays["article"]), bool)
        return ~live if self.live is None else ~live[self.live]


def merge(build: Path, *, limit: int, locked: Locked | None = None) -> int:
    """Merge what is worth it, into segments of at most `limit` documents each; one process at a time. `locked` locks the
    live build and gives it: another one ends this. Returns how many documents were written anew."""
    locked = locked or (lambda: nullcontext(build))
    for draft in build.glob(f"{DRAFT}*"):
        draft.unlink()
    written = 0
    while documents := _merge_due(build, limit, locked):
        written += documents
    return written


def merge_all(build: Path) -> None:
    """Into as few segments as their greatest size allows."""
    for group in fewest(segments_of(build)):
        while len(group) > MOST_AT_ONCE:
            group = [*group[MOST_AT_ONCE:], merge_group(build, group[:MOST_AT_ONCE])]
        merge_group(build, group)


def merge_group(build: Path, group: Sequence[ColumnarSegment]) -> ColumnarSegment:
    """Returns what they became."""
    sources = _opened(build, group)
    with _merged(build, sources) as merged:
        _commit(build, sources, merged)
    return merged


def _merge_due(build: Path, limit: int, locked: Locked) -> int:
    """Returns the number of documents of the new segment, 0 if there is none."""
    with locked() as live:
        group = due(segments_of(build), limit=limit) if live == build else []
        sources = _opened(build, group)
    if not sources:
        return 0
    with _merged(build, sources) as merged, locked() as live:
        if live != build:
            return 0
        _commit(build, sources, merged)
    return merged.documents


def _opened(build: Path, group: Sequence[ColumnarSegment]) -> list[_Source]:
    """In the order of the commit."""
    names = {segment.segid for segment in group}
    return [
        _Source(segment.segid, arrays_of(build, segment), segment.live(build))
        for segment in segments_of(build)
        if segment.segid in names
    ]


@contextmanager
def _merged(build: Path, sources: Sequence[_Source]) -> Iterator[ColumnarSegment]:
    """A new segment under a draft's name, removed at the end unless it got another."""
    for source in sources:
        source.arrays.verify()  # what is damaged isn't copied
    documents = sum(len(source.gone_since(None)) for source in sources)
    parts = [(source.arrays, source.live) for source in sources]
    merged = new_segment(
        build, documents, lambda file: merge_segments(file, parts, folder=build), prefix=DRAFT
    )
    try:
        yield merged
    finally:
        (build / f"{DRAFT}{merged.arrays_name}").unlink(missing_ok=True)


def _commit(build: Path, sources: Sequence[_Source], merged: ColumnarSegment) -> None:
    """Put it in the place of its sources. It has their documents in their order, some of which may be gone since."""
    with changing(build) as changes:
        now = {segment.segid: segment for segment in changes.segments}
        left = [now.pop(source.segid, None) for source in sources]
        gone = [
            source.gone_since(changes.live(segment) if segment else None)
            for source, segment in zip(sources, left, strict=True)
        ]
        (build / f"{DRAFT}{merged.arrays_name}").rename(build / merged.arrays_name)
        changes.segments = [*now.values(), merged]
        changes.delete(merged, np.flatnonzero(np.concatenate(gone)))
