"""From the text of a page to its lines, each with what it is for."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from corpus.extraction.base import Line, LineKind, Page
from corpus.extraction.bylines import is_header_line, is_lone_name, named_source
from corpus.extraction.date_patterns import find_dates
from corpus.extraction.datelines import parse_dateline
from corpus.ingest import line_rules, tails
from corpus.ingest.captions import is_caption, is_photo_credit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.ingest.readers import SourceText

_DATE_PREFIX = re.compile(r"date (?:19|20)\d\d-\d\d-\d\d(?=\s|$)")
_TITLE_WITH_DATE = re.compile(
    r"(?P<title>[^|]{15,200}?)\s?[|]?\s?(?P<rest>\b(?:Last )?(?:Updated|Published|Posted)(?: on)?\s?[::].{6,80})",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•·▪●◦*-]\s")

_WIDEST_WRAP = 110  # a page with longer lines isn't wrapped by hand
_NARROWEST_WRAP = 50
_FEWEST_JOINTS = 3
_LONGEST_TITLE_SENTENCE = 120


def make_page(source: SourceText) -> Page:
    """Every line that holds anything, in order, whitespace collapsed."""
    lines = [Line(piece, _kind(piece)) for line in _unwrapped(source.text) for piece in _pieces(line)]
    lines = _with_title_sentence(lines)
    first_text = next((i for i, line in enumerate(lines) if line.kind is LineKind.TEXT), len(lines))
    header = _with_author(_without_menus(lines[:first_text]))
    return Page(tuple(_cut_tail([*header, *map(_in_text, lines[first_text:])])), source.metadata)


def _pieces(line: str) -> Iterator[str]:
    """The parts of a line that were glued together: a date before the text, a gallery's button, a date after the title."""
    prefix = _DATE_PREFIX.match(line)
    if prefix:
        yield prefix[0]
        line = line[prefix.end() :].strip()
    button, line = line_rules.split_slide_show(line)
    titled = _TITLE_WITH_DATE.fullmatch(line)
    is_titled = titled and find_dates(titled["rest"]) and not is_header_line(line)
    parts = (button, titled["title"], titled["rest"]) if titled and is_titled else (button, line)
    yield from filter(None, parts)


def _kind(line: str) -> LineKind:
    if line_rules.is_navigation(line) or tails.is_inset(line):
        return LineKind.NAVIGATION
    if line_rules.is_copyright(line):
        return LineKind.FOOTER
    if is_caption(line):
        return LineKind.CAPTION
    if _DATE_PREFIX.fullmatch(line) or is_header_line(line):
        return LineKind.METADATA
    if is_photo_credit(line):
        return LineKind.CAPTION
    if line_rules.is_heading(line) and not _BULLET.match(line) and not parse_dateline(line):
        return LineKind.HEADING
    return LineKind.TEXT


def _with_title_sentence(lines: list[Line]) -> list[Line]:
    """A short sentence that opens the page right above the date is its title, though it ends with a full stop."""
    kinds = [line.kind for line in lines[:2]]
    if kinds == [LineKind.TEXT, LineKind.METADATA] and len(lines[0].text) <= _LONGEST_TITLE_SENTENCE:
        return [Line(lines[0].text, LineKind.HEADING), *lines[1:]]
    return lines


def _without_menus(header: list[Line]) -> list[Line]:
    """Above the text, menus and section names look like headings. Where there is no other heading, the one right above
    the date is the title."""
    menus = [i for i, line in enumerate(header) if _is_menu(line)]
    if len(menus) == sum(line.kind is LineKind.HEADING for line in header):
        menus = [i for i in menus if [line.kind for line in header[i + 1 : i + 2]] != [LineKind.METADATA]]
    for index in menus:
        header[index] = Line(header[index].text, LineKind.NAVIGATION)
    return header


def _is_menu(line: Line) -> bool:
    return line.kind is LineKind.HEADING and (line_rules.is_section(line.text) or tails.heads_list(line.text))


def _in_text(line: Line) -> Line:
    """Between paragraphs, an agency's name alone belongs to a picture."""
    is_credit = line.kind is LineKind.METADATA and is_photo_credit(line.text)
    return Line(line.text, LineKind.CAPTION) if is_credit else line


def _with_author(header: list[Line]) -> list[Line]:
    """A name alone between the title and the line of the date is who wrote the text."""
    titles = [
        i for i, line in enumerate(header) if line.kind is LineKind.HEADING and len(line.text.split()) > 3
    ]
    for index in range(titles[0] + 1 if titles else len(header), len(header) - 1):
        line, after = header[index], header[index + 1]
        if line.kind is LineKind.HEADING and after.kind is LineKind.METADATA and is_lone_name(line.text):
            header[index] = Line(line.text, LineKind.METADATA)
    return header


def _cut_tail(lines: list[Line]) -> list[Line]:
    """Marks everything from the article's end on as footer."""
    end = _article_end(lines)
    if end < len(lines):
        while end and lines[end - 1].kind is LineKind.HEADING and _is_footer_menu(lines[end - 1].text):
            end -= 1
    return lines[:end] + [Line(line.text, LineKind.FOOTER) for line in lines[end:]]


def _is_footer_menu(line: str) -> bool:
    return line_rules.is_section(line) or (len(line.split()) <= 4 and not re.search(r"\d|:$", line))


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
        if before and not after and line.kind is LineKind.FOOTER:
            return index
        if before and not after and line.kind is LineKind.METADATA and named_source(line.text):
            return index + 1
    return len(lines)


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
