"""What is asked: the words as a tree, and the filters. Page, export, feed and API all build one `SearchQuery`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


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
    """Words in this order, next to each other."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so; `text` is without the asterisk."""

    text: str
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


Node = Word | Phrase | Prefix | And | Or | Not


class Sort(StrEnum):
    """Orders of results; ties go to the newer article, then to the higher id. Articles without a date or an amount
    come last under DATE and AMOUNT."""

    RELEVANCE = "relevance"
    DATE = "date"  # newest first
    AMOUNT = "amount"  # largest first


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """Everything that decides a result. Values of one filter are alternatives (OR), filters add up (AND).

    `text` is what was typed and `tree` what was understood, None for everything. `regions` and `organisations` are
    slugs; a region includes all it contains. `roles`, `amount_min` and `amount_max` (whole yuan on the common scale,
    inclusive; a figure given as a range matches when the two ranges overlap) must hold for one and the same amount.
    `years` are years of publication. `page` counts from 1."""

    text: str = ""
    tree: Node | None = None
    regions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    years: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = 20

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    @property
    def has_range(self) -> bool:
        return self.amount_min is not None or self.amount_max is not None

    @property
    def has_amount_filter(self) -> bool:
        return bool(self.roles) or self.has_range
