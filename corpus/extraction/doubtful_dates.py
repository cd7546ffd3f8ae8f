"""Deciding whether "05/06/2024" is in May or in June, by what else the page says; undecided it is no date."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from corpus.extraction.date_patterns import find_dates
from corpus.extraction.datelines import parse_dateline
from corpus.extraction.header import first_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from corpus.extraction.base import Page
    from corpus.extraction.date_patterns import DoubtfulSpan

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]{{0,6}}\b", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"\b(?:IST|SGT|HKT|BST|CES?T|AES?T|ICT|WIB|(?:GMT|UTC)\s?\+\s?[5-9])\b|\b(?:Bernama|VN[AS]|VietNam\w*|Vietnam\s?\w+)\b"
)
_MONTH_FIRST = re.compile(r"\b(?:E[SD]?T|P[SD]?T)\b|\bChina Daily\b.{0,40}\bpage\s?\w{1,3}\b")
_LATEST = timedelta(days=2)  # that a page may come after its dateline


def decide(span: DoubtfulSpan, line: str, days: Iterable[str]) -> date | None:
    """The right one of the two days, by the weekday in its line, the days of the page's datelines, or whose habit the
    line shows."""
    return (
        _by_weekday(span.choices, line) or _by_datelines(span.choices, days) or _by_habit(span.choices, line)
    )


def dateline_days(page: Page) -> list[str]:
    """The days of the datelines as they are written, most often without a year."""
    datelines = map(parse_dateline, first_paragraphs(page))
    return [dateline.day for dateline in datelines if dateline and dateline.day]


def _by_weekday(choices: tuple[date, date], line: str) -> date | None:
    match = _WEEKDAY.search(line)
    day = _WEEKDAYS.index(match[1].lower()) if match else None
    return _only(choice for choice in choices if choice.weekday() == day)


def _by_datelines(choices: tuple[date, date], days: Iterable[str]) -> date | None:
    return _only(choice for choice in choices if any(_is_soon_after(choice, day) for day in days))


def _is_soon_after(choice: date, day: str) -> bool:
    stated = find_dates(day) or find_dates(f"{day}, {choice.year}") or find_dates(f"{day} {choice.year}")
    return any(timedelta(0) <= choice - one.date <= _LATEST for one in stated)


def _by_habit(choices: tuple[date, date], line: str) -> date | None:
    is_day_first, is_month_first = bool(_DAY_FIRST.search(line)), bool(_MONTH_FIRST.search(line))
    if is_day_first == is_month_first:
        return None
    return choices[0] if is_day_first else choices[1]


def _only(found: Iterable[date]) -> date | None:
    values = list(found)
    return values[0] if len(values) == 1 else None
