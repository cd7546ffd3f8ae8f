"""The dateline that opens a report: "BEIJING, Aug. 7, 2022 /PRNewswire/ -- ...", "(Yicai) April 23 -- ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.extraction.agencies import agency_of
from corpus.extraction.date_patterns import MONTH_NAME, find_dates
from corpus.extraction.media import is_known_medium

if TYPE_CHECKING:
    from datetime import date

_LONGEST = 160  # characters that a dateline takes at the most
_MOST_PLACE_WORDS = 4

_PLACE = r"[A-Z][\w.'’() /-]{1,50}(?:,\s[A-Z][\w.'’ -]{1,30}){0,3}"
_AGENCY_NAME = r"(?:[A-Z]|dpa)[\w.'’& +-]{0,40}"
_AGENCY = rf"(?:/(?P<slashed>{_AGENCY_NAME})/|[(（](?P<bracketed>{_AGENCY_NAME})[)）])"
_DAY_AND_YEAR = rf"(?:{MONTH_NAME}\.?\s\d{{1,2}}|\d{{1,2}}\s{MONTH_NAME}\.?)(?:,?\s(?:19|20)\d\d)?"
_DASH = r"\s?(?:--?|–|—|:)"

_PLACE_FIRST = re.compile(
    rf"(?P<place>{_PLACE}?)(?:[,:]?\s(?P<day>{_DAY_AND_YEAR}))?,?\s?{_AGENCY}(?P<dash>{_DASH})?"
)
_AGENCY_FIRST = re.compile(rf"{_AGENCY}\s?(?P<day>{_DAY_AND_YEAR})?(?P<dash>{_DASH})")
_FULL_DAY = rf"(?:{MONTH_NAME}\.?\s\d{{1,2}},?|\d{{1,2}}\s{MONTH_NAME}\.?,?)\s(?:19|20)\d\d"
_LONG_DASH = r"\s?(?:--|–|—|\s-\s|:)"
_PRESS_RELEASE = re.compile(
    rf"(?!(?:On|In|By|Since|As|For|From|Until|Before|After)\b)[(（]?(?:[A-Z][\w.'’ -]{{1,40}}(?:,\s(?:and\s)?[A-Z][\w.'’ -]{{1,30}}){{0,3}}"
    rf"(?:,\s|\s?[–—-]\s))?(?P<day>{_FULL_DAY})(?:,\s[A-Z][\w.'’ -]{{1,40}})?[)）]?{_LONG_DASH}"
)
_PLACE_AND_DATE = re.compile(
    rf"[A-Z][A-Z.'’ -]{{2,40}}(?:,\s[\w.'’ -]{{2,30}}){{0,2}},\s(?P<day>{_DAY_AND_YEAR})"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`date` is None when the dateline gives no year; `day` is what it says, with a year or without."""

    date: date | None
    agency: str | None
    day: str | None = field(default=None, compare=False)


def parse_dateline(paragraph: str) -> Dateline | None:
    """The dateline at the head of a paragraph, if it has one."""
    head = paragraph[:_LONGEST]
    match = _PLACE_FIRST.match(head) or _AGENCY_FIRST.match(head)
    if match and _is_dateline(match):
        return Dateline(_date(match["day"]), _agency(match), match["day"])
    bare = _PLACE_AND_DATE.match(head) or _PRESS_RELEASE.match(head)
    return Dateline(_date(bare["day"]), None, bare["day"]) if bare else None


def _agency(match: re.Match[str]) -> str:
    return str(match["slashed"] or match["bracketed"]).strip()


def _is_dateline(match: re.Match[str]) -> bool:
    """A bracket after a name is common in plain sentences too: "Pharma Industry (PI) - ..."; so a known agency, a
    wire's slashes, or a dash after a place in capitals or a day must tell; "New Delhi, May 24 (PTI) ..." has none."""
    place = match.groupdict().get("place") or ""
    if match["day"] and agency_of(_agency(match)) and _is_written_like_a_place(place):
        return True
    if match["slashed"] or is_known_medium(_agency(match)):
        return bool(match["dash"] or match["slashed"] or (match["day"] and place.split(",")[0].isupper()))
    return bool(match["dash"] and (match["day"] or place.split(",")[0].isupper()))


def _is_written_like_a_place(place: str) -> bool:
    words = place.split()
    return len(words) <= _MOST_PLACE_WORDS and all(word[0].isupper() for word in words)


def _date(day: str | None) -> date | None:
    found = find_dates(day) if day else []
    return found[0].date if found else None
