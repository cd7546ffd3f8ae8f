"""What is asked: the words as a tree, and the filters. Page, export, feed and API all build one `SearchQuery`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.extraction.rates import convert
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

PAGE_SIZE = 10  # hits of a page
NO_VALUE = ""  # of a facet: articles that have none


class Field(StrEnum):
    """Fields that `field:word` can name. Words without a field are looked for in title and body."""

    TITLE = "title"
    REGION = "region"
    ORG = "org"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed ("CAR-T"); the backend's analyzer decides which term it is."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, next to each other or with up to `slop` other words between neighbours."""

    text: str
    field: Field | None = None
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so; `text` is without the asterisk."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words of this shape: `*` is any letters or none, `?` is one letter. A `*` only at the end is a `Prefix`."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that are this one after at most `distance` (1 or 2) changes: a letter added, left out or replaced, or two
    neighbours swapped."""

    text: str
    distance: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All of them. Children that are `Not` take away from what the others find."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    child: Node


Node = Word | Phrase | Prefix | Wildcard | Fuzzy | And | Or | Not


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of a range of money, inclusive: whole units of a currency (ISO 4217). A figure is compared with what it comes to
    in yuan at the official average rate of the figure's year, which is the rate that the figure counts at."""

    value: Decimal
    currency: str = "CNY"

    def in_yuan(self, year: int | None) -> Decimal:
        """At the latest rate without a year. Raises `ValueError` for a currency without known rates."""
        yuan = convert(self.value, self.currency, "CNY", year)
        if yuan is None:
            raise ValueError(f"No rate of {self.currency} is known.")
        return yuan


class Sort(StrEnum):
    """Orders of results; ties go to the newer article, then to the higher id. Articles without a date or an amount
    come last under DATE, OLDEST and AMOUNT."""

    RELEVANCE = "relevance"
    DATE = "date"  # newest first
    OLDEST = "oldest"
    AMOUNT = "amount"  # largest first


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """Everything that decides a result. Values of one filter are alternatives (OR), filters add up (AND).

    `text` is what was typed and `tree` what was understood, None for everything. `regions` and `organisations` are
    slugs; a region includes all it contains. `roles`, `amount_min` and `amount_max` (a figure given as a
    range matches when the two ranges overlap), `figure_years` and `is_target` must hold
    for one and the same amount. `years` are years of publication, `published_from` and `published_to` (inclusive) days
    of it. `NO_VALUE` among regions, organisations, roles or sources stands for articles that have none (of no use when a range, a
    year or a target is asked of amounts), 0 among years for those without a date. Articles with a value of `without_...` are left out everywhere. `page` counts from 1. Counts of `facets`
    and fragments of titles and texts cost time, so whoever has no use for them leaves them out; a summary of the amounts
    found is made for those who ask for it. `folded` shows the first article only of those that tell one story."""

    text: str = ""
    tree: Node | None = None
    regions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    amount_min: Bound | None = None
    amount_max: Bound | None = None
    figure_years: tuple[int, ...] = ()
    is_target: bool | None = None
    years: tuple[int, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    sources: tuple[str, ...] = ()
    without_regions: tuple[str, ...] = ()
    without_organisations: tuple[str, ...] = ()
    without_sources: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    facets: Collection[FacetName] = tuple(FacetName)
    with_fragments: bool = True
    with_summary: bool = False
    folded: bool = False

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    @property
    def has_range(self) -> bool:
        return self.amount_min is not None or self.amount_max is not None

    @property
    def has_amount_filter(self) -> bool:
        return bool(self.roles or self.figure_years) or self.is_target is not None or self.has_range
