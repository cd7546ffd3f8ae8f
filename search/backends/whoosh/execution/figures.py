"""Figures of one segment: what a filter leaves of some documents, computed for just these where they are few, else for all
of the segment and kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from search.backends.whoosh.execution.figure_table import BySize, FigureTable
from search.backends.whoosh.segments.values import Flags, distinct
from search.facets import AMOUNT_BUCKETS
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.execution.cache import ArrayCache
    from search.backends.whoosh.execution.figure_table import FigureFilter
    from search.backends.whoosh.segments.segment import Contents

    Number = TypeVar("Number", bound=np.generic)

TARGETS = ("no", "yes")
BUCKETS = tuple(bucket.name for bucket in AMOUNT_BUCKETS)
FEW = 4  # up to a fourth of the segment's documents
SORTED = 48  # from a 48th on, figures are picked out of all in order rather than put in order


class Figures:
    """Under a filter."""

    def __init__(self, contents: Contents, wanted: FigureFilter, cache: ArrayCache) -> None:
        self._contents = contents
        self._arrays = contents.arrays
        self._wanted = wanted
        self._cache = cache
        self._last: tuple[NDArray[Any] | None, FigureTable] | None = None

    def names(self, dimension: FacetName) -> Sequence[str]:
        """The values of a dimension, by ordinal."""
        match dimension:
            case FacetName.ROLE:
                roles: list[str] = self._arrays.facts["roles"]
                return roles
            case FacetName.AMOUNT:
                return BUCKETS
            case FacetName.FIGURE_YEAR:
                return tuple(map(str, self._years()))
            case _:
                return TARGETS

    def _number_of(self, dimension: FacetName) -> int:
        """Of values; years need not be written for that."""
        return len(self._years() if dimension is FacetName.FIGURE_YEAR else self.names(dimension))

    def passing(self, documents: NDArray[Any]) -> NDArray[np.bool_]:
        """For each of the documents, whether a figure satisfies the filter."""
        return self._of("passing", documents, FigureTable.passing)

    def largest(self, documents: NDArray[Any]) -> NDArray[np.int64]:
        """For each of the documents, the upper end of its largest figure that satisfies the filter, `MISSING` without one."""
        return self._of("largest", documents, FigureTable.largest)

    def count(self, dimension: FacetName, documents: NDArray[Any]) -> NDArray[np.int64]:
        """How many of the documents have a figure with each value of a dimension that satisfies the filter in the others; the
        last number is how many have none."""
        number = self._number_of(dimension)
        if not self._wanted.says_more_than(dimension):
            return self._flags(dimension, number, None).count(documents)
        passing = self._of(f"passing but {dimension}", documents, partial(FigureTable.passing, but=dimension))
        if self._is_for_some(f"flags {dimension}", documents):
            flags = Flags(self._table(documents).flags(dimension, number), number)
            return flags.count(passing.nonzero()[0])
        return self._flags(dimension, number, self._wanted).count(documents.compress(passing))

    def middles(self, documents: NDArray[Any]) -> NDArray[np.float64]:
        """The values in fen of the documents' figures that satisfy the filter, ascending."""
        if len(documents) * SORTED < self._contents.size:
            return np.sort(self._table(documents).middles())
        figures = self._cache.get((self._contents.name, "by size"), partial(BySize.of, self._contents))
        found = _mask(self._contents.size, documents).take(figures.documents)
        if self._wanted.dimensions:
            found &= _mask(len(self._arrays["figure.low"]), self._table().satisfying()).take(figures.rows)
        return figures.values.take(found.nonzero()[0])

    def _of(
        self, name: str, documents: NDArray[Any], compute: Callable[[FigureTable], NDArray[Number]]
    ) -> NDArray[Number]:
        """Something for each of the documents."""
        if self._is_for_some(name, documents):
            return compute(self._table(documents))
        key = self._contents.name, name, self._wanted
        return self._cache.get(key, lambda: compute(self._table())).take(documents)

    def _flags(self, dimension: FacetName, number: int, wanted: FigureFilter | None) -> Flags:
        """Of all documents; `wanted` is None where the filter says nothing of it. What holds for every filter is counted often."""
        make = Flags if wanted else Flags.with_planes
        key = self._contents.name, f"flags {dimension}", wanted
        return self._cache.get(key, lambda: make(self._table().flags(dimension, number), number))

    def _is_for_some(self, name: str, documents: NDArray[Any]) -> bool:
        """Whether something is computed for just these documents: not if it's kept for all, or was asked for so lately that
        it's worth being kept."""
        key = self._contents.name, name, self._wanted
        return self._are_few(documents) and not self._cache.is_worth_keeping(key, 2 * self._contents.size)

    def _are_few(self, documents: NDArray[Any]) -> bool:
        return len(documents) * FEW < self._contents.size

    def _table(self, documents: NDArray[Any] | None = None) -> FigureTable:
        """Of these documents, or of all."""
        if self._last is None or self._last[0] is not documents:
            self._last = documents, FigureTable(self._contents, self._wanted, self._years(), documents)
        return self._last[1]

    def _years(self) -> tuple[int, ...]:
        """All years of figures, ascending."""
        years = self._cache.get((self._contents.name, "years"), lambda: distinct(self._arrays["figure.year"]))
        return tuple(year for year in years.tolist() if year)


def _mask(size: int, chosen: NDArray[Any]) -> NDArray[np.bool_]:
    mask = np.zeros(size, bool)
    mask[chosen] = True
    return mask
