"""Filters and counts over the records of matching documents. Nothing here knows Whoosh.

Each article is tested against every filter once. Facets are counted over the articles that fail no filter, or only the
facet's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from search.backends.whoosh.records import distinct, to_fen
from search.results import FacetName

if TYPE_CHECKING:
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
    def has_range(self) -> bool:
        return self.low is not None or self.high is not None

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
        if (self.roles or self.has_range) and not any(map(self.holds_for, record.figures)):
            failed.append(FacetName.AMOUNT)
        return failed

    def holds_for(self, figure: Figure) -> bool:
        return self.has_role(figure) and self.in_range(figure)

    def has_role(self, figure: Figure) -> bool:
        return not self.roles or figure.role in self.roles

    def in_range(self, figure: Figure) -> bool:
        """Whether the figure and the range overlap."""
        if not self.has_range:
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


class Counts:
    """Articles by value of each facet. Values are gathered first and counted at once."""

    def __init__(self, filters: Filters) -> None:
        self._filters = filters
        self._values: dict[FacetName, list[tuple[str, ...]]] = {name: [] for name in FacetName}

    def add(self, record: Record) -> bool:
        """Count an article that has the words. True if it passes all filters."""
        failed = self._filters.failed(record)
        if len(failed) < 2:
            own = failed[0] if failed else None
            for name, values in self._values_of(record):
                if own is None or own is name or (own is FacetName.AMOUNT and name is FacetName.ROLE):
                    self._values[name].append(values)
        return not failed

    def result(self) -> dict[FacetName, dict[str, int]]:
        return {name: dict(Counter(chain.from_iterable(values))) for name, values in self._values.items()}

    def _values_of(self, record: Record) -> tuple[tuple[FacetName, tuple[str, ...]], ...]:
        return (
            (FacetName.REGION, record.regions),
            (FacetName.ORGANISATION, record.organisations),
            (FacetName.ROLE, self._roles(record)),
            (FacetName.AMOUNT, self._buckets(record)),
            (FacetName.YEAR, (record.year,) if record.year else ()),
            (FacetName.SOURCE, (record.source,) if record.source else ()),
        )

    def _roles(self, record: Record) -> tuple[str, ...]:
        """Role and range are each counted over the amounts that the other holds for."""
        if not self._filters.has_range:
            return record.roles
        return distinct(figure.role for figure in record.figures if self._filters.in_range(figure))

    def _buckets(self, record: Record) -> tuple[str, ...]:
        if not self._filters.roles:
            return record.buckets
        figures = filter(self._filters.has_role, record.figures)
        return distinct(bucket for figure in figures for bucket in figure.buckets)
