"""What the index holds of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AmountEntry:
    """One active amount of an article: its role, and its value in whole yuan on the common scale (`value_cny`; None when the
    currency has no known rate: it then matches its role but no range). `value_high_cny` is the upper end of a range."""

    role: str
    value_cny: Decimal | None
    value_high_cny: Decimal | None
    year: int | None
    is_target: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """An article as search sees it. `regions` and `organisations` are slugs of active links, regions with everything that
    contains them; the names (with aliases and the forms used in the text) are for `region:` and `org:`. Articles that tell
    the same story have the same `story`, those that are alone 0."""

    article_id: int
    revision: int
    title: str
    body: str
    source: str
    published: date | None
    regions: tuple[str, ...] = ()
    region_names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    organisation_names: tuple[str, ...] = ()
    story: int = 0
    amounts: tuple[AmountEntry, ...] = ()
