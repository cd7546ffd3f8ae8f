"""The points in time that a sentence names, as years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class Use(Enum):
    """What a year says: when a figure was so, when something began or will be ready, what a thing is called, or what a
    figure is compared with."""

    FIGURE = 1
    EVENT = 2
    LABEL = 3
    COMPARISON = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time; `is_relative` when it took the date of publication to know the year. A `year` of None is the one
    before the year named last ("a year earlier")."""

    start: int
    end: int
    year: int | None
    use: Use = Use.FIGURE
    is_relative: bool = False


MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
YEAR = re.compile(
    r"(?<![\w,.$€£¥/+])(?<!\d[-–])(?:FY\s?)?(?:(?:(?<=FY)|(?<=FY\s))(?P<short>\d\d)|(?P<first>(?:19[5-9]|20[0-6])\d))(?:\s?[-–/]\s?(?P<last>(?:20)?\d\d)(?!\d))?"
    r"(?![\d%]|,\d{3}|\.\d|-\w)"
)
COUNTED_BEHIND = re.compile(
    r"\s?(?:percent|million|billion|trillion|yuan|dollars|metric|tons?|mu|square|hectares|companies|enterprises|firms|people|"
    r"projects|jobs|units|vehicles|kilomet\w+|meters)\b"
)
PUT_OFF = re.compile(r"\bto\s+$", re.I)
FROM = re.compile(r"\bfrom\b", re.I)
DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?,?)"
TIME_BEFORE = re.compile(
    r"(?:\b(?:in|by|of|for|during|from|to|until|till|through|at|end|as\s+of|before|after|late|early|mid|since|fiscal|year|"
    r"years|around|than|and|or|between|with|FY|spring|summer|autumn|winter|Q[1-4]|H[12])(?:\s+(?:the\s+)?(?:fiscal\s+|financial\s+)?years?)?"
    rf"|{MONTH_NAME}|\b{MONTH_NAME}\s+{DAY}|{DAY}|[(（])[\s,-]*$",
    re.I,
)
IS_NAME = re.compile(r"\bthe\s+$", re.I)
BUSINESS_YEAR_BEHIND = re.compile(r"\s+(?:fiscal|financial|calendar)\b|['’]s\b")
FEW_WORDS = r"\s+(?:[\w'’]+\.?\s+){0,4}$"
BEGUN = re.compile(
    r"\b(?:found(?:ed|ing)|established|establishment|set\s+up|built|began|begun|incorporated|inaugurated|dat(?:ed|ing)|inception|"
    r"born|created|started|starting|entered|joined|listed|upgraded|since|released|issued|published|unveiled|guideline|"
    rf"document|policy|plan|notice|report|early\s+as){FEW_WORDS}",
    re.I,
)
READY = re.compile(
    r"\b(?:complet(?:ed|e|ion)|operational|finished|ready|stream|due|commissioned|delivered|open(?:ed|s)?|launch(?:ed)?|"
    rf"(?:into|in|begin\w*|began|start\w*|commenc\w*|enter\w*)\s+(?:\w+\s+){{0,2}}(?:operations?|production|use|service)){FEW_WORDS}",
    re.I,
)
# "up 5 percent from 2021", "than last year": a year that the figure is compared with.
COMPARED = re.compile(
    r"\b(?:(?:than|compared\s+(?:with|to)|versus|against|over)(?:\s+(?:in|that|those|the\s+(?:same|figure|total|level))\b)?(?:\s+(?:of|in|for))?"
    r"|(?:percent|pct|percentage\s+points|%|up|down|increase|rise|growth|decrease|drop|fold|times)[^.;]{0,12}\bfrom(?:\s+(?:in|that\s+(?:of|in)))?)\s+"
    r"(?:the\s+)?(?:end\s+of\s+)?$",
    re.I,
)

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
RELATIVE = re.compile(
    r"\b(?:(?P<last>last\s+year|the\s+past\s+year|last\s+(?:spring|summer|autumn|winter))"
    r"|(?P<this>(?:this|current)\s+(?:year|week|month|quarter|spring|summer|autumn|fall|winter)|today|yesterday|last\s+(?:week|night)|"
    rf"on\s+{WEEKDAY}|recently|now|year-to-date|(?:in|for|the)\s+(?:Q[1-4]|H[12])|(?:first|second|third)\s+(?:quarter|half)|(?P<last_quarter>fourth\s+quarter)|(?:first|past)\s+\w+\s+months)"
    r"|(?P<next>next\s+year)|(?P<month>last\s+month)|(?P<before>(?:an?|the)\s+year\s+(?:earlier|ago|before)|(?:previous|prior)\s+year))\b",
    re.I,
)
OF_A_YEAR = re.compile(r"\s+of\s+(?:(?:19|20)\d\d|last|this|next|the\s+year)\b")
MONTH_ALONE = re.compile(
    r"\b(?:in|by|on|since|from|to|through|late|early|mid|of|until|between|and)[\s-]+(?:late\s+|early\s+|mid-?\s?)?"
    rf"(?P<month>{MONTH_NAME})(?:\s+{DAY})?(?!\w)(?!,?\s+(?:19|20)\d\d)(?!\s+(?:of\s+)?(?:this|last|next)\s+year)"
)
MONTHS_JOINED = re.compile(
    rf"\b(?P<month>{MONTH_NAME})[-–]{MONTH_NAME}(?!\w)(?!,?\s+(?:of\s+)?(?:19|20)\d\d)"
)
YEAR_LATER = re.compile(
    r"\s+(?:to|and|-|through)\s+\w+\.?,?\s+(?:(?:of\s+)?(?:this|last)\s+year|(?:19|20)\d\d)"
)
FIVE_YEAR_PLAN = re.compile(
    r"\bend\s+of\s+(?:the\s+)?(?P<number>1[0-6])th\s+Five-Year\s+Plan(?:\s+period)?", re.I
)
LOOK_BACK: Final = 60


def moments(text: str, start: int, end: int, published: date | None) -> list[Moment]:
    """The points in time between the two offsets, in order. Without a date of publication only written years count."""
    found = [*_years(text, start, end), *_plans(text, start, end), *_relative(text, start, end, published)]
    if published:
        found += _months(text, start, end, published)
    found.sort(key=lambda moment: moment.start)
    return found


def _years(text: str, start: int, end: int) -> Iterator[Moment]:
    for match in YEAR.finditer(text, start, end):
        if not COUNTED_BEHIND.match(text, match.end()):
            before = text[max(start, match.start() - LOOK_BACK) : match.start()]
            yield Moment(match.start(), match.end(), _year(match), _use(text, match.end(), before))


def _year(match: re.Match[str]) -> int:
    """A period, of a plan ("2021-2025") or a business ("2023-24", "FY24"), stands for the year it ends in."""
    first = int(match["first"] or f"20{match['short']}")
    last = first - first % 100 + int((match["last"] or "0")[-2:])
    return max(first, last)


def _use(text: str, end: int, before: str) -> Use:
    if COMPARED.search(before):
        return Use.COMPARISON
    if PUT_OFF.search(before) and not FROM.search(before):
        return Use.EVENT
    is_business_year = BUSINESS_YEAR_BEHIND.match(text, end) is not None
    if not is_business_year and (IS_NAME.search(before) or not TIME_BEFORE.search(before)):
        return Use.LABEL
    return Use.EVENT if BEGUN.search(before) or READY.search(before) else Use.FIGURE


def _plans(text: str, start: int, end: int) -> Iterator[Moment]:
    """China's five-year plans end in 2015, 2020, 2025 ..., the twelfth, the thirteenth, the fourteenth."""
    for match in FIVE_YEAR_PLAN.finditer(text, start, end):
        year = 1955 + 5 * int(match["number"])
        yield Moment(match.start(), match.end(), year, is_relative=True)


def _relative(text: str, start: int, end: int, published: date | None) -> Iterator[Moment]:
    for match in RELATIVE.finditer(text, start, end):
        if match["before"]:
            yield Moment(match.start(), match.end(), None, is_relative=True)
        elif published and not (match["this"] and OF_A_YEAR.match(text, match.end())):
            before = text[max(start, match.start() - LOOK_BACK) : match.start()]
            use = (
                Use.COMPARISON
                if COMPARED.search(before)
                else Use.EVENT
                if READY.search(before)
                else Use.FIGURE
            )
            yield Moment(match.start(), match.end(), _relative_year(match, published), use, is_relative=True)


def _relative_year(match: re.Match[str], published: date) -> int:
    if match["last"]:
        return published.year - 1
    if match["next"]:
        return published.year + 1
    if match["month"]:
        return published.year - (published.month == 1)
    is_still_to_come = match["last_quarter"] and published.month < 10
    return published.year - 1 if is_still_to_come else published.year


def _months(text: str, start: int, end: int, published: date) -> Iterator[Moment]:
    """A month without a year is the latest one of that name."""
    for match in (*MONTH_ALONE.finditer(text, start, end), *MONTHS_JOINED.finditer(text, start, end)):
        if not YEAR_LATER.match(text, match.end()):
            month = MONTHS.index(match["month"].lower()[:3]) + 1
            before = text[max(start, match.start() - LOOK_BACK) : match.start("month")]
            use = Use.EVENT if BEGUN.search(before) or READY.search(before) else Use.FIGURE
            yield Moment(
                match.start(), match.end(), published.year - (month > published.month), use, is_relative=True
            )
