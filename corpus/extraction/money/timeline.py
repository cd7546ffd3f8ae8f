"""The points in time that a sentence names, as years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, Final

from corpus.extraction.money.headings import year_above
from corpus.extraction.money.phrases import lowered, phrases_pattern

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
    before the year named last ("a year earlier"). `is_ago` for "three years ago", which is said of one sum alone,
    `is_baseline` for "the same period last year", which a text doesn't go on to speak of, `is_of_report` for the day that somebody
    said so. `shift` is how many years a `year` of None lies from the year named last."""

    start: int
    end: int
    year: int | None
    use: Use = Use.FIGURE
    is_relative: bool = False
    is_ago: bool = False
    is_baseline: bool = False
    is_of_report: bool = False
    shift: int = -1


MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?)\b\.?"
)
MONTH_BEGINNINGS: Final = tuple(month.capitalize() for month in MONTHS)
DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?,?"
LOOK_BACK: Final = 60

FULL_YEAR: Final = r"(?P<first>(?:19[5-9]|20[0-6])\d)"
BUSINESS_YEAR: Final = r"(?:(?<=FY)|(?<=FY\s))(?P<short>\d\d)"
UNTIL_YEAR: Final = r"\s?[-–/]\s?(?P<last>(?:20)?\d\d)(?!\d)"
YEAR = re.compile(
    rf"(?<![\w,.$€£¥/+])(?<!\d[-–])(?:FY\s?)?(?:{BUSINESS_YEAR}|{FULL_YEAR})(?:{UNTIL_YEAR})?(?![\d%s]|,\d{{3}}|\.\d|-\w)"
)
COUNTED: Final = phrases_pattern(
    """
    percent | million | billion | trillion | yuan | dollars | metric | ton(s) | mu | square | hectares | companies
    | enterprises | firms | people | projects | jobs | units | vehicles | kilomet* | meters
    """
)
COUNTED_BEHIND = re.compile(rf"\s?{COUNTED}\b")
TIME_WORDS: Final = phrases_pattern(
    """
    in/by/of/for/during/from/to/until/till/through/at/end/before/after/late/early/mid/since/fiscal/year/years/around/than/and/or
    | between/with/FY/spring/summer/autumn/winter/Q1/Q2/Q3/Q4/H1/H2 | as of
    """
)
TIME_BEFORE = re.compile(
    rf"(?:\b{TIME_WORDS}(?:\s+the)?(?:\s+(?:fiscal|financial))?(?:\s+years?)?|{MONTH_NAME}|{DAY}|[(（])[\s,-]*$",
    re.I,
)
PUT_OFF = re.compile(r"(?<!decade\s)(?<!years\s)(?<!year\s)(?<!months\s)(?<!period\s)\bto\s+$", re.I)
FROM = re.compile(r"\bfrom\b", re.I)
IS_NAME = re.compile(r"\bthe\s+$", re.I)
BUSINESS_YEAR_BEHIND = re.compile(r"\s+(?:fiscal|financial|calendar)\b|['’]s\b")
# "listed in 2021, when it raised 2 billion yuan"
WHEN_BEHIND = re.compile(r",?\s+when\b")
# "When the park opened in 2009, it had sales of 2 billion yuan"
WHEN_IT_WAS = re.compile(
    r"\bwhen\s+(?:[\w'’-]+\s+){1,5}(?:opened|began|started|joined|listed|moved|arrived|took|was|were|went)\s+(?:[\w'’-]+\s+){1,4}$",
    re.I,
)
FEW_WORDS: Final = r"\s+(?:[\w'’]+\.?\s+){0,4}$"
BEGINNINGS: Final = phrases_pattern(
    """
    founded | founding | established | establishment | set up | built | began | begun | incorporated | inaugurated | dated
    | dating | inception | born | created | started | starting | entered | joined | listed | upgraded | since | released
    | issued | published | unveiled | guideline | document | policy | plan | notice | report | early as
    """
)
BEGUN = re.compile(rf"\b{BEGINNINGS}{FEW_WORDS}", re.I)
READINESS: Final = phrases_pattern(
    """
    completed | complete | completion | operational | finished | ready | stream | due | commissioned | delivered | open(s)
    | opened | launch | launched | into/in/began/begin*/start*/commenc*/enter* full/mass/trial/commercial?
    operation(s)/production/use/service
    """
)
READY = re.compile(rf"\b{READINESS}{FEW_WORDS}", re.I)
# "than last year", "up 5 percent from 2021": a year that the figure is compared with.
COMPARED_WITH: Final = (
    rf"{phrases_pattern('than | compared with/to | versus | against | over | as much/many/high/large as')}"
    r"(?:\s+(?:in|that|those|the\s+(?:same|figure|total|level)))?(?:\s+(?:of|in|for))?"
    r"(?:\s+the\s+(?:same|corresponding)\s+(?:period|quarter|months?|half)(?:\s+of)?)?"
)
CHANGE: Final = phrases_pattern(
    "percent/pct/%/up/down/increase/rise/growth/decrease/drop/fold/times | percentage points"
)
CHANGED_FROM: Final = rf"{CHANGE}[^.;]{{0,12}}\bfrom(?:\s+(?:in|that\s+(?:of|in)))?"
COMPARED = re.compile(rf"(?<!\w)(?:{COMPARED_WITH}|{CHANGED_FROM})\s+(?:the\s+)?(?:end\s+of\s+)?$", re.I)

LAST_YEAR: Final = phrases_pattern("last fiscal/financial? year/spring/summer/autumn/winter | the past year")
THIS_YEAR: Final = phrases_pattern(
    """
    this/current fiscal/financial? year/week/month/quarter/spring/summer/autumn/fall/winter | today | yesterday | last week/night | recently | now
    | Spring/Lantern/Dragon Festival/Boat? holiday(s)? | Chinese/Lunar New Year holiday(s)? | May/Labor/Labour/Qingming/National Day? holiday(s) | golden week
    | three-day/five-day/seven-day/eight-day/weeklong/week-long holiday(s) | on Monday/Tuesday/Wednesday/Thursday/Friday/Saturday/Sunday | year-to-date | in/for/the Q1/Q2/Q3/Q4/H1/H2
    | first/second/third quarter/half | first-quarter/first-half/second-quarter/second-half/third-quarter
    | first/past two/three/four/five/six/seven/eight/nine/10/ten/11/eleven months/quarters | currently | quarterly | in/for/during the quarter/half-year
    | by/before/until year-end | by/before/until the end of the year | within the year
    | half-year/interim profit(s)/revenue/revenues/sales/results/earnings/income/output/turnover/exports/loss | Singles Day | Double/Black Eleven/11/Friday
    """
)
YEAR_BEFORE: Final = phrases_pattern(
    "a/an/the year earlier/ago/before | previous/prior year | previous/preceding fiscal/financial? year? | year-ago/year-earlier period/quarter/half?"
)
# Searched for in small letters, which is several times faster than without regard to case.
RELATIVE = re.compile(
    rf"\b(?:(?P<last>{LAST_YEAR})|(?P<this>{THIS_YEAR.lower()}|(?P<last_quarter>fourth[\s-]quarter))|(?P<next>next\s+year)"
    rf"|(?P<month>last\s+month)|(?P<before>{YEAR_BEFORE})|end\s+of\s+(?:the|this)\s+(?P<decade>decade)|(?P<whole>full[\s-]year|(?:whole|entire)\s+year(?!\s+round)))\b",
)
SAME_PERIOD = re.compile(r"\b(?:same|corresponding)\s+(?:\w+\s+)?(?:\w+\s+)?(?:of\s+|in\s+)?$", re.I)
HOLIDAY_ENDS = re.compile(r"(?:holidays?|festival|golden\s+week)$", re.I)
NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
YEARS_AGO = re.compile(
    rf"\b(?P<number>(?i:{'|'.join(NUMBERS[1:])})|\d\d?)\s+years\s+ago\b|\b(?i:a)\s+(?P<decade>decade)\s+ago\b|(?:^|[.\n“\"—]|--)\s*(?:A|One)\s+year\s+ago\b",
    re.M,
)
IN_MONTHS = re.compile(
    r"\b(?:in|for|over|during)\s+(?:the\s+)?(?:three|four|five|six|seven|eight|nine|ten|eleven)\s+months\b",
    re.I,
)
# "35 billion yuan four years before": counted from the year named last.
YEARS_APART = re.compile(
    rf"\b(?P<number>(?i:{'|'.join(NUMBERS)})|\d\d?|[Aa](?=\s+year\s+later))\s+years?\s+(?:(?P<later>later|after\s+that)\b|(?:before|earlier)\b(?!\s+(?!and\b|when\b)\w))"
)
# "the bureau announced on January 16": when it was said, not when it was so.
REPORTED = re.compile(
    rf"\b{phrases_pattern('announc* | said | says | disclos* | releas* | publish* | report* | reveal* | show/shows/showed | told | stated | according to')}"
    r"\s+(?:[a-z’']+\s+){0,6}$",
    re.I,
)
EARLY_MONTHS: Final = 3  # in which a "full year" is most often the one that has just ended
AHEAD = re.compile(
    r"\b(?:will|would|to|within|expect\w*|plan\w*|every|targets?|goals?|aims?|forecasts?|foresees?|guidance)\b",
    re.I,
)
OF_A_YEAR = re.compile(
    rf"\s+(?:of\s+(?:last|this|next|that|the\s+same)\b|(?:of\s+|in\s+)?(?:(?:(?:the\s+|its\s+)?(?:fiscal|financial)\s+(?:year\s+)?|FY\s?)?(?:19|20)\d\d|FY\s?\d\d)\b)"
    rf"|(?:,?\s+(?:which|that))?\s+end(?:ed|ing|s)\s+(?:(?:on|in)\s+)?(?:\d{{1,2}}\s+)?{MONTH_NAME}(?:\s+{DAY})?,?\s+(?:19|20)\d\d"
)
OF_THE_YEAR = re.compile(r"\s+of\s+the\s+year\b")

WITHOUT_YEAR: Final = r"(?!\w)(?!,?\s+(?:of\s+)?(?:19|20)\d\d)(?!\s+(?:of\s+)?(?:this|last|next)\s+year)"
MONTH_ALONE = re.compile(
    r"\b(?i:in|for|during|last|ended|ending|by|on|since|from|to|through|late|early|mid|of|until|between|and)[\s-]+(?:late\s+|early\s+|mid-?\s?|\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"(?P<month>{MONTH_NAME})(?:\s+{DAY})?{WITHOUT_YEAR}"
)
MONTH_OF_QUARTER = re.compile(rf"\b(?P<month>{MONTH_NAME})\s+(?:quarter|half){WITHOUT_YEAR}")
MONTHS_JOINED = re.compile(rf"\b(?P<month>{MONTH_NAME})[-–]{MONTH_NAME}{WITHOUT_YEAR}")
SINCE = re.compile(r"\bsince\s+(?:early\s+|late\s+|mid-?\s?)?$", re.I)
# "Q1FY24", "1H23", "3Q 2023"; it begins with a set of letters, which is found faster than a boundary.
SHORT_PERIOD = re.compile(
    r"(?:[1-4](?<!\w\w)[QH](?:\s?(?:FY\s?)?['’]?(?P<year>\d\d)|\s?(?:FY)?(?P<full>20\d\d))"
    r"|[QH](?<!\w\w)[1-4]\s?(?:FY\s?['’]?|['’])(?P<fiscal>\d\d))\b"
)
YEAR_LATER = re.compile(
    r"\s+(?:to|and|-|through)\s+\w+\.?,?\s+(?:(?:of\s+)?(?:this|last)\s+year|(?:19|20)\d\d)"
)
FIVE_YEAR_PLAN = re.compile(
    r"\bend\s+of\s+(?:the\s+)?(?P<number>1[0-6])th\s+Five-Year\s+Plan(?:\s+period)?", re.I
)


def moments(text: str, start: int, end: int, published: date | None) -> list[Moment]:
    """The points in time between the two offsets, in order. Without a date of publication only written years count."""
    found = [*_years(text, start, end), *_plans(text, start, end), *_relative(text, start, end, published)]
    found += [*_apart(text, start, end), *_short_periods(text, start, end)]
    if above := year_above(text, start, end):
        found.append(Moment(start, start, above, is_relative=True))
    if published:
        found += [*_months(text, start, end, published), *_ago(text, start, end, published)]
    found.sort(key=lambda moment: moment.start)
    return _counted_on(found)


def _counted_on(found: list[Moment]) -> list[Moment]:
    """The moments with the year of each "three years later" behind a year of the same sentence."""
    counted: list[Moment] = []
    for moment in found:
        before = next((one.year for one in reversed(counted) if one.year), None)
        if moment.year is None and moment.shift > 0 and before:
            counted.append(replace(moment, year=before + moment.shift))
        else:
            counted.append(moment)
    return counted


def _years(text: str, start: int, end: int) -> Iterator[Moment]:
    for match in YEAR.finditer(text, start, end):
        if not COUNTED_BEHIND.match(text, match.end()):
            before = text[max(start, match.start() - LOOK_BACK) : match.start()]
            yield Moment(match.start(), match.end(), _year(match), _use(text, match.end(), before))


def _short_periods(text: str, start: int, end: int) -> Iterator[Moment]:
    for match in SHORT_PERIOD.finditer(text, start, end):
        year = int((match["year"] or match["full"] or match["fiscal"])[-2:]) + 2000
        yield Moment(match.start(), match.end(), year)


def _year(match: re.Match[str]) -> int:
    """A period, of a plan ("2021-2025") or a business ("2023-24", "FY24"), stands for the year it ends in."""
    first = int(match["first"] or f"20{match['short']}")
    last = first - first % 100 + int((match["last"] or "0")[-2:])
    return max(first, last)


def _use(text: str, end: int, before: str) -> Use:
    if WHEN_BEHIND.match(text, end) or (text[end : end + 1] == "," and WHEN_IT_WAS.search(before)):
        return Use.FIGURE
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
    if text.find("-Year", start, end) < 0:
        return
    for match in FIVE_YEAR_PLAN.finditer(text, start, end):
        year = 1955 + 5 * int(match["number"])
        yield Moment(match.start(), match.end(), year, is_relative=True)


def _relative(text: str, start: int, end: int, published: date | None) -> Iterator[Moment]:
    for match in RELATIVE.finditer(lowered(text), start, end):
        if match["before"]:
            yield Moment(match.start(), match.end(), None, is_relative=True)
        elif published and not (
            (match["this"] or match["whole"]) and _is_of_other_year(text, start, match.end())
        ):
            before = text[max(start, match.start() - LOOK_BACK) : match.start()]
            use = Use.EVENT if READY.search(before) else Use.FIGURE
            is_holiday = HOLIDAY_ENDS.search(match.group()) is not None
            use = Use.COMPARISON if COMPARED.search(before) and not is_holiday else use
            yield Moment(
                match.start(),
                match.end(),
                _relative_year(match, published, before),
                use,
                is_relative=True,
                is_baseline=SAME_PERIOD.search(before) is not None,
                is_of_report=REPORTED.search(before) is not None,
            )


def _apart(text: str, start: int, end: int) -> Iterator[Moment]:
    if text.find("year", start, end) < 0:
        return
    for match in YEARS_APART.finditer(text, start, end):
        count = _count(match["number"])
        shift = count if match["later"] else -count
        yield Moment(match.start(), match.end(), None, is_relative=True, shift=shift)


def _is_of_other_year(text: str, start: int, end: int) -> bool:
    """Whether a part of a year is told of which: "of 2021", "of the year" after a sentence's own "in 2021"."""
    if OF_A_YEAR.match(text, end):
        return True
    return OF_THE_YEAR.match(text, end) is not None and YEAR.search(text, start, end) is not None


def _ago(text: str, start: int, end: int, published: date) -> Iterator[Moment]:
    for match in YEARS_AGO.finditer(text, start, end) if text.find(" ago", start, end) >= 0 else ():
        before = text[max(start, match.start() - LOOK_BACK) : match.start()]
        use = Use.EVENT if BEGUN.search(before) else Use.FIGURE
        year = published.year - (10 if match["decade"] else _count(match["number"]))
        yield Moment(match.start(), match.end(), year, use, is_relative=True, is_ago=True)
    for match in IN_MONTHS.finditer(text, start, end) if text.find(" months", start, end) >= 0 else ():
        before = text[max(start, match.start() - LOOK_BACK) : match.start()]
        if not AHEAD.search(before):
            yield Moment(match.start(), match.end(), published.year, is_relative=True)


def _count(number: str | None) -> int:
    if number is None:
        return 1
    if number in ("a", "A"):
        return 1
    return int(number) if number.isdigit() else NUMBERS.index(number.lower()) + 1


def _relative_year(match: re.Match[str], published: date, before: str) -> int:
    if match["last"]:
        return published.year - 1
    if match["decade"]:
        return published.year // 10 * 10 + 10
    if match["next"]:
        return published.year + 1
    if match["month"]:
        return published.year - (published.month == 1)
    if match["whole"]:
        return published.year - (published.month <= EARLY_MONTHS and not AHEAD.search(before))
    is_still_to_come = match["last_quarter"] and published.month < 10
    return published.year - 1 if is_still_to_come else published.year


def _months(text: str, start: int, end: int, published: date) -> Iterator[Moment]:
    """A month without a year is the latest one of that name."""
    if not any(text.find(name, start, end) >= 0 for name in MONTH_BEGINNINGS):
        return
    patterns = (MONTH_ALONE, MONTHS_JOINED, MONTH_OF_QUARTER)
    for match in chain.from_iterable(pattern.finditer(text, start, end) for pattern in patterns):
        if not YEAR_LATER.match(text, match.end()):
            month = MONTHS.index(match["month"].lower()[:3]) + 1
            before = text[max(start, match.start() - LOOK_BACK) : match.start("month")]
            year = published.year - (month > published.month)
            is_event = BEGUN.search(before) or READY.search(before)
            is_of_this_year = SINCE.search(before) is not None and year == published.year
            yield Moment(
                match.start(),
                match.end(),
                year,
                Use.EVENT if is_event and not is_of_this_year else Use.FIGURE,
                is_relative=True,
                is_of_report=REPORTED.search(before) is not None,
            )
