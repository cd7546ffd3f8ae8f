"""The shapes that pass between extractors, and the one protocol they share.

An extractor takes what is known of an article and returns it with more known. They run in the order of
`settings.EXTRACTORS`, so that a later one may rely on what an earlier one found: regions, for instance, leave out
places inside the name of an organisation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from corpus.extraction.lists import NO_LISTS, NameLists

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

T = TypeVar("T")


class LineKind(StrEnum):
    """What a line of a page is for."""

    HEADING = "heading"
    TEXT = "text"
    CAPTION = "caption"
    METADATA = "metadata"  # dates, bylines, "Source: ...", print and share bars that hold them
    NAVIGATION = "navigation"  # menus, breadcrumbs, share bars
    FOOTER = "footer"  # copyright, comment and contact forms, related articles


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: every line with its kind, and what HTML metadata said (keys: title, date, source, author,
    agency, url)."""

    lines: tuple[Line, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """One value of the header with the rule that found it; `confidence` is from 0 to 1."""

    value: T
    rule: str
    confidence: float


class Part(StrEnum):
    """The text that a mention's offsets point into."""

    TITLE = "title"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of the title or the body. Offsets are code points, end-exclusive; `confidence` is from 0 to 1."""

    start: int
    end: int
    text: str
    part: Part = Part.BODY
    rule: str
    confidence: float


class RegionLevel(StrEnum):
    COUNTRY = "country"
    MACRO = "macro"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMention(Mention):
    """A place. `place_id` is its key in the gazetteer; None for a zone that only a pattern found, whose `parent_id` then
    says where it lies, as far as the text tells. `alternatives` are the other places of the same name when the text
    didn't decide."""

    place_id: str | None
    name: str
    level: RegionLevel
    parent_id: str | None = None
    alternatives: tuple[str, ...] = ()


class OrganisationKind(StrEnum):
    COMPANY = "company"
    GOVERNMENT = "government"
    UNIVERSITY = "university"
    RESEARCH = "research"
    HOSPITAL = "hospital"
    FUND = "fund"
    ASSOCIATION = "association"
    PARK_OPERATOR = "park_operator"
    MEDIA = "media"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMention(Mention):
    """An organisation. All mentions of one body in an article carry the same `name`; `text` is how it is put here."""

    name: str
    kind: OrganisationKind


class Role(StrEnum):
    INVESTMENT = "investment"
    FUNDING = "funding"
    FUND_SIZE = "fund_size"
    CONTRACT = "contract"
    REVENUE = "revenue"
    PROFIT = "profit"
    OUTPUT_VALUE = "output_value"
    MARKET_SIZE = "market_size"
    TAX = "tax"
    EXPORT = "export"
    PRICE = "price"
    OTHER = "other"


class Qualifier(StrEnum):
    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    RANGE = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountMention(Mention):
    """A sum of money, with its bracketed equivalent in `text`.

    `value`, `value_high` (upper end of a range) and `usd_equivalent` are in whole units of `currency` (ISO 4217) or
    US dollars. `year` is the year of the figure, not of publication; `year_inferred` says that it came from the
    publication date or the context and not from the words beside the sum. `sentence` is the span that proves it.
    `is_suspect`: the sum can't be right as it stands: the rate implied by its equivalent is not plausible, or a scale
    is missing. `is_threshold`: a bar to clear ("firms with revenue of at least 20 million yuan"), no figure of the
    article. `organisation` (a name) and `region` (a mention) are whose figure it is and where, as far as the sentence
    says."""

    value: Decimal
    value_high: Decimal | None = None
    currency: str
    role: Role
    year: int | None = None
    year_inferred: bool = False
    qualifier: Qualifier = Qualifier.EXACT
    is_target: bool = False
    is_vague: bool = False
    is_suspect: bool = False
    is_threshold: bool = False
    usd_equivalent: Decimal | None = None
    organisation: str | None = None
    region: RegionMention | None = None
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What is known of an article so far. Mentions are sorted by part (title first) and start. `source` is who published
    the article, `agency` the news agency or wire that its text came from. `lists` are what people said of names."""

    page: Page
    lists: NameLists = NO_LISTS
    title: Found[str] | None = None
    published: Found[date] | None = None
    source: Found[str] | None = None
    author: Found[str] | None = None
    agency: Found[str] | None = None
    body: str = ""
    regions: tuple[RegionMention, ...] = ()
    organisations: tuple[OrganisationMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()

    def text(self, part: Part) -> str:
        """The text that the offsets of a mention in `part` point into."""
        if part is Part.BODY:
            return self.body
        return self.title.value if self.title else ""


class Extractor(Protocol):
    """Takes what is known and returns it with more known (`dataclasses.replace`); never raises on any text. One whose class
    says `reads_page = True` finds what is known of the header or the body in the lines of the page."""

    def extract(self, known: Extraction, /) -> Extraction: ...
