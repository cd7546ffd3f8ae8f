"""Sorted strings in one array of bytes: the terms of a field, or the values of a facet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backends.whoosh.writing.packing import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import Arrays

STEP = 64  # strings between two that are kept in memory


class Strings:
    """Strings in the order of their bytes, each followed by a line feed in `blob`; `start` has their beginnings and the
    end. A string's ordinal is its place in the order."""

    def __init__(
        self, blob: NDArray[Any], start: NDArray[Any], stored_letters: NDArray[np.uint32] | None = None
    ) -> None:
        self._bytes = memoryview(blob)  # type: ignore[arg-type]  # an array is a buffer
        self._start = start
        self._stored_letters = stored_letters

    @classmethod
    def terms(cls, arrays: Arrays, field: str) -> Strings:
        name = f"{field}.letters"
        stored_letters = arrays[name] if name in arrays else None  # noqa: SIM401  # not a dict
        return cls(arrays[f"{field}.terms"], arrays[f"{field}.term_start"], stored_letters)

    @classmethod
    def names(cls, arrays: Arrays, facet: str) -> Strings:
        return cls(arrays[f"{facet}.names"], arrays[f"{facet}.name_start"])

    def __len__(self) -> int:
        return len(self._start) - 1

    def __getitem__(self, ordinal: int) -> bytes:
        start = self._start
        return bytes(self._bytes[start.item(ordinal) : start.item(ordinal + 1) - 1])

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))

    def between(self, first: int, last: int) -> bytes:
        """The strings from one ordinal to before another, each followed by a line feed."""
        return bytes(self._bytes[self._start.item(first) : self._start.item(last)])

    def taken(self, ordinals: NDArray[np.int64]) -> list[bytes]:
        begins = self._start[ordinals].tolist()
        ends = self._start[ordinals + 1].tolist()
        data = self._bytes
        return [bytes(data[begin : end - 1]) for begin, end in zip(begins, ends, strict=True)]

    def sizes(self, ordinals: NDArray[np.int64]) -> NDArray[np.int64]:
        """Bytes of each."""
        return self._start[ordinals + 1].astype(np.int64) - self._start[ordinals] - 1

    def at(self, places: NDArray[np.int64], first: int) -> NDArray[np.int64]:
        """The ordinals of the strings that begin at these bytes of what is `between` an ordinal and any other."""
        begins = (places + self._start.item(first)).astype(self._start.dtype)
        return np.searchsorted(self._start, begins)

    @cached_property
    def letters(self) -> NDArray[np.uint32]:
        """Which letters each has, see `packing.letters`."""
        if self._stored_letters is not None:
            return self._stored_letters
        return letters(np.frombuffer(self._bytes, np.uint8), self._start)

    @cached_property
    def _sample(self) -> list[bytes]:
        return [self[ordinal] for ordinal in range(0, len(self), STEP)]

    def place(self, string: bytes) -> int:
        """How many strings are before this one in the order."""
        block = max(0, bisect_right(self._sample, string) - 1) * STEP
        return block + bisect_left(self._block(block, min(block + STEP, len(self))), string)

    def _block(self, first: int, last: int) -> list[bytes]:
        strings = self.between(first, last).split(b"\n")[:-1]
        if len(strings) == last - first:
            return strings
        return [self[ordinal] for ordinal in range(first, last)]  # names may have line feeds inside

    def find(self, string: bytes) -> int:
        """The ordinal of a string, -1 if it's not among them."""
        ordinal = self.place(string)
        return ordinal if ordinal < len(self) and self[ordinal] == string else -1

    def begun_by(self, prefix: bytes) -> tuple[int, int]:
        """The ordinals of the strings that begin so: the first, and the one after the last. `prefix` is UTF-8 and not
        empty."""
        return self.place(prefix), self.place(prefix[:-1] + bytes((prefix[-1] + 1,)))
