"""The first documents of an order, over several segments."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.segment import Segment

RUNS = 8  # of rows for each of the documents that are looked for
RUN = 32  # rows; shorter ones aren't worth their while
ROUNDING = (
    1e-9  # of scores: sums of the same numbers differ in their last digits, depending on which came first
)
DIGITS = 9


class Ranked(NamedTuple):
    """Documents of a segment with what they are ordered by, highest first; ties, or all without keys, go to the newer and
    then the higher id."""

    segment: Segment
    documents: NDArray[Any]
    scores: NDArray[np.float64]
    keys: NDArray[Any] | None

    def leading(self, number: int) -> Ranked:
        """The first so many, in any order."""
        if len(self.documents) <= number:
            return self
        if self.keys is None:
            rows = _highest(self._ranks(self.documents), number)
        else:
            rows = self._highest_by(self.keys, number)
        return self.taken(rows)

    def taken(self, rows: NDArray[Any]) -> Ranked:
        keys = None if self.keys is None else self.keys.take(rows)
        return Ranked(self.segment, self.documents.take(rows), self.scores.take(rows), keys)

    def _highest_by(self, keys: NDArray[Any], number: int) -> NDArray[Any]:
        """Rows with the highest keys, ties with the highest ranks."""
        rows = _candidates(keys, number)
        keys = keys.take(rows)
        least = np.partition(keys, len(keys) - number)[len(keys) - number]
        near = ROUNDING if keys.dtype.kind == "f" else 0
        as_high = (keys >= least - near).nonzero()[0]
        rows, keys = rows.take(as_high), keys.take(as_high)
        if len(rows) == number:
            return rows
        better, ties = (keys > least + near).nonzero()[0], (keys <= least + near).nonzero()[0]
        tied = self.documents.take(rows.take(ties))
        ties = ties[_highest(self._ranks(tied), number - len(better))]
        return rows.take(np.concatenate((better, ties)))

    def _ranks(self, documents: NDArray[Any]) -> NDArray[Any]:
        """Numbers in the order of dates and ids, of which no two are equal."""
        return self.segment.contents.rank.take(documents)


class Match(NamedTuple):
    """A document in its segment."""

    segment: Segment
    document: int
    article_id: int
    score: float


def page(parts: Sequence[Ranked], first: int, last: int) -> list[Match]:
    """From one place to before another among all."""
    articles, order = in_order(parts)
    starts = list(accumulate((len(part.documents) for part in parts), initial=0))
    found = []
    for row in order[first:last].tolist():
        owner = bisect_right(starts, row) - 1
        part, place = parts[owner], row - starts[owner]
        document, score = part.documents.item(place), part.scores.item(place)
        found.append(Match(part.segment, document, articles.item(row), score))
    return found


def all_in_order(parts: Sequence[Ranked]) -> list[int]:
    """The ids of all articles."""
    articles, order = in_order(parts)
    ids: list[int] = articles.take(order).tolist()
    return ids


def in_order(parts: Sequence[Ranked]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Articles of all parts, one part after the other, and where those are that come first, second and so on."""
    articles = _joined(part.segment.contents.article.take(part.documents) for part in parts)
    days = _joined(part.segment.contents.day.take(part.documents) for part in parts)
    keys = [_rounded(part.keys) for part in parts if part.keys is not None]
    return articles, np.lexsort((articles, days, *([_joined(keys)] if keys else ())))[::-1]


def _joined(arrays: Iterable[NDArray[Any]]) -> NDArray[Any]:
    several = list(arrays)
    if len(several) == 1:
        return several[0]
    return np.concatenate(several) if several else np.empty(0, np.int64)


def _rounded(keys: NDArray[Any]) -> NDArray[Any]:
    """Sums of money are whole numbers and stay so."""
    return keys.round(DIGITS) if keys.dtype.kind == "f" else keys


def _highest(ranks: NDArray[Any], number: int) -> NDArray[Any]:
    """Rows with the highest ranks, of which no two are equal."""
    rows = _candidates(ranks, number)
    if len(rows) <= number:
        return rows
    return rows[np.argpartition(ranks.take(rows), len(rows) - number)[len(rows) - number :]]


def _candidates(keys: NDArray[Any], number: int) -> NDArray[Any]:
    """Rows among which those with the highest keys are, at least so many. When so many runs of rows have something that
    high, the others can be left out; runs are looked through much faster than rows are sorted."""
    size = len(keys) // (number * RUNS) if number else 0
    if size < RUN:
        return np.arange(len(keys))
    highest = keys[: len(keys) // size * size].reshape(-1, size).max(axis=1)
    bound = np.partition(highest, len(highest) - number)[len(highest) - number]
    return (keys >= (bound - ROUNDING if keys.dtype.kind == "f" else bound)).nonzero()[0]
