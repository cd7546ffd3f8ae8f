"""The title of an article, without the name of the site; None for pages that have none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.extraction.base import Found, LineKind
from corpus.extraction.header import bare, header_length, same_words
from corpus.extraction.media import is_medium

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.base import Extraction, Line, Page

_SITE_MARK = re.compile(r"\s+(?:\||-{1,2}|–|—|_|·|»|›|:{2})\s+|\s?[|_]\s?")
_SITE_WORDS = re.compile(
    r"\b(?:official|portal|website|web site|government|homepage|magazine|news|media|online)\b", re.IGNORECASE
)
_PROMOTION = re.compile(r"\b(?:your|you|sign up|subscribe|click here|download)\b", re.IGNORECASE)

_LONGEST = 300  # characters
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

    def extract(self, known: Extraction, /) -> Extraction:
        title = _from_metadata(known.page) or _from_header(known.page)
        return replace(known, title=title) if title else known


def _from_metadata(page: Page) -> Found[str] | None:
    title = cut_site(page.metadata.get("title", ""), page.metadata.get("source", ""))
    return Found(title, "metadata", 0.97) if title else None


def _from_header(page: Page) -> Found[str] | None:
    lines = page.lines[: header_length(page)]
    times = Counter(bare(cut_site(line.text[:_LONGEST])) for line in page.lines)
    candidates = [
        _candidate(lines, i, times) for i, line in enumerate(lines) if line.kind is LineKind.HEADING
    ]
    best = max(candidates, key=lambda candidate: (candidate.points, -candidate.index), default=None)
    if best is None or best.points < (_LIKELY if _goes_on(page, best) else _LIKELY_ALONE):
        return None
    return Found(best.text, best.rule, min(0.98, 0.6 + 0.06 * best.points))


def _goes_on(page: Page, title: _Candidate) -> bool:
    """Whether anything to read stands below the title; a line alone is more often a cut-off summary."""
    kinds = {line.kind for line in page.lines[title.index + 1 :]}
    return bool(kinds & {LineKind.TEXT, LineKind.CAPTION, LineKind.HEADING})


def _candidate(lines: Sequence[Line], index: int, times: Counter[str]) -> _Candidate:
    text = cut_site(lines[index].text)
    is_repeated = times[bare(text)] > 1
    is_dated = any(line.kind is LineKind.METADATA for line in lines[index + 1 : index + 3])
    points = _points_for_words(text) + 2 * is_dated + 3 * is_repeated
    points += (index == 0) + (text != lines[index].text)
    rule = "repeated-line" if is_repeated else "above-date" if is_dated else "first-heading"
    return _Candidate(index, text, points, rule)


def _points_for_words(text: str) -> int:
    """Section names and slogans are short; a question to the reader is an advertisement."""
    words = len(text.split())
    points = 0 if words < 2 else 2 if words < 4 else 3 if words < 6 else 4
    return points - 4 if _PROMOTION.search(text) and text.endswith("?") else points


def cut_site(title: str, site: str = "") -> str:
    """The title without the site's name after its last mark: "A plant opens | China Daily" is "A plant opens"."""
    title = title.strip().rstrip("|").strip()
    for mark in reversed(list(_SITE_MARK.finditer(title))):
        head, tail = title[: mark.start()].strip(), title[mark.end() :].strip()
        if not (head and _is_site(tail, site, mark[0].strip())):
            break
        title = head
    return title


def _is_site(tail: str, site: str, mark: str) -> bool:
    if not tail or is_medium(tail) or (site and same_words(tail, site)):
        return True
    is_short = len(tail.split()) <= 6 and not re.search(r"\d", tail)
    return is_short and mark in ("|", "_") and bool(_SITE_WORDS.search(tail))
