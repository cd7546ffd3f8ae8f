"""Figures of one segment: filters that must hold for one and the same figure, and what they leave of each article.

A dimension is what a figure is filtered by: role, amount, figure year, target. Each is counted under the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backends.whoosh.segments.fen import MISSING, to_fen
from search.backends.whoosh.segments.values import Flags, width_of
from search.facets import AMOUNT_BUCKETS
from search.query import NO_VALUE
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.execution.cache import ArrayCache
    from search.backends.whoosh.segments.segment import Contents
    from search.query import Bound, SearchQuery

DIMENSIONS = (FacetName.ROLE, FacetName.AMOUNT, FacetName.FIGURE_YEAR, FacetName.TARGET)
TARGETS = ("no", "yes")


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


ANY_FIGURE = FigureFilter(frozenset(), None, None, frozenset(), None, or_none=False, dimensions=())


class Figures:
    """The figures of a segment under a filter. Arrays with a row for each figure are in the order of documents."""

    def __init__(self, contents: Contents, wanted: FigureFilter, cache: ArrayCache) -> None:
        self._contents = contents
        self._arrays = contents.arrays
        self._wanted = wanted
        self._cache = cache

    def passing(self, *, but: FacetName | None = None) -> NDArray[np.bool_]:
        """For each document, whether a figure satisfies the filter in all dimensions, or in all but one."""

        def compute() -> NDArray[np.bool_]:
            found = np.zeros(self._contents.size, bool)
            found[self._contents.owner[self.rows(but=but)]] = True
            if self._wanted.or_none and {*self._wanted.dimensions} - {but} == {FacetName.ROLE}:
                found |= np.diff(self._ptr()) == 0
            return found

        return self._cache.get((self._contents.name, "passing", self._wanted, but), compute)

    def filtered_but_by(self, dimension: FacetName) -> bool:
        """Whether the filter says anything in other dimensions."""
        return any(name is not dimension for name in self._wanted.dimensions)

    def rows(self, *, but: FacetName | None = None) -> NDArray[np.bool_]:
        """For each figure, whether it satisfies the filter in all dimensions, or in all but one."""
        found = np.ones(len(self._arrays["figure.role"]), bool)
        for dimension in self._wanted.dimensions:
            if dimension is not but:
                found &= self._satisfied(dimension)
        return found

    def names(self, dimension: FacetName) -> Sequence[str]:
        """The values of a dimension, by ordinal."""
        match dimension:
            case FacetName.ROLE:
                roles: list[str] = self._arrays.facts["roles"]
                return roles
            case FacetName.AMOUNT:
                return BUCKETS
            case FacetName.FIGURE_YEAR:
                return tuple(map(str, self.years()))
            case _:
                return TARGETS

    def flags(self, dimension: FacetName) -> Flags:
        """Which values of a dimension a document's figures have that satisfy the filter in the other dimensions."""
        is_filtered = self.filtered_but_by(dimension)
        key = self._contents.name, dimension, self._wanted if is_filtered else None
        number = len(self.names(dimension))

        def compute() -> NDArray[np.uint8]:
            flags = self._row_flags(dimension, width_of(number))
            if is_filtered:
                flags[~self.rows(but=dimension)] = 0
            found = self._over_figures(np.bitwise_or, flags, empty=0)
            found[~found.any(axis=1), number >> 3] |= 1 << (number & 7)
            return np.ascontiguousarray(found.T)

        return Flags(self._cache.get(key, compute), number)

    def largest(self) -> NDArray[np.int64]:
        """For each document, the upper end of its largest figure that satisfies the filter, `MISSING` without one."""
        key = self._contents.name, "largest", self._wanted

        def compute() -> NDArray[np.int64]:
            values = np.where(self.rows(), self._arrays["figure.high"], MISSING)
            return self._over_figures(np.maximum, values, empty=MISSING)

        return self._cache.get(key, compute)

    def middles(self, documents: NDArray[Any]) -> NDArray[np.float64]:
        """The values in fen of the documents' figures that satisfy the filter, in any order."""
        chosen = np.zeros(self._contents.size, bool)
        chosen[documents] = True
        rows = self.rows() & chosen[self._contents.owner] & (self._arrays["figure.low"] != MISSING)
        low, high = self._arrays["figure.low"][rows], self._arrays["figure.high"][rows]
        return low / 2 + high / 2

    def years(self) -> tuple[int, ...]:
        """All years of figures, ascending."""
        years = self._cache.get(
            (self._contents.name, "years"), lambda: np.unique(self._arrays["figure.year"])
        )
        return tuple(int(year) for year in years if year)

    def _satisfied(self, dimension: FacetName) -> NDArray[np.bool_]:
        arrays, wanted = self._arrays, self._wanted
        match dimension:
            case FacetName.ROLE:
                chosen = np.array([role in wanted.roles for role in arrays.facts["roles"]], bool)
                return chosen[arrays["figure.role"]]
            case FacetName.AMOUNT:
                low, high = arrays["figure.low"], arrays["figure.high"]
                found: NDArray[np.bool_] = low != MISSING
                if wanted.low is not None:
                    found &= high >= self._fen(wanted.low)
                if wanted.high is not None:
                    found &= low <= self._fen(wanted.high)
                return found
            case FacetName.FIGURE_YEAR:
                return np.isin(arrays["figure.year"], list(wanted.years))
            case _:
                return arrays["figure.target"] == wanted.is_target

    def _fen(self, bound: Bound) -> NDArray[np.int64] | int:
        """What a bound comes to: one sum for yuan, else one for each figure, at the rate of its year."""
        if bound.currency == "CNY":
            return to_fen(bound.value)
        years = (0, *self.years())
        sums = np.array([to_fen(bound.in_yuan(year or None)) for year in years], np.int64)
        return sums[np.searchsorted(years, self._arrays["figure.year"])]

    def _row_flags(self, dimension: FacetName, width: int) -> NDArray[np.uint8]:
        """For each figure, its values as bits."""
        arrays = self._arrays
        match dimension:
            case FacetName.ROLE:
                return one_hot(arrays["figure.role"], width)
            case FacetName.AMOUNT:
                found = arrays["figure.buckets"].astype("<u2").view(np.uint8).reshape(-1, 2)
                return found[:, :width].copy()
            case FacetName.FIGURE_YEAR:
                years = np.array(self.years())
                flags = one_hot(np.searchsorted(years, arrays["figure.year"]), width)
                flags[arrays["figure.year"] == 0] = 0
                return flags
            case _:
                return one_hot(arrays["figure.target"], width)

    def _over_figures(self, combine: np.ufunc, rows: NDArray[Any], *, empty: int) -> NDArray[Any]:
        """A ufunc over the figures of each document."""
        ptr = self._ptr()
        found = np.full((self._contents.size, *rows.shape[1:]), empty, rows.dtype)
        filled = np.flatnonzero(np.diff(ptr))
        if len(filled):
            found[filled] = combine.reduceat(rows, ptr[filled], axis=0)
        return found

    def _ptr(self) -> NDArray[np.int64]:
        return self._arrays["figure.ptr"].astype(np.int64)


def one_hot(ordinals: NDArray[Any], width: int) -> NDArray[np.uint8]:
    """Rows of `width` bytes with one bit each."""
    flags = np.zeros((len(ordinals), width), np.uint8)
    flags[np.arange(len(ordinals)), np.minimum(ordinals >> 3, width - 1)] = 1 << (ordinals & 7)
    return flags


BUCKETS = tuple(bucket.name for bucket in AMOUNT_BUCKETS)
