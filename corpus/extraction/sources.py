"""Who published an article, and who wrote it.

A page that names its source outright is believed first, then its byline, its dateline's agency, a lone name of a medium
or an address above the title, the site's name after the title; the copyright holder is the last resort.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction import bylines
from corpus.extraction.base import Found, LineKind
from corpus.extraction.date_patterns import find_dates
from corpus.extraction.datelines import parse_dateline
from corpus.extraction.header import first_paragraphs, header_length, statements
from corpus.extraction.media import DOMAIN, is_known_medium, is_medium
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
    r"\s*(?:,?\s?(?:all rights?|reserved|powered by|presented by|(?:19|20)\d\d).*)$",
    re.IGNORECASE,
)
_MOST_WORDS = 12
_LONGEST_NOTICE = 500  # characters of the page's end that are looked at


class SourceExtractor:
    """Sets source and author."""

    def extract(self, known: Extraction, /) -> Extraction:
        source = max(_sources(known.page), key=lambda one: one.confidence, default=None)
        author = max(_authors(known.page), key=lambda one: one.confidence, default=None)
        return replace(known, source=source, author=author)


def _sources(page: Page) -> Iterator[Found[str]]:
    stated = page.metadata.get("source", "")
    if stated:
        yield Found(stated, "metadata", 0.95)
    for _, line in statements(page):
        yield from _from_line(line)
    yield from _from_datelines(page)
    yield from _from_title(page)
    yield from _from_footer(page)


def _from_line(line: str) -> Iterator[Found[str]]:
    named = bylines.named_source(line)
    if named and len(named.split()) <= _MOST_WORDS:
        yield Found(named, "source-label", 0.97)
    medium, names = bylines.medium_in(line), bylines.authors(line)
    if medium and (find_dates(line) or names):
        yield Found(medium, "byline", 0.93)
    elif medium:
        yield Found(medium, "lone-name", 0.7 if DOMAIN.fullmatch(medium) else 0.85)
    released = bylines.releasing_body(line)
    if released:
        yield Found(released, "press-release", 0.6)


def _from_datelines(page: Page) -> Iterator[Found[str]]:
    for paragraph in first_paragraphs(page):
        dateline = parse_dateline(paragraph)
        if dateline and dateline.agency:
            yield Found(dateline.agency, "dateline", 0.9 if is_known_medium(dateline.agency) else 0.7)


def _from_title(page: Page) -> Iterator[Found[str]]:
    """The site's name, cut off the title: "... | investinchina.chinadaily.com.cn"."""
    for line in page.lines[: header_length(page)]:
        if line.kind is LineKind.HEADING:
            site = line.text[len(cut_site(line.text)) :].strip(" |-–—_·»›:")
            if is_medium(site):
                yield Found(site, "title-suffix", 0.65)


def _from_footer(page: Page) -> Iterator[Found[str]]:
    for line in page.lines:
        if line.kind is LineKind.FOOTER:
            match = _HOLDER.search(line.text[:_LONGEST_NOTICE]) or _BELONGS.search(
                line.text[:_LONGEST_NOTICE]
            )
            holder = _NO_HOLDER.sub("", match["holder"]).strip(" ,-–") if match else ""
            if len(holder) > 2 and len(holder.split()) <= _MOST_WORDS:
                yield Found(holder, "copyright", 0.55)


def _authors(page: Page) -> Iterator[Found[str]]:
    stated = page.metadata.get("author", "")
    if stated and not is_medium(stated):
        yield Found(stated, "metadata", 0.95)
    for _, line in statements(page):
        names = bylines.authors(line)
        if names and not is_medium(names):
            yield Found(names, "byline", 0.9)
        elif bylines.is_lone_name(line):
            yield Found(line, "lone-name", 0.7)
