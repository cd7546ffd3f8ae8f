"""From the text of a page to its lines, each with what it is for."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from corpus.extraction.base import Line, LineKind, Page
from corpus.extraction.bylines import is_header_line, named_source
from corpus.extraction.datelines import parse_dateline
from corpus.extraction.header import header_end, is_bullet
from corpus.extraction.hosts import site_owner
from corpus.ingest import line_rules, tails
from corpus.ingest.captions import is_caption, is_photo_credit, is_signed_report, unsigned
from corpus.ingest.date_heads import cut_date_heads, dated_rows
from corpus.ingest.glued import DATE_PREFIX, pieces
from corpus.ingest.headers import mark_header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.ingest.readers import SourceText

_BYLINE_START = re.compile(r"(?:[Bb]y|BY)\s[A-Z]")
_LABEL_ALONE = re.compile(
    r"(?:news (?:provided|released) by|by|published|updated|posted|last updated)|"
    r"(?:source|from|date|time|author|editor|reporter|by|published|updated|posted|last updated|release (?:date|time)|"
    r"publish(?:ed|ing)? (?:date|time|on))\s?[:：]",
    re.IGNORECASE,
)

_WIDEST_WRAP = 110  # a page with longer lines isn't wrapped by hand
_NARROWEST_WRAP = 50
_FEWEST_JOINTS = 3
_LONGEST_LABELLED = 80


def make_page(source: SourceText) -> Page:
    """Every line that holds anything, in order, whitespace collapsed."""
    lines = mark_header(list(_lines(cut_date_heads(_with_values(_unwrapped(source.text))))))
    start = header_end(lines)
    lines = _with_last_paragraph([*lines[:start], *map(_in_text, lines[start:])])
    return Page(tuple(_cut_tail(lines)), source.metadata)


def _lines(texts: list[str]) -> Iterator[Line]:
    links = dated_rows(texts)
    for index, text in enumerate(texts):
        if index in links:
            yield Line(text, LineKind.NAVIGATION)
        else:
            yield from (Line(piece, _kind(piece)) for piece in pieces(text))


def _with_values(lines: list[str]) -> list[str]:
    """Labels that stand alone joined to what stands below them: "Source:", "News provided by"."""
    joined: list[str] = []
    for line in lines:
        is_value = joined and _LABEL_ALONE.fullmatch(joined[-1]) and len(line) <= _LONGEST_LABELLED
        if is_value and is_header_line(f"{joined[-1]} {line}"):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _kind(line: str) -> LineKind:
    if line_rules.is_navigation(line) or tails.is_inset(line):
        return LineKind.NAVIGATION
    if line_rules.is_copyright(line):
        return LineKind.FOOTER
    if _BYLINE_START.match(line) and is_header_line(line):
        return LineKind.METADATA
    if is_caption(line):
        return LineKind.CAPTION
    if DATE_PREFIX.fullmatch(line) or is_header_line(line):
        return LineKind.METADATA
    if is_photo_credit(line):
        return LineKind.CAPTION
    if line_rules.is_heading(unsigned(line)) and not is_bullet(line) and not parse_dateline(line):
        return LineKind.HEADING
    return LineKind.TEXT


def _in_text(line: Line) -> Line:
    """Between paragraphs, an agency's name alone belongs to a picture."""
    is_credit = line.kind is LineKind.METADATA and is_photo_credit(line.text)
    return Line(line.text, LineKind.CAPTION) if is_credit else line


def _with_last_paragraph(lines: list[Line]) -> list[Line]:
    """An agency in brackets ends a report as well as a caption: below the last paragraph, and right below it, such a line
    is one more paragraph."""
    last = max((i for i, line in enumerate(lines) if line.kind is LineKind.TEXT), default=len(lines))
    closing = lines[last + 1 : last + 2]
    if not (closing and closing[0].kind is LineKind.CAPTION and is_signed_report(closing[0].text)):
        return lines
    return [*lines[: last + 1], Line(closing[0].text, LineKind.TEXT), *lines[last + 2 :]]


def _cut_tail(lines: list[Line]) -> list[Line]:
    """Marks everything from the article's end on as footer."""
    end = _article_end(lines)
    if end < len(lines):
        while end and lines[end - 1].kind is LineKind.HEADING and _is_footer_menu(lines[end - 1].text):
            end -= 1
    return lines[:end] + [Line(line.text, _kind_in_tail(line)) for line in lines[end:]]


def _kind_in_tail(line: Line) -> LineKind:
    """Who runs the site is part of what the page says."""
    return LineKind.METADATA if site_owner(line.text) else LineKind.FOOTER


def _is_footer_menu(line: str) -> bool:
    return (
        line_rules.is_section(line)
        or site_owner(line) is not None
        or (len(line.split()) <= 4 and not re.search(r"\d|:$", line))
    )


def _article_end(lines: list[Line]) -> int:
    """The index of the first line after the article.

    A marker between paragraphs ends nothing: for a list of other stories at least half of the text must lie above it, for
    a form or a notice a quarter.
    """
    amounts = [len(line.text) if line.kind is LineKind.TEXT else 0 for line in lines]
    above = list(accumulate(amounts, initial=0))
    for index, line in enumerate(lines):
        before, after = above[index], above[-1] - above[index]
        if before and tails.ends_article(line.text) and after <= 3 * before:
            return index
        if before and tails.heads_list(line.text) and after <= before:
            return index
        if before and not after and _is_footer(line):
            return index
        if before and not after and line.kind is LineKind.METADATA and named_source(line.text):
            return _statements_end(lines, index + 1)
    return len(lines)


def _statements_end(lines: list[Line], index: int) -> int:
    """The index of the first line from `index` on that is no date, byline or source."""
    while index < len(lines) and lines[index].kind is LineKind.METADATA:
        index += 1
    return index


def _is_footer(line: Line) -> bool:
    return line.kind is LineKind.FOOTER or tails.closes_page(line.text)


def _unwrapped(text: str) -> list[str]:
    """The lines, whitespace collapsed, without blank ones; text that was wrapped by hand joined to paragraphs again."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    width = max(map(len, lines), default=0)
    joints = _joints(lines, width) if _NARROWEST_WRAP <= width <= _WIDEST_WRAP else set()
    paragraphs: list[str] = []
    for index, line in enumerate(lines):
        if index in joints:
            paragraphs[-1] += f" {line}"
        elif line:
            paragraphs.append(line)
    return paragraphs


def _joints(lines: list[str], width: int) -> set[int]:
    """The lines that go on with the sentence of the line above: their first word would not have fitted on it. Only where
    that holds for most lines with a line above was the text wrapped by hand."""
    below = [i for i in range(1, len(lines)) if lines[i] and lines[i - 1]]
    full = {i for i in below if len(lines[i - 1]) + 1 + len(lines[i].split(" ", 1)[0]) > width}
    is_wrapped = len(full) >= _FEWEST_JOINTS and len(full) * 2 >= len(below)
    return {i for i in full if not is_header_line(lines[i])} if is_wrapped else set()
