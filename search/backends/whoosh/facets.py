"""Filters and counts over the records of matching documents. Nothing here knows Whoosh.

Each article is tested against every filter once. Facets are counted over the articles that fail no filter, or only the
facet's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.backends.whoosh.records import to_fen
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from search.backends.whoosh.records import Figure, Record
    from search.query import SearchQuery


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a query; empty sets and None let all pass. `low` and `high` are fen."""

    regions: frozenset[str]
    organisations: frozenset[str]
    years: frozenset[str]
    sources: frozenset[str]
    roles: frozenset[str]
    low: int | None
    high: int | None

    @classmethod
    def of(cls, query: SearchQuery) -> Filters:
        return cls(
            regions=frozenset(query.regions),
            organisations=frozenset(query.organisations),
            years=frozenset(map(str, query.years)),
            sources=frozenset(query.sources),
            roles=frozenset(query.roles),
            low=_bound(query.amount_min),
            high=_bound(query.amount_max),
        )

    @property
    def has_figure_filter(self) -> bool:
        return bool(self.roles) or self.low is not None or self.high is not None

    def failed(self, record: Record) -> list[FacetName]:
        """The facets whose filters the article fails; AMOUNT stands for role and range, which are one filter."""
        failed = []
        if self.regions and self.regions.isdisjoint(record.regions):
            failed.append(FacetName.REGION)
        if self.organisations and self.organisations.isdisjoint(record.organisations):
            failed.append(FacetName.ORGANISATION)
        if self.years and record.year not in self.years:
            failed.append(FacetName.YEAR)
        if self.sources and record.source not in self.sources:
            failed.append(FacetName.SOURCE)
        if self.has_figure_filter and not any(map(self.holds_for, record.figures)):
            failed.append(FacetName.AMOUNT)
        return failed

    def holds_for(self, figure: Figure) -> bool:
        return self.has_role(figure) and self.in_range(figure)

    def has_role(self, figure: Figure) -> bool:
        return not self.roles or figure.role in self.roles

    def in_range(self, figure: Figure) -> bool:
        """Whether the figure and the range overlap."""
        if self.low is None and self.high is None:
            return True
        if figure.low is None or figure.high is None:
            return False
        return (self.low is None or figure.high >= self.low) and (
            self.high is None or figure.low <= self.high
        )

    def largest(self, record: Record) -> int | None:
        """The largest of the figures that the filters hold for, by its upper end."""
        return max((f.high for f in record.figures if f.high is not None and self.holds_for(f)), default=None)


def _bound(yuan: Decimal | None) -> int | None:
    return None if yuan is None else to_fen(yuan)


@dataclass(slots=True)
class Counts:
    """Articles by value of each facet."""

    filters: Filters
    values: dict[FacetName, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in FacetName}
    )

    def add(self, record: Record) -> bool:
        """Count an article that has the words. True if it passes all filters."""
        failed = self.filters.failed(record)
        if not failed:
            for name in FacetName:
                self.values[name].update(self._values(record, name))
        elif len(failed) == 1:
            for name in (FacetName.ROLE, FacetName.AMOUNT) if failed[0] is FacetName.AMOUNT else failed:
                self.values[name].update(self._values(record, name))
        return not failed

    def _values(self, record: Record, name: FacetName) -> Iterable[str]:
        """The distinct values of an article. Role and range are each counted over the amounts the other holds for."""
        match name:
            case FacetName.REGION:
                return set(record.regions)
            case FacetName.ORGANISATION:
                return set(record.organisations)
            case FacetName.ROLE:
                return {figure.role for figure in record.figures if self.filters.in_range(figure)}
            case FacetName.AMOUNT:
                return {
                    b for figure in record.figures if self.filters.has_role(figure) for b in figure.buckets
                }
            case FacetName.YEAR:
                return () if record.year is None else (record.year,)
            case FacetName.SOURCE:
                return (record.source,) if record.source else ()
