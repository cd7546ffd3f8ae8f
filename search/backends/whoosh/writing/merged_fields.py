"""The inverted index of a field, of several segments."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from search.backends.whoosh.segments.postings import BLOCK, MANY, Extent, Postings, ragged
from search.backends.whoosh.writing.aside import set_aside
from search.backends.whoosh.writing.fields import bases
from search.backends.whoosh.writing.merged_terms import Source, Terms
from search.backends.whoosh.writing.packing import offsets, pointers
from search.backends.whoosh.writing.parts import ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import ArrayWriter
    from search.backends.whoosh.writing.merged_terms import Share, Step
    from search.backends.whoosh.writing.parts import Part

_AT_ONCE = 1 << 19  # postings, and half of their occurrences; with what is computed of them, about 40 MB


def merge_scored(writer: ArrayWriter, field: str, parts: Sequence[Part], folder: Path) -> int:
    """Returns the exact total length of the field."""
    frequencies = _Frequencies()
    with _merged(writer, field, parts, folder) as terms:
        writer.extend(f"{field}.codes", np.uint16, frequencies.noted(_runs(terms)))
        writer.extend(f"{field}.many", np.uint64, frequencies.many)
        writer.extend(f"{field}.many_tf", np.uint32, frequencies.many_tf)
        writer.extend(f"{field}.mark", np.uint64, [*frequencies.mark, np.array([frequencies.total])])
        base = bases(np.concatenate([source.ends() for source in terms.sources]))
        packed = pointers(base)
        places = (run.places(base) for run in _short(_runs(terms), terms.sources))
        writer.extend(f"{field}.places", packed.dtype, places)
    writer.add(f"{field}.base", packed)
    writer.add(f"{field}.lens", np.concatenate([part.column(f"{field}.lens") for part in parts]))
    return frequencies.total


def merge_forms(writer: ArrayWriter, parts: Sequence[Part], folder: Path) -> None:
    with _merged(writer, "forms", parts, folder) as terms:
        writer.extend("forms.common", np.uint8, _common(terms))


@contextmanager
def _merged(writer: ArrayWriter, field: str, parts: Sequence[Part], folder: Path) -> Iterator[Terms]:
    """The terms of the field, written with the documents of each."""
    with set_aside(folder) as aside:
        terms = Terms([Source(part, field, Postings(part.arrays, field)) for part in parts], aside)
        terms.write(writer, field)
        writer.extend(f"{field}.ids", np.int32, (run.ids() for run in _runs(terms)))
        yield terms


class _Piece(NamedTuple):
    """Postings of one segment: which of `extent` stay, and where they go among those of all."""

    source: Source
    extent: Extent
    stays: NDArray[np.bool_]
    goes: NDArray[np.int64]

    def of(self, values: NDArray[Any]) -> NDArray[Any]:
        return self.extent.cut(values)[self.stays]

    def frequencies(self) -> NDArray[np.int64]:
        return self.source.postings.frequencies(self.extent)[self.stays]

    def places_in(self, base: NDArray[np.int64], frequencies: NDArray[np.int64]) -> NDArray[np.int64]:
        """The places of the postings that stay, which have so many each, where documents begin at `base` after the merge."""
        rows = None if self.stays.all() else np.flatnonzero(self.stays)
        postings, ids = self.source.postings, self.of(self.source.postings.ids)
        moved = base[self.source.part.renumbered[ids]] - postings.base[ids].astype(np.int64)
        return postings.places(self.extent, rows) + np.repeat(moved, frequencies)

    def cut(self) -> Iterator[_Piece]:
        """Into pieces of few occurrences, or of one document with more, each by itself."""
        before = offsets(self.source.postings.frequencies(self.extent))
        for first, last in ranges(before, at_once=_AT_ONCE):
            stays = self.stays[first:last]
            extent = Extent(self.extent.first + first, self.extent.first + last)
            yield _Piece(self.source, extent, stays, np.arange(np.count_nonzero(stays)))


@dataclass(frozen=True)
class _Run:
    """The postings of some terms of a step, from the place `first` on: where those of each begin, and what they are made
    of."""

    step: Step
    first: int
    start: NDArray[np.int64]
    pieces: list[_Piece]

    def __len__(self) -> int:
        return int(self.start[-1])

    def ids(self) -> NDArray[np.int32]:
        found = np.empty(len(self), np.int32)
        for piece in self.pieces:
            found[piece.goes] = piece.source.part.renumbered[piece.of(piece.source.postings.ids)]
        return found

    def codes(self) -> NDArray[np.uint16]:
        found = np.empty(len(self), np.uint16)
        for piece in self.pieces:
            found[piece.goes] = piece.of(piece.source.postings.codes)
        return found

    @cached_property
    def frequencies(self) -> NDArray[np.int64]:
        found = np.empty(len(self), np.int64)
        for piece in self.pieces:
            found[piece.goes] = piece.frequencies()
        return found

    def places(self, base: NDArray[np.int64]) -> NDArray[np.int64]:
        start = offsets(self.frequencies)
        found = np.empty(start[-1], np.int64)
        for piece in self.pieces:
            frequencies = self.frequencies[piece.goes]
            goes, _ = ragged(start[piece.goes], frequencies)
            found[goes] = piece.places_in(base, frequencies)
        return found

    def apart(self) -> Iterator[_Run]:
        """The postings of one term as runs of few occurrences: its pieces are in the order of documents."""
        for piece in self.pieces:
            for cut in piece.cut():
                yield _Run(self.step, self.first, np.array([0, len(cut.goes)]), [cut])


def _runs(terms: Terms) -> Iterator[_Run]:
    """The postings in runs that fit into memory."""
    for step in terms.steps():
        for first, last in ranges(offsets(step.postings), at_once=_AT_ONCE):
            yield _run(terms.sources, step, first, last)


def _run(sources: Sequence[Source], step: Step, first: int, last: int) -> _Run:
    start = offsets(step.postings[first:last])
    free = start[:-1].copy()
    pieces = [_piece(source, step.share(number), first, last, free) for number, source in enumerate(sources)]
    return _Run(step, first, start, [piece for piece in pieces if piece])


def _short(runs: Iterable[_Run], sources: Sequence[Source]) -> Iterator[_Run]:
    """The same in runs of few occurrences, unless they are in one document."""
    for run in runs:
        before = offsets(run.frequencies)[run.start]
        if before[-1] <= 2 * _AT_ONCE:
            yield run
        elif len(before) == 2:
            yield from run.apart()
        else:
            cuts = ranges(before, at_once=_AT_ONCE)
            shorter = (_run(sources, run.step, run.first + a, run.first + b) for a, b in cuts)
            yield from _short(shorter, sources)


def _common(terms: Terms) -> Iterator[NDArray[np.uint8]]:
    """How much forms share with their stems."""
    for step in terms.steps():
        found = np.zeros(len(step.lengths), np.uint8)
        for number, source in enumerate(terms.sources):
            share = step.share(number)
            found[share.places] = source.part.arrays["forms.common"][share.terms]
        yield found


def _piece(source: Source, share: Share, first: int, last: int, free: NDArray[np.int64]) -> _Piece | None:
    """Of the terms from one place to before another. `free` tells where the next posting of each goes, and is moved on."""
    a, b = np.searchsorted(share.places, (first, last)).tolist()
    if a == b:
        return None
    extent = source.postings.extent(share.terms[a].item(), share.terms[b - 1].item() + 1)
    stays = source.part.live[extent.cut(source.postings.ids)]
    places, sizes = share.places[a:b] - first, share.sizes[a:b]
    goes, _ = ragged(free[places], sizes)
    free[places] += sizes
    return _Piece(source, extent, stays, goes)


class _Frequencies:
    """What is told of how often terms are in documents, noted while their codes are copied."""

    def __init__(self) -> None:
        self.many: list[NDArray[np.int64]] = []
        self.many_tf: list[NDArray[np.int64]] = []
        self.mark: list[NDArray[np.int64]] = []
        self.total = 0
        self._postings = 0

    def noted(self, runs: Iterable[_Run]) -> Iterator[NDArray[np.uint16]]:
        for run in runs:
            self._note(run.frequencies)
            yield run.codes()

    def _note(self, tf: NDArray[np.int64]) -> None:
        many = np.flatnonzero(tf >= MANY)
        before = self.total + offsets(tf)
        self.many.append(many + self._postings)
        self.many_tf.append(tf[many])
        self.mark.append(before[-self._postings % BLOCK : -1 : BLOCK].copy())
        self.total = int(before[-1])
        self._postings += len(tf)
