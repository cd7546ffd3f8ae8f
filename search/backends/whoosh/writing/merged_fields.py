"""The inverted index of a field, of several segments."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from search.backends.whoosh.segments.postings import APART, BLOCK, MANY, Extent, Postings, ragged
from search.backends.whoosh.writing.fields import add_terms, bases
from search.backends.whoosh.writing.packing import offsets, pack, pointers
from search.backends.whoosh.writing.parts import ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import ArrayWriter
    from search.backends.whoosh.segments.terms import Strings
    from search.backends.whoosh.writing.parts import Part

_AT_ONCE = 1 << 18  # postings; with what is computed of them, about 50 MB
_TERMS_AT_ONCE = 200_000


def merge_scored(writer: ArrayWriter, field: str, parts: Sequence[Part]) -> int:
    """Returns the exact total length of the field."""
    merged = _merged(parts, field)
    frequencies = _Frequencies()
    merged.write(writer)
    writer.extend(f"{field}.codes", np.uint16, frequencies.noted(merged))
    writer.add(f"{field}.many", np.array(frequencies.many, np.uint64))
    writer.add(f"{field}.many_tf", np.array(frequencies.many_tf, np.uint32))
    writer.add(f"{field}.mark", np.array([*frequencies.mark, frequencies.total], np.uint64))
    base = bases(np.concatenate([source.ends() for source in merged.sources]))
    packed = pointers(base)
    writer.extend(f"{field}.places", packed.dtype, _places(merged, base))
    writer.add(f"{field}.base", packed)
    writer.add(f"{field}.lens", np.concatenate([part.column(f"{field}.lens") for part in parts]))
    return frequencies.total


def merge_forms(writer: ArrayWriter, parts: Sequence[Part]) -> None:
    merged = _merged(parts, "forms")
    merged.write(writer)
    common = np.zeros(len(merged.ptr) - 1, np.uint8)
    for source in merged.sources:
        common[source.places] = source.part.arrays["forms.common"][source.terms]
    writer.add("forms.common", common)


@dataclass(frozen=True, slots=True)
class _Source:
    """The field in one of the segments: `terms` are the ordinals of those that stay, `places` their ordinals among the
    terms of all, `sizes` how many postings of each stay."""

    part: Part
    postings: Postings
    terms: NDArray[np.int64]
    places: NDArray[np.int64]
    sizes: NDArray[np.int64]

    def ends(self) -> NDArray[np.int64]:
        """One after the last position of each document that stays."""
        base = self.postings.base.astype(np.int64)
        return (base[1:] - base[:-1] - APART)[self.part.kept]


class _Piece(NamedTuple):
    """Postings of one segment: which of `extent` stay, and where they go among those of all."""

    source: _Source
    extent: Extent
    stays: NDArray[np.bool_]
    goes: NDArray[np.int64]

    def of(self, values: NDArray[Any]) -> NDArray[Any]:
        return self.extent.cut(values)[self.stays]

    def frequencies(self) -> NDArray[np.int64]:
        return self.source.postings.frequencies(self.extent)[self.stays]

    def places_in(self, base: NDArray[np.int64]) -> NDArray[np.int64]:
        """The places of the postings that stay where documents begin at `base` after the merge."""
        rows = None if self.stays.all() else np.flatnonzero(self.stays)
        postings, ids = self.source.postings, self.of(self.source.postings.ids)
        moved = base[self.source.part.renumbered[ids]] - postings.base[ids].astype(np.int64)
        return postings.places(self.extent, rows) + np.repeat(moved, self.frequencies())


@dataclass(frozen=True, slots=True)
class _Merged:
    """The field in all segments: its terms, as `packing.pack` gives them, and how many postings are before each."""

    field: str
    sources: list[_Source]
    blob: NDArray[np.uint8]
    start: NDArray[np.int64]
    ptr: NDArray[np.int64]

    def write(self, writer: ArrayWriter) -> None:
        add_terms(writer, self.field, self.blob, self.start, self.ptr)
        writer.extend(f"{self.field}.ids", np.int32, self._ids())

    def _ids(self) -> Iterator[NDArray[np.int32]]:
        for size, pieces in self.slices():
            ids = np.empty(size, np.int32)
            for piece in pieces:
                ids[piece.goes] = piece.source.part.renumbered[piece.of(piece.source.postings.ids)]
            yield ids

    def slices(self) -> Iterator[tuple[int, list[_Piece]]]:
        """The postings in runs that fit into memory: how many, and what they are made of."""
        for first, last in ranges(self.ptr, at_once=_AT_ONCE):
            free = self.ptr[first:last] - self.ptr[first]
            pieces = [_piece(source, first, last, free) for source in self.sources]
            yield int(self.ptr[last] - self.ptr[first]), [piece for piece in pieces if piece]


def _piece(source: _Source, first: int, last: int, free: NDArray[np.int64]) -> _Piece | None:
    """Of the terms from one place to before another. `free` tells where the next posting of each goes, and is moved on."""
    a, b = np.searchsorted(source.places, (first, last)).tolist()
    if a == b:
        return None
    extent = source.postings.extent(source.terms[a].item(), source.terms[b - 1].item() + 1)
    stays = source.part.live[extent.cut(source.postings.ids)]
    places, sizes = source.places[a:b] - first, source.sizes[a:b]
    goes, _ = ragged(free[places], sizes)
    free[places] += sizes
    return _Piece(source, extent, stays, goes)


def _merged(parts: Sequence[Part], field: str) -> _Merged:
    postings = [Postings(part.arrays, field) for part in parts]
    sizes = [part.live_postings(field, at_once=_AT_ONCE) for part in parts]
    blob, start, places = _united([each.terms for each in postings], [size > 0 for size in sizes])
    sources = [
        _Source(part, each, np.flatnonzero(size), place, size[size > 0])
        for part, each, size, place in zip(parts, postings, sizes, places, strict=True)
    ]
    total = np.zeros(len(start) - 1, np.int64)
    for source in sources:
        total[source.places] += source.sizes
    return _Merged(field, sources, blob, start, offsets(total))


def _united(
    terms: Sequence[Strings], stay: Sequence[NDArray[np.bool_]]
) -> tuple[NDArray[np.uint8], NDArray[np.int64], list[NDArray[np.int64]]]:
    """The terms that stay, packed, and the places of each segment's among them."""
    blobs, starts = [np.empty(0, np.uint8)], [np.zeros(1, np.int64)]
    places: list[list[NDArray[np.int64]]] = [[np.empty(0, np.int64)] for _ in terms]
    number = size = 0
    for step in _steps(terms, stay):
        united = sorted(set().union(*step))
        place = dict(zip(united, range(number, number + len(united)), strict=True))
        for found, part in zip(places, step, strict=True):
            found.append(np.fromiter(map(place.__getitem__, part), np.int64, len(part)))
        blob, start = pack(united)
        blobs.append(blob)
        starts.append(start[1:] + size)
        number, size = number + len(united), size + len(blob)
    return np.concatenate(blobs), np.concatenate(starts), [np.concatenate(found) for found in places]


def _steps(terms: Sequence[Strings], stay: Sequence[NDArray[np.bool_]]) -> Iterator[list[list[bytes]]]:
    """The terms that stay of each segment, a few at once: all of a step come before all of the next."""
    at_once = max(1, _TERMS_AT_ONCE // len(terms))
    firsts = [0] * len(terms)
    while any(first < len(strings) for first, strings in zip(firsts, terms, strict=True)):
        lasts = [min(first + at_once, len(strings)) for first, strings in zip(firsts, terms, strict=True)]
        read = [
            strings.between(first, last).split(b"\n")[:-1]
            for strings, first, last in zip(terms, firsts, lasts, strict=True)
        ]
        cut = [
            part[-1] for part, last, strings in zip(read, lasts, terms, strict=True) if last < len(strings)
        ]
        if cut:
            read = [part[: bisect_right(part, min(cut))] for part in read]
        yield [
            list(compress(part, flags[first : first + len(part)].tolist()))
            for part, flags, first in zip(read, stay, firsts, strict=True)
        ]
        firsts = [first + len(part) for first, part in zip(firsts, read, strict=True)]


class _Frequencies:
    """What is told of how often terms are in documents, noted while their codes are copied."""

    def __init__(self) -> None:
        self.many: list[int] = []
        self.many_tf: list[int] = []
        self.mark: list[int] = []
        self.total = 0
        self._postings = 0

    def noted(self, merged: _Merged) -> Iterator[NDArray[np.uint16]]:
        for size, pieces in merged.slices():
            codes = np.empty(size, np.uint16)
            tf = np.empty(size, np.int64)
            for piece in pieces:
                codes[piece.goes] = piece.of(piece.source.postings.codes)
                tf[piece.goes] = piece.frequencies()
            self._note(tf)
            yield codes

    def _note(self, tf: NDArray[np.int64]) -> None:
        many = np.flatnonzero(tf >= MANY)
        before = self.total + offsets(tf)
        self.many += (many + self._postings).tolist()
        self.many_tf += tf[many].tolist()
        self.mark += before[-self._postings % BLOCK : -1 : BLOCK].tolist()
        self.total = int(before[-1])
        self._postings += len(tf)


def _places(merged: _Merged, base: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    for size, pieces in merged.slices():
        sizes = np.empty(size, np.int64)
        for piece in pieces:
            sizes[piece.goes] = piece.frequencies()
        start = offsets(sizes)
        places = np.empty(start[-1], np.int64)
        for piece in pieces:
            goes, _ = ragged(start[piece.goes], sizes[piece.goes])
            places[goes] = piece.places_in(base)
        yield places
