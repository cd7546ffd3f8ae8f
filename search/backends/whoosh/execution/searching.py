"""An answer from a snapshot: words, then filters and facets, then order, then the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backends.whoosh.execution.execute import Matches
from search.backends.whoosh.execution.facets import Counting, Filters, SegmentFacets
from search.backends.whoosh.execution.folding import Folding
from search.backends.whoosh.execution.hits import hits
from search.backends.whoosh.execution.ordering import Ranked, all_in_order, page
from search.backends.whoosh.execution.queries import EVERYTHING
from search.limits import WINDOW
from search.query import Sort
from search.results import FigureSummary, SearchResults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.execution.facets import Selection
    from search.backends.whoosh.segments.segment import Segment
    from search.backends.whoosh.snapshot import Snapshot, Snapshots
    from search.query import SearchQuery

NEVER = np.iinfo(np.int32).min  # before the day of no article


_POWERS = 10.0 ** np.arange(3, 20)  # fen: ten yuan and on


def search(snapshot: Snapshot, kept: Snapshots, query: SearchQuery) -> SearchResults:
    """Articles, counts and fragments; `kept` has the caches."""
    asked = _Asked(snapshot, kept, query)
    counting = Counting(query.facets, kept.vocabularies, kept.cache)
    last = min(query.offset + query.page_size, WINDOW)
    total, ranked, values = 0, [], []
    for part in asked.parts():
        total += len(part.documents)
        counting.add(part.segment, part.facets, part.selection, is_all=asked.is_for_all)
        ranked.append(asked.ranked(part))
        if query.with_summary:
            values.append(part.facets.figures.middles(part.documents))
    folding = Folding(ranked) if query.folded else None
    leading = [part.leading(last) for part in (folding.shown if folding else ranked)]
    return SearchResults(
        total=total,
        hits=hits(page(leading, query.offset, last), query, asked.words.alike, folding),
        facets=counting.result(),
        notices=asked.words.notices,
        summary=_summary(values) if any(map(len, values)) else None,
        stories=total - folding.left_out if folding else None,
    )


def found(snapshot: Snapshot, kept: Snapshots, query: SearchQuery) -> list[int]:
    """Ids of all articles, in order; nothing is counted."""
    asked = _Asked(snapshot, kept, replace(query, facets=()))
    return all_in_order([asked.ranked(part) for part in asked.parts()])


def _summary(parts: Sequence[NDArray[np.float64]]) -> FigureSummary:
    """Of values that ascend in each part; there is one at least."""
    fen = parts[0] if len(parts) == 1 else np.sort(np.concatenate(parts), kind="stable")
    number = len(fen)
    smallest, *middle, largest = fen.take((0, (number - 1) // 2, number // 2, number - 1)).tolist()
    total, median, smallest, largest = (
        Decimal(round(value)) / 100 for value in (fen.sum().item(), sum(middle) / 2, smallest, largest)
    )
    bounds = [0, *fen.searchsorted(_POWERS).tolist(), number]
    return FigureSummary(
        number=number,
        total=total,
        median=median,
        smallest=smallest,
        largest=largest,
        histogram=tuple(
            (power, last - first) for power, (first, last) in enumerate(pairwise(bounds)) if last > first
        ),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What is found in a segment: the documents that have the words and pass the filters."""

    segment: Segment
    facets: SegmentFacets
    selection: Selection

    @property
    def documents(self) -> NDArray[np.intp]:
        return self.selection.matches.documents


class _Asked:
    """A query put to a snapshot."""

    def __init__(self, snapshot: Snapshot, kept: Snapshots, query: SearchQuery) -> None:
        self.words = snapshot.translation(query.tree) if query.tree else EVERYTHING
        self._filters = Filters.of(query)
        self._snapshot = snapshot
        self._cache = kept.cache

    @property
    def is_for_all(self) -> bool:
        """Whether every article is found."""
        return self.words.query is None and self._filters.let_all_pass

    def parts(self) -> Iterator[_Part]:
        for segment in self._snapshot.segments:
            facets = SegmentFacets(segment.contents, self._filters.figures, self._cache)
            matches = self._having_words(segment)
            for unwanted in self._filters.left_out(facets):
                matches = matches.of(~unwanted)
            yield _Part(segment, facets, self._filters.selected(facets, matches))

    def _having_words(self, segment: Segment) -> Matches:
        """Kept, since the same words are asked for again with other filters, in another order and on other pages. Scores
        hold for one generation, and so do translations."""
        if self.words.query is None:
            documents = segment.all()
            return Matches(documents, np.zeros(len(documents)))
        key = segment.contents.name, self.words.key
        return self._cache.get(key, partial(self._snapshot.matches, segment, self.words.query))

    def ranked(self, part: _Part) -> Ranked:
        matches = part.selection.matches
        return Ranked(part.segment, matches.documents, matches.scores, self._keys(part))

    def _keys(self, part: _Part) -> NDArray[Any] | None:
        """What the documents are ordered by, highest first; None for the date."""
        match self._filters.query.sort:
            case Sort.RELEVANCE:
                return None if self.words.query is None else part.selection.matches.scores
            case Sort.AMOUNT:
                return part.facets.figures.largest(part.documents)
            case Sort.OLDEST:
                days = part.segment.contents.day.take(part.documents)
                return np.where(days > 0, -days, NEVER)
            case Sort.DATE:
                return None
