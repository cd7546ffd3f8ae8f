"""Who published an article, who wrote it, and which agency it came from.

A page that names its source outright is believed first, then its byline, its dateline's agency, a lone name of a medium
or an address above the title, the site's name after the title; the copyright holder is the last resort.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction import bylines
from corpus.extraction.agencies import agency_of
from corpus.extraction.base import Found, LineKind
from corpus.extraction.credits import find_agencies
from corpus.extraction.date_patterns import find_dates
from corpus.extraction.datelines import parse_dateline
from corpus.extraction.header import first_paragraphs, header_length, statements
from corpus.extraction.hosts import site_owner
from corpus.extraction.media import (
    DOMAIN,
    WIRE_NAMES,
    in_mixed_case,
    interviewer,
    is_known_medium,
    is_medium,
    medium_with_place,
)
from corpus.extraction.people import is_likely_person
from corpus.extraction.signatures import signs_beside_date
from corpus.extraction.titles import cut_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.base import Extraction, Page

_YEARS = r"(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)\d\d)?)?)"
_SIGN = r"(?:©|ⓒ|\(c\)|copyrights?)"
_HOLDER_NAME = r"[^\W\d_][^.|©ⓒ\n]{1,80}(?:\.[^\W\d_][^.|©\s]{1,20}){0,3}"
_HOLDER = re.compile(
    rf"{_SIGN}(?:[\s:,.-]{{0,4}}{_SIGN}){{0,2}}[\s:,.-]{{0,4}}(?:{_YEARS}[\s,.–-]{{0,4}})?(?:by\s|of\s|owned by\s)?"
    rf"(?P<holder>{_HOLDER_NAME})",
    re.IGNORECASE,
)
_BELONGS = re.compile(r"\bbelongs to (?P<holder>(?:the )?[A-Z][\w.' -]{2,60})")
_NO_HOLDER = re.compile(
    r"\s*(?:[,.]?\s?(?:all rights?|reserved|powered by|presented by|copyright|address\b|tel\b|(?:19|20)\d\d).*)$",
    re.IGNORECASE,
)
_IN_CHART = re.compile(r",|\b(?:19|20)\d\d\b")  # what the source of figures may hold
_NAME = r"[A-Z][\w'’&-]*(?:\s[A-Z][\w'’&-]*){0,3}"
_SIGNED = re.compile(
    rf"[.!?\"”’]\s?(?:[-–—]{{1,3}}\s?(?P<dashed>{_NAME})|[(（](?P<bracketed>{_NAME})[)）])\.?$"
)
_OFFICE_WORDS = r"(?:,?\s(?:[A-Z][\w'’-]*|of|and|for|the|&)){0,10}?"
# A part of the line of the date that names a public office.
_OFFICE = re.compile(
    rf"(?:^|[|·])\s*(?P<office>(?!By\b)[A-Z][\w'’-]*{_OFFICE_WORDS}\s(?:Commission|Bureau|Committee|Administration|Department|"
    rf"Government|Authority|Office)(?:\s(?:of|for)\b{_OFFICE_WORDS})?)\s*(?=[|·]|$)"
)
# Firms and bodies that a byline names are nobody's name.
_NO_PERSON = re.compile(
    r"\b(?:Inc|Ltd|Limited|Corp|Corporation|Co|LLC|plc|PLC|GmbH|AG|SA|Bhd|Group|Company|Holdings|Bureau|Desk|Agency|Department|"
    r"Office|Committee|Commission|Administration|Ministry|University|Institute|Team|Staff|Newsroom|Service|Network|Media)\b",
)
_LONGEST_SIGNATURE = 60  # characters
_MOST_WORDS = 12
_LONGEST_NOTICE = 500  # characters of the page's end that are looked at


class SourceExtractor:
    """Sets source, author and agency."""

    reads_page = True

    def extract(self, known: Extraction, /) -> Extraction:
        source = max(_sources(known.page), key=lambda one: one.confidence, default=None)
        source = replace(source, value=in_mixed_case(source.value)) if source else None
        author = max(_authors(known.page), key=lambda one: one.confidence, default=None)
        agency = max(find_agencies(known.page), key=lambda one: one.confidence, default=None)
        return replace(known, source=source, author=author, agency=agency)


def _sources(page: Page) -> Iterator[Found[str]]:
    stated = page.metadata.get("source", "")
    if stated:
        yield Found(stated, "metadata", 0.95)
    header = header_length(page)
    for index, line in statements(page):
        yield from (
            found for found in _from_line(line) if index < header or not _IN_CHART.search(found.value)
        )
    yield from _from_datelines(page)
    yield from _from_last_words(page)
    yield from _from_title(page)
    yield from _from_footer(page)


def _from_line(line: str) -> Iterator[Found[str]]:
    named = bylines.named_source(line)
    if (
        named
        and len(named.split()) <= _MOST_WORDS
        and not is_likely_person(named)
        and named.lower() != "admin"
    ):
        yield Found(named, "source-label", 0.98 if is_known_medium(named) else 0.96)
    medium, names = bylines.medium_in(line), bylines.authors(line)
    if medium and (find_dates(line) or names):
        yield Found(medium, "byline", 0.93)
    elif medium:
        yield Found(medium, "lone-name", 0.7 if DOMAIN.fullmatch(medium) else 0.85)
    released = bylines.releasing_body(line)
    if released:
        yield Found(released, "press-release", 0.6)
    office = _OFFICE.search(line) if find_dates(line) else None
    if office:
        yield Found(office["office"], "office-beside-date", 0.6)


def _from_datelines(page: Page) -> Iterator[Found[str]]:
    for paragraph in first_paragraphs(page):
        dateline = parse_dateline(paragraph)
        if dateline and dateline.agency:
            yield Found(dateline.agency, "dateline", _dateline_confidence(dateline.agency))


def _dateline_confidence(agency: str) -> float:
    """What a wire carries names the firm it comes from as its source; the wire is who published it."""
    if agency.casefold() in WIRE_NAMES:
        return 0.97
    return 0.9 if is_known_medium(agency) else 0.7


def _from_last_words(page: Page) -> Iterator[Found[str]]:
    """The medium that signs the text: "... said. — VNS". An agency published it only where nobody else is named."""
    texts = [line.text for line in page.lines if line.kind is LineKind.TEXT]
    match = _SIGNED.search(texts[-1][-_LONGEST_SIGNATURE:]) if texts else None
    name = match[match.lastgroup or 0] if match else ""
    if agency_of(name):
        yield Found(name, "closing-credit", 0.5)
    elif is_known_medium(name):
        yield Found(name, "closing-credit", 0.75)


def _from_title(page: Page) -> Iterator[Found[str]]:
    """The site's name, cut off the title: "... | investinchina.chinadaily.com.cn"."""
    for line in page.lines[: header_length(page)]:
        if line.kind is LineKind.HEADING:
            site = line.text[len(cut_site(line.text)) :].strip(" |-–—_·»›:")
            if is_medium(site):
                yield Found(site, "title-suffix", 0.65)


def _from_footer(page: Page) -> Iterator[Found[str]]:
    below = page.lines[_text_end(page) :]
    footer = [line.text[:_LONGEST_NOTICE] for line in below if line.kind is LineKind.FOOTER]
    holders = [holder for holder in map(_holder, footer) if holder]
    owners = [owner for owner in (site_owner(line.text) for line in below) if owner]
    if holders:
        yield Found(holders[0], "copyright", 0.55)
        yield from _from_text(page)
    if owners and footer:
        yield Found(owners[0], "site-owner", 0.54)


def _holder(notice: str) -> str | None:
    match = _HOLDER.search(notice) or _BELONGS.search(notice)
    holder = _NO_HOLDER.sub("", match["holder"]).strip(" ,-–") if match else ""
    return holder if len(holder) > 2 and len(holder.split()) <= _MOST_WORDS else None


def _from_text(page: Page) -> Iterator[Found[str]]:
    """The owner of a page may be the group that a paper belongs to: the paper itself then stands in the text."""
    name = interviewer("\n".join(line.text for line in page.lines if line.kind is LineKind.TEXT))
    if name:
        yield Found(name, "interviewer", 0.58)


def _text_end(page: Page) -> int:
    return max((i + 1 for i, line in enumerate(page.lines) if line.kind is LineKind.TEXT), default=0)


def _authors(page: Page) -> Iterator[Found[str]]:
    stated = page.metadata.get("author", "")
    if stated and not is_medium(stated):
        yield Found(stated, "metadata", 0.95)
    lines = [line for _, line in statements(page) if not bylines.releasing_body(line)]
    for line in lines:
        names = bylines.authors(line)
        if names and not is_medium(names) and names[0].isupper() and not _NO_PERSON.search(names):
            yield Found(names, "byline", 0.9)
        elif not medium_with_place(line) and (signs_beside_date(line) or bylines.is_lone_name(line)):
            yield Found(signs_beside_date(line) or line, "lone-name", 0.7)
