"""Full dates (day, month, year) in text, in every layout that news pages use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])"
)
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d(?!\d?:\d\d))"  # the time may be glued to it
_MONTH_NUMBER = r"(?P<month>\d{1,2})"

_ISO = rf"(?<![\d.-])(?P<year>(?:19|20)\d\d)\s?(?P<mark>[-/.])\s?{_MONTH_NUMBER}\s?(?P=mark)\s?{_DAY}(?!\d)"
_CHINESE = rf"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年\s?{_MONTH_NUMBER}\s?月\s?{_DAY}\s?日"
_MONTH_FIRST = rf"\b(?P<name>{MONTH_NAME})[.,]?[\s-]{{0,2}}{_DAY}{_ORDINAL}(?!\d)[\s.,/-]{{1,3}}{_YEAR}"
_DAY_FIRST = rf"(?<![\d.])(?<!\d[-–/])(?P<day>\d{{1,2}}){_ORDINAL}[\s.-]{{1,2}}(?:of\s)?(?P<name>{MONTH_NAME})[\s.,-]{{1,3}}{_YEAR}"
_NUMERIC = rf"(?<![\d./-])(?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<second>\d{{1,2}})(?P=mark){_YEAR}"

_LAYOUTS = tuple(
    re.compile(layout, re.IGNORECASE) for layout in (_ISO, _CHINESE, _MONTH_FIRST, _DAY_FIRST, _NUMERIC)
)
_LONGEST_VALUE = 100
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:\d{4,6})?")

TIME = re.compile(
    r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?!\d)(?:\s?[ap]\.?m(?:\b\.?|(?=Updated|Published)))?"
    r"(?:\s?\(?(?:IST|GMT|UTC|KST|JST|SGT|CST|HKT|BJT|ET|EST|EDT|CET)(?:\s?[+-]\d{1,2}(?::\d\d)?)?\b\)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    start: int
    end: int
    date: date


@dataclass(frozen=True, slots=True)
class DoubtfulSpan:
    """A date such as "05/06/2024" of which the line alone doesn't tell whether it is in May or in June."""

    start: int
    end: int
    choices: tuple[date, date]  # the day first, then the month first


def find_dates(text: str) -> list[DateSpan]:
    """Every real calendar date of the text, by position. "Feb 30" and the ambiguous "05/06/2024" are left out."""
    if "19" not in text and "20" not in text:
        return []
    return sorted(_matches(text), key=lambda span: span.start)


def find_doubtful_dates(text: str) -> list[DoubtfulSpan]:
    """The dates that `find_dates` leaves out since day and month can't be told apart, by position."""
    found: list[DoubtfulSpan] = []
    if "19" not in text and "20" not in text:
        return found
    for match in _LAYOUTS[-1].finditer(text):
        one, other, year = int(match["first"]), int(match["second"]), int(match["year"])
        choices = _date(year, other, one), _date(year, one, other)
        if choices[0] and choices[1] and not _value(match.groupdict()):
            found.append(DoubtfulSpan(match.start(), match.end(), (choices[0], choices[1])))
    return found


def holds_date(text: str) -> bool:
    """Whether a full date stands in the text, be it one whose day and month can't be told apart."""
    return bool(find_dates(text) or find_doubtful_dates(text))


def parse_date(value: str) -> date | None:
    """The date of a value from metadata, such as "2024-04-26T09:00:00Z", "20240426" or "Apr 26, 2024"."""
    value = value.strip()[:_LONGEST_VALUE]
    compact = _COMPACT.fullmatch(value)
    if compact:
        return _date(int(compact["year"]), int(compact["month"]), int(compact["day"]))
    found = find_dates(value)
    return found[0].date if found else None


def _matches(text: str) -> Iterator[DateSpan]:
    for layout in _LAYOUTS:
        for match in layout.finditer(text):
            value = _value(match.groupdict())
            if value:
                yield DateSpan(match.start(), match.end(), value)


def _value(parts: dict[str, str]) -> date | None:
    year = int(parts["year"])
    if "first" in parts:
        return _numeric_date(year, int(parts["first"]), int(parts["second"]), parts["mark"])
    month = _MONTHS.index(parts["name"][:3].lower()) + 1 if "name" in parts else int(parts["month"])
    return _date(year, month, int(parts["day"]))


def _numeric_date(year: int, first: int, second: int, mark: str) -> date | None:
    """Between slashes and hyphens the order only shows when one number can't be a month; before dots the day is first
    unless that is impossible."""
    if second > 12:
        return _date(year, first, second)
    return _date(year, second, first) if first > 12 or first == second or mark == "." else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
