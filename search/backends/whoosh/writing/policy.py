"""Which segments are worth merging. A search passes over all of them, and a merge writes all their documents anew."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING

from search.backends.whoosh.writing.merging import MAX_DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.backends.whoosh.segments.codec import ColumnarSegment

FACTOR = 8  # segments of about one size become one of the next size
SMALLEST = 100  # documents; smaller segments count as such, so that single edits are merged soon


def due(segments: Sequence[ColumnarSegment], *, limit: int) -> list[ColumnarSegment]:
    """Those to be merged next, into one of at most `limit` documents; none when the index is in good shape."""
    for group in _groups(segments):
        if sum(segment.doc_count() for segment in group) <= min(limit, MAX_DOCUMENTS):
            return group
    return []


def _groups(segments: Sequence[ColumnarSegment]) -> Iterator[list[ColumnarSegment]]:
    """Small ones first."""
    sizes = defaultdict(list)
    for segment in sorted(segments, key=lambda segment: int(segment.doc_count())):
        sizes[_size(segment)].append(segment)
    for of_a_size in sizes.values():
        if len(of_a_size) >= FACTOR:
            yield of_a_size[:FACTOR]
    yield from ([segment] for segment in segments if segment.deleted_count() * 3 > segment.doc_count_all())


def _size(segment: ColumnarSegment) -> int:
    return int(log(max(segment.doc_count(), SMALLEST) / SMALLEST, FACTOR))


def fewest(segments: Sequence[ColumnarSegment]) -> list[list[ColumnarSegment]]:
    """Groups to be merged so that as few are left as their greatest size allows."""
    groups: list[list[ColumnarSegment]] = []
    room: list[int] = []
    for segment in sorted(segments, key=lambda segment: -int(segment.doc_count())):
        size = segment.doc_count()
        number = next((number for number, free in enumerate(room) if free >= size), len(groups))
        if number == len(groups):
            groups.append([])
            room.append(MAX_DOCUMENTS)
        groups[number].append(segment)
        room[number] -= size
    return [group for group in groups if len(group) > 1]
