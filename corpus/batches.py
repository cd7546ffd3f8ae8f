"""Much of anything, some at a time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

BATCH = 500  # rows of one query


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """So many at a time, in their order; the last batch may be smaller."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
