"""The first documents of an order, over several segments."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.segment import Segment

RUNS = 8  # of rows for each of the documents that are looked for
ROUNDING = (
    1e-9  # of scores: sums of the same numbers differ in their last digits, depending on which came first
)
DIGITS = 9


class Match(NamedTuple):
    """A document in its segment. `order` is smaller for what comes first."""

    order: tuple[float | int, int, int]
    score: float
    document: int
    segment: Segment


def leading(
    segment: Segment,
    documents: NDArray[Any],
    scores: NDArray[np.float64],
    keys: NDArray[Any] | None,
    number: int,
) -> list[Match]:
    """The first so many documents of a segment by key, highest first; ties, or all without keys, go to the newer and then
    the higher id."""
    contents = segment.contents
    ranks = contents.rank[documents]
    rows = _highest(ranks, number) if keys is None else _highest_by(keys, ranks, number)
    chosen = documents[rows]
    columns = (-contents.day[chosen], -contents.article[chosen], scores[rows], chosen)
    return [
        Match((key, day, article), score, document, segment)
        for key, day, article, score, document in zip(
            _first(keys, rows), *(column.tolist() for column in columns), strict=True
        )
    ]


def _first(keys: NDArray[Any] | None, rows: NDArray[Any]) -> list[float] | list[int]:
    """What sorts by key, highest first. Sums of money stay whole numbers, which are more exact than floats."""
    if keys is None:
        return [0] * len(rows)
    return [-key for key in _rounded(keys.take(rows)).tolist()]


def _rounded(keys: NDArray[Any]) -> NDArray[Any]:
    return np.round(keys, DIGITS) if keys.dtype.kind == "f" else keys


def page(matches: Iterable[Match], first: int, last: int) -> list[Match]:
    """From one place to before another among all."""
    return nsmallest(last, matches, key=lambda match: match.order)[first:]


def all_in_order(parts: Iterable[tuple[Segment, NDArray[Any], NDArray[Any] | None]]) -> list[int]:
    """Articles of (segment, documents, keys) in the order of `leading`."""
    columns = [
        (
            np.zeros(len(documents)) if keys is None else _rounded(keys),
            segment.contents.day[documents],
            segment.contents.article[documents],
        )
        for segment, documents, keys in parts
    ]
    if not columns:
        return []
    keys, days, articles = (np.concatenate(column) for column in zip(*columns, strict=True))
    ids: list[int] = articles[np.lexsort((articles, days, keys))][::-1].tolist()
    return ids


def _highest_by(keys: NDArray[Any], ranks: NDArray[Any], number: int) -> NDArray[Any]:
    """Rows with the highest keys, ties with the highest ranks."""
    rows = _candidates(keys, number)
    if len(rows) <= number:
        return rows
    keys = keys.take(rows)
    least = np.partition(keys, len(keys) - number)[len(keys) - number]
    near = ROUNDING if keys.dtype.kind == "f" else 0
    better, ties = np.flatnonzero(keys > least + near), np.flatnonzero(np.abs(keys - least) <= near)
    ties = ties[_highest(ranks.take(rows.take(ties)), number - len(better))]
    return rows.take(np.concatenate((better, ties)))


def _highest(ranks: NDArray[Any], number: int) -> NDArray[Any]:
    """Rows with the highest ranks, of which no two are equal."""
    rows = _candidates(ranks, number)
    if len(rows) <= number:
        return rows
    return rows[np.argpartition(ranks.take(rows), len(rows) - number)[len(rows) - number :]]


def _candidates(keys: NDArray[Any], number: int) -> NDArray[Any]:
    """Rows among which those with the highest keys are. When so many runs of rows have something that high, the others
    can be left out; runs are looked through much faster than rows are sorted."""
    size = len(keys) // (number * RUNS) if number else 0
    if size < 2:
        return np.arange(len(keys))
    highest = keys[: len(keys) // size * size].reshape(-1, size).max(axis=1)
    bound = np.partition(highest, len(highest) - number)[len(highest) - number]
    return np.flatnonzero(keys >= (bound - ROUNDING if keys.dtype.kind == "f" else bound))
