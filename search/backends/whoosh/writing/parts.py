"""A segment that is to become part of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from search.backends.whoosh.segments.postings import ragged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import Arrays


class Part:
    """`kept` are the numbers of the documents that stay, `renumbered` what becomes of each, -1 for those that don't."""

    def __init__(self, arrays: Arrays, live: NDArray[np.bool_] | None, *, first: int) -> None:
        size = int(arrays.facts["documents"])
        self.arrays = arrays
        self.live = np.ones(size, bool) if live is None else live
        self.kept = np.flatnonzero(self.live)
        self.renumbered = np.full(size, -1, np.int32)
        self.renumbered[self.kept] = np.arange(first, first + len(self.kept))

    @property
    def is_whole(self) -> bool:
        return len(self.kept) == len(self.live)

    def column(self, name: str) -> NDArray[Any]:
        """A value for each document that stays."""
        return self.arrays[name] if self.is_whole else self.arrays[name][self.kept]

    def sizes(self, ptr: str) -> NDArray[np.int64]:
        """How many values each document that stays has."""
        bounds: NDArray[np.int64] = self.arrays[ptr].astype(np.int64)
        return (bounds[1:] - bounds[:-1])[self.kept]

    def rows(self, ptr: str) -> NDArray[np.int64]:
        """The places of these values."""
        return ragged(self.arrays[ptr].astype(np.int64)[self.kept], self.sizes(ptr))[0]

    def pieces(self, name: str) -> Iterator[NDArray[np.uint8]]:
        """The bytes of the documents that stay, of as many as are neighbours at once."""
        if not len(self.kept):
            return
        bounds = self.arrays[f"{name}_start"]
        cuts = np.flatnonzero(np.diff(self.kept) > 1) + 1
        firsts, lasts = self.kept[np.append(0, cuts)], self.kept[np.append(cuts - 1, len(self.kept) - 1)]
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
            yield self.arrays[name][bounds.item(first) : bounds.item(last + 1)]

    def live_postings(self, field: str, first: int, last: int, *, at_once: int) -> NDArray[np.int64]:
        """How many documents that stay have each term, from one ordinal to before another."""
        ptr = self.arrays[f"{field}.ptr"][first : last + 1].astype(np.int64)
        if self.is_whole or first == last:
            return np.diff(ptr)
        ids = self.arrays[f"{field}.ids"]
        return np.concatenate(
            [
                np.add.reduceat(self.live[ids[ptr[a] : ptr[b]]], ptr[a:b] - ptr[a], dtype=np.int64)
                for a, b in ranges(ptr, at_once=at_once)
            ]
        )


def ranges(ptr: NDArray[np.int64], *, at_once: int) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring terms with so many postings together, or of one with more."""
    first = 0
    while first < len(ptr) - 1:
        last = int(np.searchsorted(ptr, ptr[first] + at_once, "right")) - 1
        last = max(first + 1, last)
        yield first, last
        first = last
