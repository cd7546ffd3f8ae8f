"""The first documents of an order, over several segments."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.segment import Segment

RUNS = 8  # of rows for each of the documents that are looked for
RUN = 32  # rows; shorter ones aren't worth their while
SPARE = 10  # documents that are put in order rather than told apart
ROUNDING = (
    1e-9  # of scores: sums of the same numbers differ in their last digits, depending on which came first
)


class Ranked(NamedTuple):
    """Documents of a segment with what they are ordered by, highest first; ties, or all without keys, go to the newer and
    then the higher id."""

    segment: Segment
    documents: NDArray[Any]
    scores: NDArray[np.float64]
    keys: NDArray[Any] | None

    def leading(self, number: int) -> Ranked:
        """The first so many, and maybe a few of those that come next, in any order."""
        if len(self.documents) <= number + SPARE:
            return self
        if self.keys is None:
            return self.taken(_highest(self._ranks(self.documents), number))
        likely = _candidates(self.keys, number)
        if likely is not None and len(likely) < len(self.keys):
            return self.taken(likely).leading(number)
        return self.taken(self._highest_by(self.keys, number))

    def taken(self, rows: NDArray[Any]) -> Ranked:
        scores = self.scores.take(rows)
        keys = self.keys
        if keys is not None:
            keys = scores if keys is self.scores else keys.take(rows)
        return Ranked(self.segment, self.documents.take(rows), scores, keys)

    def _highest_by(self, keys: NDArray[Any], number: int) -> NDArray[Any]:
        """Rows with the highest keys, ties with the highest ranks unless there are only a few."""
        least = _nth_highest(keys, number)
        near = ROUNDING if keys.dtype.kind == "f" else 0
        rows = (keys >= least - near).nonzero()[0]
        if len(rows) <= number + SPARE:
            return rows
        keys = keys.take(rows)
        better, ties = (keys > least + near).nonzero()[0], (keys <= least + near).nonzero()[0]
        tied = self.documents.take(rows.take(ties))
        ties = ties[_highest(self._ranks(tied), number - len(better))]
        return rows.take(np.concatenate((better, ties)))

    def _ranks(self, documents: NDArray[Any]) -> NDArray[Any]:
        """Numbers in the order of dates and ids, of which no two are equal."""
        return self.segment.contents.rank.take(documents)


class Page(NamedTuple):
    """Documents in order, each in its segment, column by column."""

    segments: list[Segment]
    documents: list[int]
    articles: list[int]
    scores: list[float]


def page(parts: Sequence[Ranked], first: int, last: int) -> Page:
    """From one place to before another among all."""
    articles, order = in_order(parts)
    rows = order[first:last]
    ends = list(accumulate(len(part.documents) for part in parts))
    documents, scores = _joined([part.documents for part in parts]), _joined([part.scores for part in parts])
    return Page(
        [parts[bisect_right(ends, row)].segment for row in rows.tolist()],
        documents.take(rows).tolist(),
        articles.take(rows).tolist(),
        scores.take(rows).tolist(),
    )


def all_in_order(parts: Sequence[Ranked]) -> list[int]:
    """The ids of all articles."""
    articles, order = in_order(parts)
    ids: list[int] = articles.take(order).tolist()
    return ids


def in_order(parts: Sequence[Ranked]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Articles of all parts, one part after the other, and where those are that come first, second and so on."""
    articles = _joined([part.segment.contents.article.take(part.documents) for part in parts])
    days = _joined([part.segment.contents.day.take(part.documents) for part in parts])
    keys = [_rounded(part.keys) for part in parts if part.keys is not None]
    return articles, np.lexsort((articles, days, _joined(keys)) if keys else (articles, days))[::-1]


def _joined(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)


def _rounded(keys: NDArray[Any]) -> NDArray[Any]:
    """In whole steps of rounding. Sums of money are whole numbers and stay so."""
    return np.rint(keys / ROUNDING) if keys.dtype.kind == "f" else keys


def _highest(ranks: NDArray[Any], number: int) -> NDArray[Any]:
    """Rows with the highest ranks, of which no two are equal."""
    likely = _candidates(ranks, number)
    if likely is None:
        return ranks.argpartition(-number)[-number:]
    return likely.take(ranks.take(likely).argpartition(-number)[-number:])


def _nth_highest(keys: NDArray[Any], number: int) -> Any:
    keys = keys.copy()
    keys.partition(-number)  # what `np.partition` does, by fewer calls
    return keys[-number]


def _candidates(keys: NDArray[Any], number: int) -> NDArray[Any] | None:
    """Rows among which those with the highest keys are, at least so many; None for any row. When so many runs of rows have
    something that high, the others can be left out; runs are looked through much faster than rows are sorted."""
    size = len(keys) // (number * RUNS) if number else 0
    if size < RUN:
        return None
    highest = keys[: len(keys) // size * size].reshape(-1, size).max(axis=1)
    bound = _nth_highest(highest, number)
    return (keys >= (bound - ROUNDING if keys.dtype.kind == "f" else bound)).nonzero()[0]
