"""Taking apart lines that were glued together: a date before the text, a gallery's button, a date after the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction.bylines import is_header_line
from corpus.extraction.date_patterns import TIME, find_dates
from corpus.ingest import line_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

DATE_PREFIX = re.compile(r"date (?:19|20)\d\d-\d\d-\d\d(?=\s|$)")
_LABEL = r"\b(?:Last )?(?:Updated|Published|Posted)(?: on| at)?\s?[:：]"
_TITLE_WITH_DATE = re.compile(
    rf"(?P<title>[^|]{{15,200}}?)\s?[|]?\s?(?P<rest>{_LABEL}.{{6,80}})", re.IGNORECASE
)
_TITLE_WITH_BARE_DATE = re.compile(
    r"(?P<title>[^|]{15,200}?[^\s|,])\s?(?:[|(（]\s?|\s)(?P<rest>(?:(?:19|20)\d\d([-/.])\d\d?\3\d\d?|"
    r"(?<=[|(（] )\w{1,9}\.? \w{1,9},? (?:19|20)\d\d)(?:\s\d\d?:\d\d(?::\d\d)?)?[)）]?)"
)
_LABEL_IN_TEXT = re.compile(rf"\s(?:[|(（]\s?)?(?={_LABEL})", re.IGNORECASE)
_BYLINE_IN_TEXT = re.compile(r"\s(?=By [A-Z][^|]{2,60}\|)")
_BRACKETS = " |()（）"
_HEAD = 300  # characters of a page in one line that may hold its title and date
_OWNED = re.compile(
    r"(?P<owner>[A-Z][^|©.]{5,150}? by [^|©.]{5,150}?)\s(?P<notice>(?:Copyright\b|©).{0,200})"
)


def pieces(line: str) -> Iterator[str]:
    """The parts of a line, in order; the line itself where nothing is glued to it."""
    prefix = DATE_PREFIX.match(line)
    if prefix:
        yield prefix[0]
        line = line[prefix.end() :].strip()
    tag, line = line_rules.split_tag(line)
    button, line = line_rules.split_slide_show(line)
    yield from filter(None, (tag, button, *_parts(line)))


def _parts(line: str) -> tuple[str, ...]:
    owned = _OWNED.fullmatch(line)
    if owned:
        return owned["owner"], owned["notice"]
    if is_header_line(line):
        return (line,)
    for pattern in (_TITLE_WITH_DATE, _TITLE_WITH_BARE_DATE):
        titled = pattern.fullmatch(line)
        if titled and find_dates(titled["rest"]):
            return titled["title"].rstrip(_BRACKETS), titled["rest"]
    return _page_in_a_line(line)


def _page_in_a_line(line: str) -> tuple[str, ...]:
    """Title, byline with date, and text, where a labelled date stands between the first two."""
    head = line[:_HEAD].lower()
    is_labelled = "updated" in head or "published" in head or "posted" in head
    label = _LABEL_IN_TEXT.search(line[:_HEAD]) if is_labelled else None
    dates = find_dates(line[label.end() : label.end() + 60]) if label else []
    if not label or not dates or dates[0].start > 30:
        return (line,)
    start, end = label.start(), label.end() + dates[0].end
    time = TIME.match(line[end:].lstrip(" ,"))
    end += time.end() + len(line[end:]) - len(line[end:].lstrip(" ,")) if time else 0
    byline = _BYLINE_IN_TEXT.search(line[:start])
    start = byline.start() if byline else start
    title, header, text = line[:start].strip(), line[start:end].strip(), line[end:].strip(_BRACKETS)
    is_apart = len(title.split()) > 3 and line_rules.is_heading(title) and text and is_header_line(header)
    return (title, header, text) if is_apart else (line,)
