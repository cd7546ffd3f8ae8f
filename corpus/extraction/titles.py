"""The title of an article, without the name of the site; None for pages that have none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from corpus.extraction.base import Found, LineKind
from corpus.extraction.header import bare, header_length, same_words
from corpus.extraction.media import is_known_medium, is_medium
from corpus.extraction.people import is_likely_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.base import Extraction, Line, Page

_SITE_MARK = re.compile(r"\s+(?:\||-{1,2}|–|—|_|·|»|›|:{2})\s+|\s?[|_]\s?|\s?-{1,3}(?=[A-Z])")
_SITE_WORDS = re.compile(
    r"\b(?:official|portal|website|web site|government|homepage|magazine|news|media|online|today|review|journal|gazette|"
    r"tribune|bulletin|weekly|insider|newsroom)\b",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(
    r"(?:[A-Z][\w'’&.]{0,20}\s){1,3}(?:Today|Online|News|Media|Magazine|Review|Journal|Weekly|Website|Portal|Network)"
)
_MOST_SITE_WORDS = 6
_SITE_LINE = re.compile(
    r"(?:the\s)?(?:official\s)?(?:web ?site|web ?portal|portal|homepage) of\b|welcome to\b", re.IGNORECASE
)
_ISSUE = re.compile(
    r"(?:[\w'’-]+\s){0,5}(?:newsletter|bulletin|magazine|journal|gazette|issue|vol(?:ume|\.)?|no\.?)\s.{0,20}\d{1,4}[/., ]{0,2}(?:\d{2,4})?",
    re.IGNORECASE,
)
_PROMOTION = re.compile(r"\b(?:your|you|sign up|subscribe|click here|download)\b", re.IGNORECASE)

_TITLE_OR_DATE = frozenset({LineKind.HEADING, LineKind.METADATA})
_LONGEST = 300  # characters
_TRAIL = re.compile(r"\w\s{0,3}[>»›→]{1,2}\s{0,3}\w")
_TRAIL_MARK = re.compile(r"[/>»›|→]\s?")
_NAME_WORDS = r"(?:(?:[A-Z][\w'’-]*|of|and|for|the|&)\s){0,8}?"
# A public body or a zone, and nothing else in the line.
_BODY = re.compile(
    rf"(?:The\s)?(?:(?:Ministry|Department|Government|People['’]s Government)\sof\s{_NAME_WORDS}[A-Z][\w'’-]*|"
    rf"{_NAME_WORDS}(?:Government|Commission|Bureau|Committee|Administration|Authority|Area|Zone|Park)(?:\sof\s{_NAME_WORDS}[A-Z][\w'’-]*)?)"
)
_LONG_SUMMARY = 14  # words
_MOST_BETWEEN = 2  # headings between the title and the date
_SUMMARY_WORDS = 6
_FEWEST_BAR_MARKS = 2
_MOST_LINK_WORDS = 3
_LIKELY = 3  # points from which a line is a title
_LIKELY_ALONE = 6  # where there is no text below it


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    text: str
    points: int
    rule: str


class TitleExtractor:
    """Takes the title from the page's metadata, or else the most title-like line above the first paragraph."""

    reads_page = True

    def extract(self, known: Extraction, /) -> Extraction:
        title = _from_metadata(known.page) or _from_header(known.page)
        return replace(known, title=title) if title else known


def _from_metadata(page: Page) -> Found[str] | None:
    title = cut_site(page.metadata.get("title", ""), page.metadata.get("source", ""))
    return Found(title, "metadata", 0.97) if title else None


def _from_header(page: Page) -> Found[str] | None:
    lines = page.lines[: header_length(page)]
    headings = [(i, line.text) for i, line in enumerate(lines) if line.kind is LineKind.HEADING]
    names = _site_names([text for _, text in headings])
    times = Counter(
        bare(cut_site(line.text[:_LONGEST], names.get(line.text, "")))
        for line in page.lines
        if line.kind is not LineKind.TEXT
    )
    top = next((i for i, line in enumerate(lines) if line.kind is not LineKind.NAVIGATION), 0)
    of_site = _of_site(lines)
    candidates = [
        _candidate(lines, i, times, names.get(text, ""), i == top, i in of_site) for i, text in headings
    ]
    if not all(candidate.text.isupper() for candidate in candidates):
        candidates = [_without_banner_points(candidate) for candidate in candidates]
    best = max(candidates, key=lambda candidate: (candidate.points, -candidate.index), default=None)
    if best is None or best.points < (_LIKELY if _goes_on(page, best) else _LIKELY_ALONE):
        return None
    return Found(best.text, best.rule, min(0.98, 0.6 + 0.06 * best.points))


def _goes_on(page: Page, title: _Candidate) -> bool:
    """Whether anything to read stands below the title; a line alone is more often a cut-off summary."""
    kinds = {line.kind for line in page.lines[title.index + 1 :]}
    return bool(kinds & {LineKind.TEXT, LineKind.CAPTION, LineKind.HEADING})


def _site_names(headings: Sequence[str]) -> dict[str, str]:
    """What stands after a heading's mark where the rest is a heading of its own: "A plant opens - Wuxi Today" above
    "A plant opens". By the heading with the name."""
    alone = {bare(heading) for heading in headings}
    return {
        heading: heading[mark.end() :].strip()
        for heading in headings
        for mark in _SITE_MARK.finditer(heading[:_LONGEST])
        if bare(heading[: mark.start()]) in alone
    }


def _candidate(
    lines: Sequence[Line], index: int, times: Counter[str], site: str, is_first: bool, is_of_site: bool
) -> _Candidate:
    text = cut_site(lines[index].text, site)
    is_repeated = times[bare(text)] > 1 and len(text.split()) > 1
    is_dated = _is_dated(lines, index)
    points = _points_for_words(text) + 2 * is_dated + 3 * is_repeated
    points += is_first + (text != lines[index].text)
    points -= 3 * is_of_site + 2 * _is_summary(lines, index)
    rule = "repeated-line" if is_repeated else "above-date" if is_dated else "first-heading"
    return _Candidate(index, text, points, rule)


def _without_banner_points(candidate: _Candidate) -> _Candidate:
    """Capitals are a site's name rather than a title where other lines have small letters."""
    return replace(candidate, points=candidate.points - 2 * candidate.text.isupper())


def _is_dated(lines: Sequence[Line], index: int) -> bool:
    """Whether a date or a byline follows, with one more heading above it at the most, or two that are as long as the
    sentences of a summary. Pictures and a summary between don't count."""
    all_below = (lines[i] for i in range(index + 1, len(lines)))
    below = list(islice((line for line in all_below if line.kind in _TITLE_OR_DATE), _MOST_BETWEEN + 1))
    between = list(takewhile(lambda line: line.kind is LineKind.HEADING, below))
    if len(between) == len(below):
        return False
    return len(between) < _MOST_BETWEEN or all(len(line.text.split()) >= _SUMMARY_WORDS for line in between)


def _of_site(lines: Sequence[Line]) -> set[int]:
    """The headings that say, above another one, whose site this is or where in it the page stands: a public body alone, what
    stands above a breadcrumb, a trail that ends with the other heading. In one pass from below: a page may have any number
    of lines."""
    found, below, is_above_trail = set[int](), set[str](), False
    for index in reversed(range(len(lines))):
        line = lines[index]
        if line.kind is LineKind.HEADING:
            ends = (line.text[mark.end() :] for mark in _TRAIL_MARK.finditer(line.text))
            if is_above_trail or (below and _BODY.fullmatch(line.text)) or any(end in below for end in ends):
                found.add(index)
            below.add(line.text)
        elif below and _is_trail(line):
            is_above_trail = True
    return found


def _is_summary(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is much longer than the heading right above it."""
    above = lines[index - 1] if index else None
    if above is None or above.kind is not LineKind.HEADING or _points_for_words(above.text) < 2:
        return False
    words = len(lines[index].text.split())
    return words >= _LONG_SUMMARY and words > 2 * len(above.text.split())


def _is_trail(line: Line) -> bool:
    return line.kind is LineKind.NAVIGATION and bool(_TRAIL.search(line.text))


def _points_for_words(text: str) -> int:
    """Section names and slogans are short; a question to the reader is an advertisement."""
    words = len(text.split())
    points = 0 if words < 2 else 1 if words < 3 else 2 if words < 4 else 3 if words < 6 else 4
    is_site = bool(_SITE_LINE.match(text) or _ISSUE.fullmatch(text)) or is_known_medium(text)
    is_no_title = (
        is_site or _is_bar(text) or (_PROMOTION.search(text) and text.endswith("?")) or is_likely_person(text)
    )
    return points - 4 if is_no_title else points


def _is_bar(text: str) -> bool:
    """Whether the line is a row of short links between strokes."""
    parts = text.split("|")
    return len(parts) > _FEWEST_BAR_MARKS and all(len(part.split()) <= _MOST_LINK_WORDS for part in parts)


def cut_site(title: str, site: str = "") -> str:
    """The title without the site's name after its last mark: "A plant opens | China Daily" is "A plant opens"."""
    title = title.strip().rstrip("|").strip()
    if site and title.endswith(site) and (marks := list(_SITE_MARK.finditer(title[: -len(site)]))):
        title = title[: marks[-1].start()].strip()
    for mark in reversed(list(_SITE_MARK.finditer(title))):
        head, tail = title[: mark.start()].strip(), title[mark.end() :].strip()
        if not (head and _is_site(tail, site, mark[0].strip())):
            break
        title = head
    return title


def _is_site(tail: str, site: str, mark: str) -> bool:
    if not tail or is_medium(tail) or (site and same_words(tail, site)):
        return True
    if re.search(r"\d", tail) or len(tail.split()) > _MOST_SITE_WORDS:
        return False
    return (mark in ("|", "_") and bool(_SITE_WORDS.search(tail))) or bool(_SITE_NAME.fullmatch(tail))
