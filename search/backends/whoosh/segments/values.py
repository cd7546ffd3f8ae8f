"""The values of one facet in one segment, and how often a set of documents has each. Documents are distinct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

CROWDED = 20  # from a twentieth of all documents on, flags are counted by 64 documents at once
DENSE = 5  # from a fifth of all documents on, counting goes over all values
LONG = 100  # documents of a value, on average, from which on each list is added up by itself


class Values(Protocol):
    """Ordinals stand for values."""

    def count(self, documents: NDArray[Any]) -> NDArray[np.int64]:
        """How many of the documents have each value; the last number is how many have none."""


class FilterValues(Values, Protocol):
    """Values that can be filtered by."""

    def having(self, ordinals: Iterable[int]) -> NDArray[np.bool_]:
        """For each document of the segment, whether it has any of these values."""

    def without(self) -> NDArray[np.bool_]:
        """For each document of the segment, whether it has no value."""


class OneEach:
    """A document has one value at most. Where it has none, the ordinal is that after the last."""

    def __init__(self, ordinals: NDArray[Any], number: int) -> None:
        self._ordinals = ordinals
        self._number = number

    def count(self, documents: NDArray[Any]) -> NDArray[np.int64]:
        return np.bincount(self._ordinals.take(documents), minlength=self._number + 1)

    def having(self, ordinals: Iterable[int]) -> NDArray[np.bool_]:
        wanted = np.zeros(self._number + 1, bool)
        wanted[list(ordinals)] = True
        return wanted[self._ordinals]

    def without(self) -> NDArray[np.bool_]:
        return self._ordinals == self._number


class Several:
    """A document has any number of values. Held both ways: the values of each document (`ptr`, `values`), and the
    documents of each value (`start`, `documents`), of which each has one at least."""

    def __init__(
        self, ptr: NDArray[Any], values: NDArray[Any], start: NDArray[Any], documents: NDArray[Any]
    ) -> None:
        self._ptr = ptr
        self._values = values
        self._start = start
        self._documents = documents
        self._size = len(ptr) - 1
        self._number = len(start) - 1

    def count(self, documents: NDArray[Any]) -> NDArray[np.int64]:
        """Few documents: their values are gathered. Most of them: the others are taken away from all. Else each value's
        documents are looked up in a mask."""
        if len(documents) * DENSE < self._size:
            return self._gathered(documents)
        chosen = np.zeros(self._size, bool)
        chosen[documents] = True
        if (self._size - len(documents)) * DENSE < self._size:
            return self._all() - self._gathered(np.flatnonzero(~chosen))
        return self._looked_up(chosen)

    def having(self, ordinals: Iterable[int]) -> NDArray[np.bool_]:
        found = np.zeros(self._size, bool)
        for ordinal in ordinals:
            found[self.documents(ordinal)] = True
        return found

    def of(self, document: int) -> list[int]:
        """The ordinals of a document's values."""
        found: list[int] = self._values[self._ptr.item(document) : self._ptr.item(document + 1)].tolist()
        return found

    def documents(self, ordinal: int) -> NDArray[Any]:
        """The documents that have a value."""
        return self._documents[self._start.item(ordinal) : self._start.item(ordinal + 1)]

    def without(self) -> NDArray[np.bool_]:
        return self._ptr[1:] == self._ptr[:-1]

    def _all(self) -> NDArray[np.int64]:
        return np.append(np.diff(self._start.astype(np.int64)), np.count_nonzero(self.without()))

    def _gathered(self, documents: NDArray[Any]) -> NDArray[np.int64]:
        starts = self._ptr.take(documents).astype(np.int64)
        sizes = self._ptr.take(documents + 1) - starts
        ends = sizes.cumsum()
        index = np.arange(ends.item(-1) if len(ends) else 0)
        index += np.repeat(starts - ends + sizes, sizes)
        counts = np.bincount(self._values.take(index), minlength=self._number + 1)
        counts[self._number] = len(documents) - np.count_nonzero(sizes)
        return counts

    def _looked_up(self, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        counts = np.zeros(self._number + 1, np.int64)
        counts[self._number] = np.count_nonzero(chosen & self.without())
        found = chosen.view(np.uint8).take(self._documents)
        if len(found) > self._number * LONG:
            counts[:-1] = np.add.reduceat(found, self._start[:-1], dtype=np.int32)
        else:
            hits = np.zeros(len(found) + 1, np.int32)
            found.cumsum(out=hits[1:])
            counts[:-1] = np.diff(hits.take(self._start))
        return counts


class Flags:
    """A document has any of a few values. `flags` has a row for each eight of them, with a byte for each document and a bit
    for each value; one more bit tells that a document has none. `planes`, if many documents are to be counted often, have a row
    for each value, with a bit for each document."""

    def __init__(
        self, flags: NDArray[np.uint8], number: int, planes: NDArray[np.uint64] | None = None
    ) -> None:
        self._flags = flags
        self._number = number
        self._planes = planes

    @classmethod
    def with_planes(cls, flags: NDArray[np.uint8], number: int) -> Flags:
        return cls(flags, number, np.concatenate([_planes(row) for row in flags])[: number + 1])

    @property
    def nbytes(self) -> int:
        return self._flags.nbytes + (0 if self._planes is None else self._planes.nbytes)

    def count(self, documents: NDArray[Any]) -> NDArray[np.int64]:
        if self._planes is None or len(documents) * CROWDED < self._flags.shape[1]:
            columns = [np.bincount(row.take(documents), minlength=256) @ _BITS for row in self._flags]
            return np.concatenate(columns)[: self._number + 1]
        chosen = np.zeros(self._flags.shape[1], bool)
        chosen[documents] = True
        return np.bitwise_count(self._planes & _packed(chosen)).sum(axis=1, dtype=np.int64)


def _planes(row: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Of a byte for each document, the bits: a row for each of the eight, with 64 documents in a number."""
    return np.stack([_packed(row >> bit & 1) for bit in range(8)])


def _packed(bits: NDArray[Any]) -> NDArray[np.uint64]:
    """Zeros and ones in numbers of 64; the last is filled with zeros."""
    packed = np.zeros(-(-len(bits) // 64) * 8, np.uint8)
    packed[: -(-len(bits) // 8)] = np.packbits(bits)
    return packed.view(np.uint64)


def distinct(numbers: NDArray[Any]) -> NDArray[np.intp]:
    """Of whole numbers that are small and not negative, each once, ascending. (`np.unique` imports masked arrays.)"""
    return np.bincount(numbers).nonzero()[0]


def among(numbers: NDArray[Any], wanted: Iterable[int]) -> NDArray[np.bool_]:
    """Whether each number is one of a few."""
    found = np.zeros(len(numbers), bool)
    for number in wanted:
        found |= numbers == number
    return found


_BITS = ((np.arange(256)[:, None] >> np.arange(8)) & 1).astype(np.int64)  # for each byte, which bits it has


def width_of(number: int) -> int:
    """Bytes that flags for so many values need, with the one for none."""
    return number // 8 + 1
