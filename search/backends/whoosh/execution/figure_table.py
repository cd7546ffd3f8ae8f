"""Figures of some documents, or of all of a segment, under a filter. Nothing here is kept.

A dimension is what a figure is filtered by: role, amount, figure year, target. Each is counted under the others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from search.backends.whoosh.segments.fen import MISSING, to_fen
from search.backends.whoosh.segments.postings import ragged
from search.backends.whoosh.segments.values import among, width_of
from search.query import NO_VALUE
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.segment import Contents
    from search.query import Bound, SearchQuery

DIMENSIONS = (FacetName.ROLE, FacetName.AMOUNT, FacetName.FIGURE_YEAR, FacetName.TARGET)


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """What is asked of a figure. `or_none` lets articles without figures pass, too,
    unless more is asked of figures; `dimensions` are those that are filtered by."""

    roles: frozenset[str]
    low: Bound | None
    high: Bound | None
    years: frozenset[int]
    is_target: bool | None
    or_none: bool
    dimensions: tuple[FacetName, ...]

    @classmethod
    def of(cls, query: SearchQuery) -> FigureFilter:
        if not query.has_amount_filter:
            return ANY_FIGURE
        active = (
            bool(query.roles),
            query.has_range,
            bool(query.figure_years),
            query.is_target is not None,
        )
        return cls(
            roles=frozenset(query.roles) - {NO_VALUE},
            low=query.amount_min,
            high=query.amount_max,
            years=frozenset(query.figure_years),
            is_target=query.is_target,
            or_none=NO_VALUE in query.roles,
            dimensions=tuple(name for name, is_active in zip(DIMENSIONS, active, strict=True) if is_active),
        )

    def says_more_than(self, dimension: FacetName) -> bool:
        """Whether it says anything in other dimensions."""
        return any(name is not dimension for name in self.dimensions)


ANY_FIGURE = FigureFilter(frozenset(), None, None, frozenset(), None, or_none=False, dimensions=())


class FigureTable:
    """Columns with a row for each figure, one document after the other. Where there is a number for each document, it is in
    the order of `documents` (None for all of the segment). `years` are all years of the segment's figures, ascending."""

    def __init__(
        self,
        contents: Contents,
        wanted: FigureFilter,
        years: Sequence[int],
        documents: NDArray[Any] | None = None,
    ) -> None:
        self._arrays = contents.arrays
        self._wanted = wanted
        self._years = years
        self._rows: NDArray[Any] | None = None
        self._columns: dict[str, NDArray[Any]] = {}
        self._known: dict[FacetName, NDArray[np.bool_]] = {}
        ptr = self._arrays["figure.ptr"]
        if documents is None:
            self._sizes, self._owner = np.diff(ptr), contents.owner
        else:
            first = ptr.take(documents)
            self._sizes = ptr.take(documents + 1) - first
            self._rows, _ = ragged(first.astype(np.int64), self._sizes)
            self._owner = np.repeat(np.arange(len(documents)), self._sizes)

    def passing(self, *, but: FacetName | None = None) -> NDArray[np.bool_]:
        """For each document, whether a figure satisfies the filter in all dimensions, or in all but one."""
        found = np.zeros(len(self._sizes), bool)
        found[self._owner.take(self.satisfying(but))] = True
        if self._wanted.or_none and {*self._wanted.dimensions} - {but} == {FacetName.ROLE}:
            found |= self._sizes == 0
        return found

    def flags(self, dimension: FacetName, number: int) -> NDArray[np.uint8]:
        """Which of so many values of a dimension a document's figures have that satisfy the filter in the other dimensions, as
        `values.Flags` takes them."""
        width = width_of(number)
        rows = self.satisfying(dimension)
        documents, values = self._over_figures(np.bitwise_or, rows, self._row_flags(dimension, rows, width))
        found = np.zeros((width, len(self._sizes)), np.uint8)
        found[:, documents] = values.T
        has_none = np.ones(len(self._sizes), bool)
        has_none[documents.compress(values.any(axis=1))] = False
        found[number >> 3] |= has_none.view(np.uint8) << (number & 7)
        return found

    def largest(self) -> NDArray[np.int64]:
        """For each document, the upper end of its largest figure that satisfies the filter, `MISSING` without one."""
        found = np.full(len(self._sizes), MISSING, np.int64)
        rows = self.satisfying()
        documents, values = self._over_figures(np.maximum, rows, self._column("high").take(rows))
        found[documents] = values
        return found

    def middles(self) -> NDArray[np.float64]:
        """The values in fen of the figures that satisfy the filter."""
        rows = self.satisfying()
        return _middles(self._column("low").take(rows), self._column("high").take(rows))[1]

    def satisfying(self, but: FacetName | None = None) -> NDArray[np.intp]:
        """The figures that satisfy the filter in all dimensions, or in all but one."""
        masks = [self._satisfied(dimension) for dimension in self._wanted.dimensions if dimension is not but]
        return reduce(np.logical_and, masks).nonzero()[0] if masks else np.arange(len(self._owner))

    def _over_figures(
        self, combine: np.ufunc, rows: NDArray[np.intp], values: NDArray[Any]
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """The documents of some figures, and a ufunc over the values of each one's."""
        owners = self._owner.take(rows)
        first = np.flatnonzero(np.diff(owners, prepend=-1))
        return owners.take(first), combine.reduceat(values, first, axis=0) if len(first) else values

    def _column(self, name: str) -> NDArray[Any]:
        if self._rows is None:
            return self._arrays[f"figure.{name}"]
        if name not in self._columns:
            self._columns[name] = self._arrays[f"figure.{name}"].take(self._rows)
        return self._columns[name]

    def _satisfied(self, dimension: FacetName) -> NDArray[np.bool_]:
        """For each figure, whether it satisfies the filter in a dimension."""
        if dimension not in self._known:
            self._known[dimension] = self._compare(dimension)
        return self._known[dimension]

    def _compare(self, dimension: FacetName) -> NDArray[np.bool_]:
        wanted = self._wanted
        match dimension:
            case FacetName.ROLE:
                chosen = np.array([role in wanted.roles for role in self._arrays.facts["roles"]], bool)
                return chosen.take(self._column("role"))
            case FacetName.AMOUNT:
                low, high = self._column("low"), self._column("high")
                found: NDArray[np.bool_] = low != MISSING
                if wanted.low is not None:
                    found &= high >= self._fen(wanted.low)
                if wanted.high is not None:
                    found &= low <= self._fen(wanted.high)
                return found
            case FacetName.FIGURE_YEAR:
                return among(self._column("year"), wanted.years)
            case _:
                return self._column("target") == wanted.is_target

    def _fen(self, bound: Bound) -> NDArray[np.int64] | int:
        """What a bound comes to: one sum for yuan, else one for each figure, at the rate of its year."""
        if bound.currency == "CNY":
            return to_fen(bound.value)
        years = (0, *self._years)
        sums = np.array([to_fen(bound.in_yuan(year or None)) for year in years], np.int64)
        return sums[np.searchsorted(years, self._column("year"))]

    def _row_flags(self, dimension: FacetName, rows: NDArray[np.intp], width: int) -> NDArray[np.uint8]:
        """For some figures, their values as bits."""
        match dimension:
            case FacetName.ROLE:
                return one_hot(self._column("role").take(rows), width)
            case FacetName.AMOUNT:
                buckets = self._column("buckets").take(rows).astype("<u2")
                return buckets.view(np.uint8).reshape(-1, 2)[:, :width]
            case FacetName.FIGURE_YEAR:
                year = self._column("year").take(rows)
                flags = one_hot(np.searchsorted(np.array(self._years), year), width)
                flags[year == 0] = 0
                return flags
            case _:
                return one_hot(self._column("target").take(rows), width)


class BySize(NamedTuple):
    """The figures of a segment that have a value, the smallest first: their rows in its columns, documents, values in fen."""

    rows: NDArray[np.intp]
    documents: NDArray[np.intp]
    values: NDArray[np.float64]

    @classmethod
    def of(cls, contents: Contents) -> BySize:
        there, values = _middles(contents.arrays["figure.low"], contents.arrays["figure.high"])
        order = values.argsort(kind="stable")
        rows = there.take(order)
        return cls(rows, contents.owner.take(rows).astype(np.intp), values.take(order))

    @property
    def nbytes(self) -> int:
        return sum(column.nbytes for column in self)


def _middles(low: NDArray[Any], high: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Which figures have a value, and the values; a range has its middle."""
    there = (low != MISSING).nonzero()[0]
    return there, low.take(there) / 2 + high.take(there) / 2


def one_hot(ordinals: NDArray[Any], width: int) -> NDArray[np.uint8]:
    """Rows of `width` bytes with one bit each."""
    flags = np.zeros((len(ordinals), width), np.uint8)
    flags[np.arange(len(ordinals)), np.minimum(ordinals >> 3, width - 1)] = 1 << (ordinals & 7)
    return flags
