"""Days, months and years as people type them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

TYPED = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
YEARS = range(1000, 3000)  # of publication


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month or a year, from its first day to its last."""

    first: date
    last: date


def parse_period(text: str) -> Period:
    """The period that "2024", "2024-04" or "2024-04-26" says. Raises `ValueError` with a sentence."""
    typed = TYPED.fullmatch(text.strip())
    if typed is None or int(typed[1]) not in YEARS:
        raise ValueError(
            _("“%(text)s” is no date. Write it as 2024, 2024-04 or 2024-04-26.") % {"text": text}
        )
    year, month, day = (int(part) if part else None for part in typed.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError(_("There is no day “%(text)s” in the calendar.") % {"text": text}) from None
    last_month = month or 12
    return Period(first, date(first.year, last_month, day or monthrange(first.year, last_month)[1]))
