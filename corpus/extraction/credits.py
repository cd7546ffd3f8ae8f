"""Where a page credits the news agency or wire that its text came from.

A page that names its agency outright is believed first, then the dateline, then lines of the header, the credit that
closes the text ("... said. - Bernama"), a link to the original on a wire, and last the holder of the copyright.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction import bylines
from corpus.extraction.agencies import agency_in, agency_of
from corpus.extraction.base import Found, LineKind
from corpus.extraction.datelines import parse_dateline
from corpus.extraction.header import first_paragraphs, header_length, statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.base import Line, Page

_NAME = r"[A-Za-z][\w'’&-]{0,30}(?:\s[A-Z][\w'’&-]{0,30}){0,4}"
_CLOSING = re.compile(
    rf"[.!?\"”’)]\s?(?:[-–—]{{1,2}}\s?(?P<dashed>{_NAME})|[(\[/](?P<bracketed>{_NAME})[)\]/])\.?$"
)
_INITIALS = re.compile(r"(?P<agency>[A-Z]{3,5})(?:[\s/][A-Z]{2,4}){1,5}")  # of a desk: "PTI SKL SHW"
_SHARED = re.compile(
    rf"\b(?:[Ww]ith\s(?:(?:agency|additional)\s)?(?:inputs?|reporting|files|additional reporting)\s(?:from|by)\s(?:the\s)?(?P<giver>{_NAME})"
    rf"|(?P<helper>{_NAME})\s(?:also\s)?contributed to this (?:report|story|article))"
)
_ORIGINAL = re.compile(
    r"\bview (?:the )?(?:source|original)(?:\s\w+){0,3}[\s:：]{1,3}(?:https?://)?(?:www\.)?(?P<host>[a-z]{3,20})\.com",
    re.IGNORECASE,
)
_SIGN = r"(?:©|\([Cc]\)|(?i:copyrights?))"
_HOLDER = re.compile(
    rf"{_SIGN}[\s:,.-]{{0,4}}(?:{_SIGN}\s?)?(?:(?:19|20)\d\d[\s,]{{1,2}})?(?:by\s)?(?:[Tt]he\s)?(?P<holder>{_NAME})"
)
_SECOND_SENTENCE = re.compile(r"[.!?][\"”]?\s[A-Z\"“].*[.!?]", re.DOTALL)
_NOTICES = (
    (_ORIGINAL, "link-to-original", 0.85),
    (_SHARED, "shared-credit", 0.6),
    (_HOLDER, "copyright", 0.5),
)
_CONTENT = (LineKind.TEXT, LineKind.HEADING, LineKind.CAPTION)
_LAST_PARAGRAPHS = 2
_LONGEST = 500  # characters of a line's end that are looked at


def find_agencies(page: Page) -> Iterator[Found[str]]:
    """Every agency that the page credits, with how sure it is that the text came from it."""
    yield from _from_metadata(page)
    for paragraph in first_paragraphs(page):
        yield from _from_dateline(paragraph)
    for _, line in statements(page):
        yield from _from_line(line)
    yield from _from_end(page)


def _from_metadata(page: Page) -> Iterator[Found[str]]:
    stated = page.metadata.get("agency", "")
    if stated:
        yield Found(agency_of(stated) or stated, "metadata", 0.97)
    for key, confidence in (("source", 0.9), ("author", 0.88)):
        agency = agency_in(page.metadata.get(key, ""))
        if agency:
            yield Found(agency, f"metadata-{key}", confidence)


def _from_dateline(paragraph: str) -> Iterator[Found[str]]:
    dateline = parse_dateline(paragraph)
    if dateline and dateline.agency:
        agency = agency_in(dateline.agency)
        if agency:
            yield Found(agency, "dateline", 0.95)
        elif f"/{dateline.agency}/" in paragraph:
            yield Found(dateline.agency, "dateline", 0.7)


def _from_line(line: str) -> Iterator[Found[str]]:
    agency = agency_in(bylines.named_source(line) or "")
    if agency:
        yield Found(agency, "source-label", 0.93)
    names = (line, *bylines.media_in(line), bylines.medium_in(line) or "")
    agency = next(filter(None, map(agency_of, names)), None)
    if agency:
        yield Found(agency, "byline", 0.91)


def _from_end(page: Page) -> Iterator[Found[str]]:
    """From the last paragraphs, and from the notices below them."""
    above = header_length(page)
    content = [i for i, line in enumerate(page.lines) if i >= above and line.kind in _CONTENT]
    for index in content[-_LAST_PARAGRAPHS:]:
        yield from _from_last_words(page.lines[index])
    for line in page.lines[content[-_LAST_PARAGRAPHS] if content[1:] else above :]:
        yield from _from_notice(line.text[-_LONGEST:])


def _from_last_words(line: Line) -> Iterator[Found[str]]:
    match = _CLOSING.search(line.text[-_LONGEST:]) or _INITIALS.fullmatch(line.text)
    if match and not (match.lastgroup == "bracketed" and _is_caption(line)):
        agency = agency_of(match[match.lastgroup or 0])
        if agency:
            yield Found(agency, "closing-credit", 0.85)


def _is_caption(line: Line) -> bool:
    """A caption is one sentence; a paragraph that ends with an agency in brackets has its look."""
    return line.kind is LineKind.CAPTION and not _SECOND_SENTENCE.search(line.text)


def _from_notice(text: str) -> Iterator[Found[str]]:
    for pattern, rule, confidence in _NOTICES:
        match = pattern.search(text)
        agency = agency_of(match[match.lastgroup or 0]) if match else None
        if agency:
            yield Found(agency, rule, confidence)
