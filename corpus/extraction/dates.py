"""The day an article was published.

Where a page says several, the one it labels wins over the one of its dateline, which is often a day older. Copyright
years, dates in sentences and dates of lists beside the article are none; a page without a date stays without one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from corpus.extraction.base import Found
from corpus.extraction.date_patterns import TIME, DateSpan, find_dates, find_doubtful_dates, parse_date
from corpus.extraction.datelines import parse_dateline
from corpus.extraction.doubtful_dates import dateline_days, decide
from corpus.extraction.header import first_paragraphs, header_length, is_title_line, statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.extraction.base import Extraction, Page

_FIRST_YEAR = 1990  # the web's news archives reach back no further
_SLACK = timedelta(days=1)  # it may be tomorrow elsewhere

_PREFIX = re.compile(r"date (?P<day>\d{4}-\d\d-\d\d)")
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publish(?:ed)? (?:date|on)|pub(?:lication)? ?date|release[d ]|issued|created)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated?|modified)\b", re.IGNORECASE)
_LABELLED = re.compile(r"\b(?:date(?: of issue)?|time)\s?[:：]", re.IGNORECASE)
_TODAY = re.compile(r"\W*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_EVENT = re.compile(r"(?:venue|location|place|registration)\s?[:：]", re.IGNORECASE)
_ADDRESS_DAY = re.compile(
    r"/((?:19|20)\d\d)[-/]?(\d\d)[-/]?(\d\d)(?=[/_.-]|$)|/((?:19|20)\d\d)-(\d\d)/(\d\d)(?=[/_.-]|$)"
)


@dataclass(frozen=True, slots=True)
class DateExtractor:
    """`today` sets the latest day that can be right."""

    today: Callable[[], date] = field(default=date.today)

    reads_page = True

    def extract(self, known: Extraction, /) -> Extraction:
        latest = self.today() + _SLACK
        found = [one for one in _candidates(known) if one.value.year >= _FIRST_YEAR and one.value <= latest]
        best = max(found, key=lambda one: one.confidence, default=None)
        return replace(known, published=best) if best else known


def _candidates(known: Extraction) -> Iterator[Found[date]]:
    """Every day that may be the one, the better first among equals."""
    page = known.page
    stated = parse_date(page.metadata.get("date", ""))
    if stated:
        yield Found(stated, "metadata", 0.97)
    yield from _from_lines(page, known.title.value if known.title else "")
    yield from _from_datelines(page)
    yield from _from_address(page.metadata.get("url", ""))


def _from_lines(page: Page, title: str) -> Iterator[Found[date]]:
    """Dates above the title are often those of a list beside the article, and those below the text say less too."""
    header = header_length(page)
    lines = [i for i, line in enumerate(page.lines[:header]) if title and is_title_line(line, title)]
    days = dateline_days(page)
    for index, text in statements(page):
        if any(_EVENT.match(line.text) for line in page.lines[max(0, index - 1) : index + 2]):
            continue
        doubt = 0.1 if index >= header else 0.05 if index < max(lines, default=0) else 0
        spans = find_dates(text)[:2]
        for span in spans or _decided(text, days):
            later = spans[spans.index(span) + 1 :] if spans else []
            rule, confidence = _rule(text[: span.start], text, later)
            yield Found(span.date, rule, confidence - (0 if rule == "date-prefix" else doubt))


def _is_updated(line: str, later: list[DateSpan]) -> bool:
    """Whether a date that follows in the same line is that of a change: the one before it is the day itself."""
    return any(_UPDATED.search(line[max(0, span.start - 20) : span.start]) for span in later)


def _decided(line: str, days: list[str]) -> Iterator[DateSpan]:
    for span in find_doubtful_dates(line)[:2]:
        value = decide(span, line, days)
        if value:
            yield DateSpan(span.start, span.end, value)


def _rule(before: str, line: str, later: list[DateSpan]) -> tuple[str, float]:
    """The rule and its confidence for a date, by the label that stands before it."""
    if _PREFIX.fullmatch(line):
        return "date-prefix", 0.98
    label = before[-40:]
    for rule, pattern, confidence in (("published-line", _PUBLISHED, 0.98), ("updated-line", _UPDATED, 0.97)):
        if pattern.search(label):
            return rule, confidence
    if _LABELLED.search(label):
        return "date-label", 0.96
    if _TODAY.match(line) and not TIME.search(line):
        return "weekday-line", 0.5
    return ("date-before-update", 0.98) if _is_updated(line, later) else ("date-line", 0.94)


def _from_datelines(page: Page) -> Iterator[Found[date]]:
    for paragraph in first_paragraphs(page):
        dateline = parse_dateline(paragraph)
        if dateline and dateline.date:
            yield Found(dateline.date, "dateline", 0.9)


def _from_address(url: str) -> Iterator[Found[date]]:
    match = _ADDRESS_DAY.search(url)
    stated = parse_date("-".join(filter(None, match.groups()))) if match else None
    if stated:
        yield Found(stated, "address", 0.85)
