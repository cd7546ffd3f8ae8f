"""The terms of a field in several segments.

They are united in steps, some of each segment at once. What a step finds out is put aside, and read again for each array
that is written: memory doesn't grow with the number of terms."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.backends.whoosh.segments.postings import APART
from search.backends.whoosh.writing.fields import LETTERED
from search.backends.whoosh.writing.packing import letters, offsets, pack, pointer_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import ArrayWriter
    from search.backends.whoosh.segments.postings import Postings
    from search.backends.whoosh.writing.aside import Aside
    from search.backends.whoosh.writing.parts import Part

_TERMS_AT_ONCE = 200_000  # of all segments together; about 40 MB
_POSTINGS_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """The field in one of the segments."""

    part: Part
    field: str
    postings: Postings

    def found(self, first: int, terms: Sequence[bytes]) -> _Found:
        """What stays of its terms from an ordinal on."""
        sizes = self.part.live_postings(self.field, first, first + len(terms), at_once=_POSTINGS_AT_ONCE)
        stays = sizes > 0
        return _Found([*compress(terms, stays.tolist())], first + np.flatnonzero(stays), sizes[stays])

    def ends(self) -> NDArray[np.int64]:
        """One after the last position of each document that stays."""
        base = self.postings.base.astype(np.int64)
        return (base[1:] - base[:-1] - APART)[self.part.kept]


class _Found(NamedTuple):
    """Terms of a segment that stay, their ordinals in it, and how many postings of each stay."""

    names: list[bytes]
    terms: NDArray[np.int64]
    sizes: NDArray[np.int64]

    def placed(self, place: Mapping[bytes, int]) -> Share:
        places = np.fromiter(map(place.__getitem__, self.names), np.int64, len(self.names))
        return Share(self.terms, places, self.sizes)


class Share(NamedTuple):
    """What a segment has of the terms of a step, of those that stay: their ordinals in the segment, their places in the
    step, and how many postings of each stay."""

    terms: NDArray[np.int64]
    places: NDArray[np.int64]
    sizes: NDArray[np.int64]


class Step(NamedTuple):
    """Terms that are neighbours in all segments together: of each its bytes in the file, how many postings stay, and its
    letters. The shares of the segments are one after the other; `bounds` tells where each begins."""

    lengths: NDArray[np.int64]
    postings: NDArray[np.int64]
    letters: NDArray[np.uint32]
    bounds: NDArray[np.int64]
    terms: NDArray[np.int64]
    places: NDArray[np.int64]
    sizes: NDArray[np.int64]

    @classmethod
    def of(cls, blob: NDArray[np.uint8], start: NDArray[np.int64], shares: Sequence[Share]) -> Step:
        terms, places, sizes = (np.concatenate(column) for column in zip(*shares, strict=True))
        postings = np.bincount(places, sizes, minlength=len(start) - 1).astype(np.int64)
        bounds = offsets([len(share.terms) for share in shares])
        return cls(np.diff(start), postings, letters(blob, start), bounds, terms, places, sizes)

    def share(self, number: int) -> Share:
        mine = slice(self.bounds[number], self.bounds[number + 1])
        return Share(self.terms[mine], self.places[mine], self.sizes[mine])


class Terms:
    """Of all segments; written first, since what is put aside then is what all else needs."""

    def __init__(self, sources: Sequence[Source], aside: Aside) -> None:
        self.sources = sources
        self._aside = aside
        self._bytes = self._postings = 0

    def write(self, writer: ArrayWriter, field: str) -> None:
        writer.extend(f"{field}.terms", np.uint8, self._united())
        lengths = (step.lengths for step in self.steps())
        writer.extend(f"{field}.term_start", pointer_type(self._bytes), _running(lengths))
        postings = (step.postings for step in self.steps())
        writer.extend(f"{field}.ptr", pointer_type(self._postings), _running(postings))
        if field in LETTERED:
            writer.extend(f"{field}.letters", np.uint32, (step.letters for step in self.steps()))

    def steps(self) -> Iterator[Step]:
        return (Step(*row) for row in self._aside)

    def _united(self) -> Iterator[NDArray[np.uint8]]:
        """The terms that stay, packed. What is found out is put aside."""
        for found in _steps(self.sources):
            united = sorted(set().union(*(part.names for part in found)))
            place = dict(zip(united, range(len(united)), strict=True))
            blob, start = pack(united)
            step = Step.of(blob, start, [part.placed(place) for part in found])
            self._bytes += len(blob)
            self._postings += int(step.postings.sum())
            self._aside.put(step)
            yield blob


def _running(sizes: Iterable[NDArray[np.int64]]) -> Iterator[NDArray[np.int64]]:
    """What `offsets` would give of all."""
    before = 0
    yield np.zeros(1, np.int64)
    for some in sizes:
        yield before + offsets(some)[1:]
        before += int(some.sum())


def _steps(sources: Sequence[Source]) -> Iterator[list[_Found]]:
    """The terms that stay, a few of each segment at once: all of a step come before all of the next."""
    terms = [source.postings.terms for source in sources]
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
        yield [source.found(first, part) for source, first, part in zip(sources, firsts, read, strict=True)]
        firsts = [first + len(part) for first, part in zip(firsts, read, strict=True)]
