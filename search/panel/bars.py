"""The bars of a histogram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST = 4  # per cent; what is there can be seen


@dataclass(frozen=True, slots=True)
class Bar:
    """A range of a histogram with its number of articles. `size` is per cent of the largest bar, 0 only for none.
    `address` is that of the search for just this range, or, when it is selected, of the one without it."""

    key: str
    label: str
    short: str
    count: int
    size: int
    address: str
    is_selected: bool

    @property
    def empty(self) -> int:
        return 100 - self.size


def sizes(counts: Iterable[int]) -> list[int]:
    """Per cent of the largest."""
    numbers = list(counts)
    largest = max(numbers, default=0)
    return [max(LEAST, round(100 * number / largest)) if number else 0 for number in numbers]
