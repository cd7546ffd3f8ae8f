"""Filters and counts over one segment after the other.

A document that fails one filter only is still counted in the facet that the filter belongs to. Values have ordinals in
their segment; a vocabulary gives them numbers that hold for all segments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, reduce
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backends.whoosh.execution.figure_table import DIMENSIONS, FigureFilter
from search.backends.whoosh.execution.figures import Figures
from search.backends.whoosh.segments.values import OneEach, among, distinct
from search.query import NO_VALUE
from search.results import Counts, FacetName

if TYPE_CHECKING:
    from collections.abc import Callable, ItemsView, Iterable, Iterator

    from numpy.typing import NDArray

    from search.backends.whoosh.execution.cache import ArrayCache
    from search.backends.whoosh.execution.execute import Matches
    from search.backends.whoosh.segments.segment import Contents, Segment
    from search.backends.whoosh.segments.values import FilterValues
    from search.query import SearchQuery

    Passing = Callable[[NDArray[Any]], NDArray[np.bool_]]  # for each of some documents, whether it passes

FILTER_OF = {name: name for name in FacetName}
FILTER_OF |= dict.fromkeys(DIMENSIONS, FacetName.AMOUNT) | {FacetName.MONTH: FacetName.YEAR}


class Vocabulary:
    """All values of a facet that any segment had, numbered as they came. Only grows; safe for threads."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}
        self.number = self._numbers.get
        self._lock = Lock()
        self._ranks = np.empty(0, np.int64)

    def ranks(self) -> NDArray[np.int64]:
        """Where each name stands among all in the order of names."""
        ranks, size = self._ranks, len(self.names)
        if len(ranks) < size:
            ranks = np.empty(size, np.int64)
            ranks[sorted(range(size), key=self.names.__getitem__)] = np.arange(size)
            self._ranks = (
                ranks  # whoever finds it too short, since another thread knew fewer names, makes it anew
            )
        return ranks

    def numbers(self, names: Iterable[str]) -> NDArray[np.int64] | None:
        """The numbers of a segment's values, by ordinal; None where they are the ordinals."""
        with self._lock:
            found = np.fromiter(map(self._add, names), np.int64)
        return None if np.array_equal(found, np.arange(len(found))) else found

    def _add(self, name: str) -> int:
        number = self._numbers.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
        return number


class ArrayCounts(Counts):
    """`counts` by number in the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, counts: NDArray[np.int64], without: int) -> None:
        self._vocabulary = vocabulary
        self._counts = counts
        self.without = without

    def __getitem__(self, value: str) -> int:
        if found := self.get(value):
            return found
        raise KeyError(value)

    def __contains__(self, value: object) -> bool:
        return bool(self.get(value))

    def get(self, value: Any, default: Any = None) -> Any:
        """A page asks for some two hundred."""
        number = self._vocabulary.number(value)
        if number is None or number >= len(self._counts):
            return default
        return self._counts.item(number) or default

    def __iter__(self) -> Iterator[str]:
        return (self._vocabulary.names[number] for number in self._counts.nonzero()[0])

    def __len__(self) -> int:
        return int(np.count_nonzero(self._counts))

    def items(self) -> ItemsView[str, int]:
        """All at once, which is much faster than to look them up one by one."""
        found = self._counts.nonzero()[0]
        names = map(self._vocabulary.names.__getitem__, found.tolist())
        return dict(zip(names, self._counts.take(found).tolist(), strict=True)).items()

    def most_common(self, number: int) -> list[tuple[str, int]]:
        names, ranks = self._vocabulary.names, self._vocabulary.ranks()
        found = self._counts.nonzero()[0]
        counts = self._counts.take(found)
        keys = ranks.take(found) - counts * len(ranks)  # no two alike
        if number < len(found):
            first = keys.argpartition(number)[:number]
            order = first.take(keys.take(first).argsort())
        else:
            order = keys.argsort()
        pairs = zip(found.take(order).tolist(), counts.take(order).tolist(), strict=True)
        return [(names[place], count) for place, count in pairs]


class SegmentFacets:
    """The facets of a segment: values by document, and what their ordinals stand for."""

    def __init__(self, contents: Contents, wanted: FigureFilter, cache: ArrayCache) -> None:
        self._contents = contents
        self._arrays = contents.arrays
        self._cache = cache
        self.figures = Figures(contents, wanted, cache)

    def names(self, facet: FacetName) -> Iterable[str]:
        match facet:
            case FacetName.REGION | FacetName.ORGANISATION | FacetName.SOURCE:
                return (name.decode("utf-8", "surrogatepass") for name in self._contents.names(facet))
            case FacetName.YEAR:
                return map(str, self._periods(12))
            case FacetName.MONTH:
                return (f"{month // 12}-{month % 12 + 1:02}" for month in self._periods(1).tolist())
            case _:
                return self.figures.names(facet)

    def having(self, facet: FacetName, values: tuple[str, ...]) -> NDArray[np.bool_]:
        """For each document, whether it has any of these values of region, organisation or source."""

        def compute() -> NDArray[np.bool_]:
            names = self._contents.names(facet)
            ordinals = [
                names.find(value.encode("utf-8", "surrogatepass")) for value in values if value != NO_VALUE
            ]
            found = self._named(facet).having(ordinal for ordinal in ordinals if ordinal >= 0)
            return found | self._named(facet).without() if NO_VALUE in values else found

        return self._cache.get((self._contents.name, facet, values), compute)

    def published(self, query: SearchQuery) -> NDArray[np.bool_]:
        """For each document, whether its day of publication is asked for."""

        def compute() -> NDArray[np.bool_]:
            day = self._contents.day
            found = np.ones(self._contents.size, bool)
            if query.years:
                found &= among(self._arrays["month"] // 12, query.years)
            if query.published_from or query.published_to:
                found &= day > 0
            if query.published_from:
                found &= day >= query.published_from.toordinal()
            if query.published_to:
                found &= day <= query.published_to.toordinal()
            return found

        key = self._contents.name, query.years, query.published_from, query.published_to
        return self._cache.get(key, compute)

    def count(self, facet: FacetName, selection: Selection) -> NDArray[np.int64]:
        """How many documents have each value; how many have none."""
        documents = selection.counted_in(facet)
        match facet:
            case FacetName.REGION | FacetName.ORGANISATION | FacetName.SOURCE:
                return self._named(facet).count(documents)
            case FacetName.YEAR:
                return self._dates(12).count(documents)
            case FacetName.MONTH:
                return self._dates(1).count(documents)
            case _:
                return self.figures.count(facet, documents)

    def _named(self, facet: FacetName) -> FilterValues:
        return self._sources() if facet is FacetName.SOURCE else self._contents.several(facet)

    def _sources(self) -> OneEach:
        number = len(self._contents.names("source"))
        ordinals = self._arrays["source"]
        return OneEach(
            self._cache.get(
                (self._contents.name, "sources"), lambda: np.where(ordinals < 0, number, ordinals)
            ),
            number,
        )

    def _periods(self, months: int) -> NDArray[Any]:
        """The years, or months, of publication, ascending."""

        def compute() -> NDArray[Any]:
            found = distinct(self._arrays["month"] // months)
            return found[found > 0]

        return self._cache.get((self._contents.name, "periods", months), compute)

    def _dates(self, months: int) -> OneEach:
        def compute() -> NDArray[Any]:
            dates = self._arrays["month"] // months
            periods = self._periods(months)
            return np.where(dates > 0, np.searchsorted(periods, dates), len(periods)).astype(np.int16)

        ordinals = self._cache.get((self._contents.name, "dates", months), compute)
        return OneEach(ordinals, len(self._periods(months)))


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a query, made into masks of a segment's documents."""

    query: SearchQuery
    figures: FigureFilter

    @classmethod
    def of(cls, query: SearchQuery) -> Filters:
        return cls(query, FigureFilter.of(query))

    @property
    def let_all_pass(self) -> bool:
        query = self.query
        chosen = (query.regions, query.organisations, query.sources, query.years, self.figures.dimensions)
        left_out = (query.without_regions, query.without_organisations, query.without_sources)
        return not any((*chosen, *left_out, query.published_from, query.published_to))

    def each(self, facets: SegmentFacets) -> Iterator[tuple[FacetName, Passing]]:
        """The facet that a filter belongs to, and what tells which documents pass it. Figures, which cost most, are last."""
        query = self.query
        chosen = (
            (FacetName.REGION, query.regions),
            (FacetName.ORGANISATION, query.organisations),
            (FacetName.SOURCE, query.sources),
        )
        for facet, values in chosen:
            if values:
                yield facet, facets.having(facet, values).take
        if query.years or query.published_from or query.published_to:
            yield FacetName.YEAR, facets.published(query).take
        if self.figures.dimensions:
            yield FacetName.AMOUNT, facets.figures.passing

    def selected(self, facets: SegmentFacets, matches: Matches) -> Selection:
        """Of documents with the words. Where nothing is counted, a filter looks only at what passed the ones before."""
        if self.query.facets:
            passing = {facet: passes(matches.documents) for facet, passes in self.each(facets)}
            return Selection(matches, passing)
        for _, passes in self.each(facets):
            matches = matches.at(passes(matches.documents).nonzero()[0])
        return Selection(matches, {})

    def left_out(self, facets: SegmentFacets) -> list[NDArray[np.bool_]]:
        """Masks of what is to be found nowhere."""
        unwanted = (
            (FacetName.REGION, self.query.without_regions),
            (FacetName.ORGANISATION, self.query.without_organisations),
            (FacetName.SOURCE, self.query.without_sources),
        )
        return [facets.having(facet, values) for facet, values in unwanted if values]


class Selection:
    """Documents of a segment that have the words, and which of them pass each filter. `matches` are those that pass all."""

    def __init__(self, having_words: Matches, passing: dict[FacetName, NDArray[np.bool_]]) -> None:
        self._documents = having_words.documents
        self._passing = passing
        self._counted: dict[FacetName, NDArray[Any]] = {}
        rows = self._passing_all(passing)
        self.matches = having_words if rows is None else having_words.at(rows)

    def counted_in(self, facet: FacetName) -> NDArray[Any]:
        """The documents that pass all filters but the facet's own."""
        own = FILTER_OF[facet]
        if own not in self._passing:
            return self.matches.documents
        if own not in self._counted:
            rows = self._passing_all(name for name in self._passing if name is not own)
            self._counted[own] = self._documents if rows is None else self._documents.take(rows)
        return self._counted[own]

    def _passing_all(self, filters: Iterable[FacetName]) -> NDArray[Any] | None:
        """Rows of what passes these; None for all."""
        masks = [self._passing[name] for name in filters]
        return reduce(np.logical_and, masks).nonzero()[0] if masks else None


_Part = tuple["NDArray[np.int64] | None", "NDArray[np.int64]"]
"""Of one segment: its values' numbers in the vocabulary, and how many documents have each."""


class Counting:
    """Adds up the counts of segments."""

    def __init__(
        self, facets: Iterable[FacetName], vocabularies: dict[FacetName, Vocabulary], cache: ArrayCache
    ) -> None:
        self._vocabularies = vocabularies
        self._cache = cache
        self._parts: dict[FacetName, list[_Part]] = {name: [] for name in facets}

    def add(self, segment: Segment, facets: SegmentFacets, selection: Selection, *, is_all: bool) -> None:
        """`is_all` says that the selection is the whole segment, whose counts are kept."""
        for facet, parts in self._parts.items():
            numbers = self._numbers(facet, segment.contents, facets)
            if is_all:
                key = "counts", segment.key, facet
                counts = self._cache.get(key, partial(facets.count, facet, selection))
            else:
                counts = facets.count(facet, selection)
            parts.append((numbers, counts))

    def _numbers(
        self, facet: FacetName, contents: Contents, facets: SegmentFacets
    ) -> NDArray[np.int64] | None:
        known = contents.numbers
        if facet not in known:
            known[facet] = self._vocabularies[facet].numbers(facets.names(facet))
        return known[facet]

    def result(self) -> dict[FacetName, Counts]:
        return {facet: self._sum(facet, parts) for facet, parts in self._parts.items()}

    def _sum(self, facet: FacetName, parts: list[_Part]) -> Counts:
        vocabulary = self._vocabularies[facet]
        if len(parts) == 1 and parts[0][0] is None:
            counts = parts[0][1]
            return ArrayCounts(vocabulary, counts[:-1], counts.item(-1))
        total, without = np.zeros(len(vocabulary.names), np.int64), 0
        for numbers, counts in parts:
            total[slice(len(counts) - 1) if numbers is None else numbers] += counts[:-1]
            without += counts.item(-1)
        return ArrayCounts(vocabulary, total, without)
