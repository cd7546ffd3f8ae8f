"""How strings and runs of numbers lie in arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_DIGIT, _OTHER = 26, 27  # bits beside those of the letters a-z


def offsets(sizes: NDArray[Any] | Sequence[int]) -> NDArray[np.int64]:
    """Where runs of these sizes begin, and the end of the last."""
    found = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=found[1:])
    return found


def pointers(values: NDArray[np.int64]) -> NDArray[Any]:
    """In 32 bits if they fit. Ascending."""
    return values.astype(pointer_type(int(values[-1])))


def pointer_type(last: int) -> type[np.uint32 | np.uint64]:
    return np.uint64 if last >> 32 else np.uint32


def pack(strings: Iterable[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The strings, each followed by a line feed, and where they begin."""
    lines = [string + b"\n" for string in strings]
    return np.frombuffer(b"".join(lines), np.uint8), offsets([len(line) for line in lines])


def letters(blob: NDArray[np.uint8], start: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Which letters each of some packed strings has: a bit each for a-z, one for digits, one for all else."""
    return np.bitwise_or.reduceat(_BITS[blob], start[:-1]) if len(blob) else np.empty(0, np.uint32)


def _bits() -> NDArray[np.uint32]:
    bits = np.full(256, 1 << _OTHER, np.uint32)
    bits[ord("0") : ord("9") + 1] = 1 << _DIGIT
    bits[ord("a") : ord("z") + 1] = 1 << np.arange(26, dtype=np.uint32)
    bits[ord("\n")] = 0
    return bits


_BITS = _bits()


def group(values: NDArray[np.int64], number: int) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Where the places of each value from 0 to before `number` begin among all, and the places, ascending for each."""
    return offsets(np.bincount(values, minlength=number)), np.argsort(values, kind="stable")
