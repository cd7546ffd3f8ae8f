"""The inverted index of one field in one segment. Nothing is decoded: a term's postings are slices of arrays."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from search.backends.whoosh.segments.terms import Strings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import Arrays

    Number = TypeVar("Number", bound=np.generic)

BLOCK = 128  # postings between two of which it's known how many places are before them
APART = 512  # places between the last of a document and the first of the next; no phrase is as long as that
REMEMBERED = 1000  # terms: an answer asks for each several times
MANY = 255  # occurrences in a document that a code has no room for


@dataclass(frozen=True, slots=True)
class Extent:
    """Postings from `first` to before `last`."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first

    def cut(self, values: NDArray[Any]) -> NDArray[Any]:
        """Of an array with something for each posting, what is for these."""
        return values[self.first : self.last]


class Postings:
    """`codes` hold the number of occurrences (at most `MANY`) in the high byte, and the length of the document's field
    as Whoosh rounds it in the low one. A place is a position in a document, counted through all documents: `base` has
    where each begins, with `APART` between them. Fields that only say whether a term is there have neither."""

    def __init__(self, arrays: Arrays, field: str) -> None:
        self.terms = Strings.terms(arrays, field)
        self.ids = arrays[f"{field}.ids"]
        self._ptr = arrays[f"{field}.ptr"]
        self._known: dict[bytes, Extent] = {}
        if f"{field}.codes" in arrays:
            self.codes = arrays[f"{field}.codes"]
            self.lengths = arrays[f"{field}.lens"]
            self._many = arrays[f"{field}.many"]
            self._many_tf = arrays[f"{field}.many_tf"]
            self._mark = arrays[f"{field}.mark"]
            self._places = arrays[f"{field}.places"]
            self.base = arrays[f"{field}.base"]

    def of(self, term: bytes) -> Extent:
        """The postings of a term, none if it's not in the segment."""
        if (known := self._known.get(term)) is None:  # other threads may clear what is known at any time
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            ordinal = self.terms.find(term)
            known = self.extent(ordinal, ordinal + 1) if ordinal >= 0 else Extent(0, 0)
            self._known[term] = known
        return known

    def extent(self, first: int, last: int) -> Extent:
        """The postings of neighbouring terms, from one ordinal to before another."""
        return Extent(self._ptr.item(first), self._ptr.item(last))

    def terms_of(self, rows: NDArray[np.int64]) -> list[bytes]:
        """The terms that postings are of."""
        return self.terms.taken(self._ptr.searchsorted(rows.astype(self._ptr.dtype), side="right") - 1)

    def sizes(self, ordinals: NDArray[Any]) -> NDArray[np.int64]:
        """In how many documents each term is."""
        return self._ptr[ordinals + 1].astype(np.int64) - self._ptr[ordinals]

    def starts(self, ordinals: NDArray[Any]) -> NDArray[np.int64]:
        return self._ptr[ordinals].astype(np.int64)

    def listed(self, terms: Iterable[bytes]) -> NDArray[np.int64]:
        """The postings of several terms, those that are not in the segment left out."""
        found = (self.terms.find(term) for term in terms)
        return self.rows(np.array([ordinal for ordinal in found if ordinal >= 0], np.int64))

    def rows(self, ordinals: NDArray[np.int64]) -> NDArray[np.int64]:
        """The postings of several terms."""
        return ragged(self.starts(ordinals), self.sizes(ordinals))[0]

    def many(self, extent: Extent) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """The postings of an extent that a code has no room for, counted from its first, and their occurrences."""
        if not len(self._many):
            return self._many.astype(np.int64), self._many_tf
        found = slice(*np.searchsorted(self._many, (extent.first, extent.last)))
        return self._many[found].astype(np.int64) - extent.first, self._many_tf[found]

    def frequencies(self, extent: Extent) -> NDArray[np.int64]:
        """Occurrences in each document."""
        found = (extent.cut(self.codes) >> 8).astype(np.int64)
        if len(self._many):
            where, exact = self.many(extent)
            found[where] = exact
        return found

    def places(self, extent: Extent, rows: NDArray[Any] | None = None) -> NDArray[Any]:
        """The places of the postings of an extent one after the other, or of some, counted from its first and ascending.
        Those of a term are ascending."""
        if rows is None:
            return self._places[self._first_place(extent.first) : self._first_place(extent.last)]
        frequencies = self.frequencies(extent)
        starts = self._first_place(extent.first) + np.cumsum(frequencies) - frequencies
        return self._places[ragged(starts[rows], frequencies[rows])[0]]

    def places_of(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        """The places of some postings of any terms, one posting after the other."""
        return self._runs(rows)[0]

    def positions_of(self, rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """For each of some postings its positions in its document, ascending."""
        places, start = self._runs(rows)
        begins = self.base.take(self.ids.take(rows)).astype(np.int64)
        positions = places - np.repeat(begins, np.diff(start))
        bounds = start.tolist()
        return [positions[first:last] for first, last in pairwise(bounds)]

    def _runs(self, rows: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """The places of postings one after the other, and where those of each begin among them (with the end)."""
        blocks = rows // BLOCK
        before, start = ragged(blocks * BLOCK, rows - blocks * BLOCK)
        counted = np.concatenate((np.zeros(1, np.int64), np.cumsum(self._frequencies_of(before))))
        first = self._mark.take(blocks).astype(np.int64) + np.diff(counted.take(start))
        index, bounds = ragged(first, self._frequencies_of(rows))
        return self._places.take(index), bounds

    def _frequencies_of(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        found = (self.codes.take(rows) >> 8).astype(np.int64)
        if len(self._many):
            many = (found == MANY).nonzero()[0]
            found[many] = self._many_tf[np.searchsorted(self._many, rows[many].astype(self._many.dtype))]
        return found

    def documents(self, places: NDArray[Any]) -> NDArray[np.int64]:
        """The document of each place."""
        return np.searchsorted(self.base, places, side="right") - 1

    def _first_place(self, posting: int) -> int:
        """How many places are before those of a posting."""
        block = posting - posting % BLOCK
        before = self.frequencies(Extent(block, posting)).sum() if block < posting else 0
        return self._mark.item(posting // BLOCK) + int(before)


def ragged(starts: NDArray[Any], sizes: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Indexes of runs of an array one after the other, and where each run begins among them (with the end)."""
    ends = np.cumsum(sizes, dtype=np.int64)
    start = np.concatenate((np.zeros(1, np.int64), ends))
    index = np.arange(start[-1]) + np.repeat(starts - start[:-1], sizes)
    return index, start


def shared(left: NDArray[Any], right: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Where two ascending lists have the same values: indexes into each."""
    if len(left) > len(right):
        theirs, mine = shared(right, left)
        return mine, theirs
    if not len(left):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    places = sought(right, left)
    mine = (right.take(places, mode="clip") == left).nonzero()[0]
    return mine, places.take(mine)


def each_once(ascending: NDArray[Number]) -> NDArray[Number]:
    """Of an ascending list. (`np.unique` imports masked arrays, and sorts.)"""
    is_first = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=is_first[1:])
    return ascending[is_first]


def sought(ascending: NDArray[Any], values: NDArray[Any]) -> NDArray[np.int64]:
    """Where values would go into an ascending list; its type has room for them. (Numpy copies the whole list when the
    types differ.)"""
    return ascending.searchsorted(values.astype(ascending.dtype, copy=False))
