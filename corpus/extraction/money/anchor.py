"""The year of publication that a page without a date gives away: by one sum that is of "2023" here and of "this year" there."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from corpus.extraction.money.reading import Draft

YEAR = re.compile(r"(?<![\d,.$])20[0-6]\d(?![\d%]|[,.]\d)")
RELATIVE = re.compile(r"\b(?:this|last)\s+year\b", re.I)
MOST_TRIED: Final = 4


def undated_reading(text: str, read: Callable[[date | None], list[Draft]]) -> list[Draft]:
    """The sums as `read` finds them for the year of publication that the text gives away, or for none."""
    if RELATIVE.search(text):
        for year in sorted(set(YEAR.findall(text)), reverse=True)[:MOST_TRIED]:
            drafts = read(date(int(year), 12, 31))
            if _confirms(drafts):
                return drafts
    return read(None)


def _confirms(drafts: Sequence[Draft]) -> bool:
    """Whether a sum whose year is written is elsewhere given the same year in relation to now."""
    written = {_sum_and_year(draft) for draft in drafts if draft.dated.year and not draft.dated.is_inferred}
    return any(draft.dated.is_relative and _sum_and_year(draft) in written for draft in drafts)


def _sum_and_year(draft: Draft) -> tuple[str, Decimal, int | None]:
    return draft.money.currency, draft.money.value, draft.dated.year
