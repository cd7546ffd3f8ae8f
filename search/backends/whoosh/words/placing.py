"""Words one after the other, farther apart or nearer. Positions are ascending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def following(before: NDArray[Any], positions: NDArray[Any], distance: int, slop: int) -> NDArray[Any]:
    """The positions that are at a distance from one of those before, or up to `slop` farther."""
    if not len(before):
        return before
    last = np.searchsorted(before, positions - distance, side="right") - 1
    nearest = before.take(np.maximum(last, 0))
    return positions[(last >= 0) & (nearest >= positions - distance - slop)]


def in_line(lines: Sequence[NDArray[np.int64]], offsets: Sequence[int], slop: int) -> list[NDArray[np.int64]]:
    """Of the positions of each word of a phrase, those that are part of one."""
    found = [lines[0]]
    distances = np.diff(offsets).tolist()
    for positions, distance in zip(lines[1:], distances, strict=True):
        found.append(following(found[-1], positions, distance, slop))
    for index in range(len(found) - 2, -1, -1):
        mirrored = following(-found[index + 1][::-1], -found[index][::-1], distances[index], slop)
        found[index] = -mirrored[::-1]
    return found
