"""The header of a page: its lines as far as the first paragraph, and the parts that several extractors look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction.base import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.base import Line, Page

_FIRST_PARAGRAPHS = 3
_LONG_PARAGRAPH = 120  # characters
_MOST_POINTS = 5
_AFTER_TITLE = re.compile(r"\s(?:\||-{1,2}|–|—|_|·|»|::)\s|-{1,3}(?=[A-Z])|[|_]")
_MOST_SENTENCES = 3  # of a summary above the date
_FEWEST_TITLE_WORDS = 4
_BULLET = re.compile(r"[•·▪●◦*-]\s")


def header_length(page: Page) -> int:
    """How many lines come before the first paragraph of text."""
    return header_end(page.lines)


def header_end(lines: Sequence[Line]) -> int:
    """The index of the first paragraph. Key points that open the page and a summary of a sentence or two may stand above
    the title or the date; they are no paragraph."""
    first = next(
        (i for i, line in enumerate(lines) if _is_text(line) and not is_bullet(line.text)), len(lines)
    )
    is_opened = any(_is_title_like(line) for line in lines[:first])
    for index in range(first, _summary_end(lines, first)):
        above = lines[max(0, index - 2) : index]
        if lines[index].kind is LineKind.METADATA and (is_opened or any(map(_is_title_like, above))):
            return _text_after(lines, index)
    return first


def is_bullet(line: str) -> bool:
    return bool(_BULLET.match(line))


def _is_text(line: Line) -> bool:
    return line.kind is LineKind.TEXT


def _is_title_like(line: Line) -> bool:
    return line.kind is LineKind.HEADING and len(line.text.split()) >= _FEWEST_TITLE_WORDS


def _summary_end(lines: Sequence[Line], first: int) -> int:
    """The index of the line with which a summary that starts at `first` is over at the latest."""
    texts = [i for i in range(first, len(lines)) if _is_text(lines[i])]
    long = next((i for i in texts if len(lines[i].text) >= _LONG_PARAGRAPH), len(lines))
    return min([long, *texts[_MOST_SENTENCES : _MOST_SENTENCES + 1]])


def _text_after(lines: Sequence[Line], index: int) -> int:
    return next((i for i in range(index, len(lines)) if _is_text(lines[i])), len(lines))


def near_top(page: Page) -> int:
    """How many lines come before the second long paragraph: a summary or a list of key points may stand above the date."""
    texts = [i for i, line in enumerate(page.lines) if line.kind is LineKind.TEXT]
    long_texts = [i for i in texts if len(page.lines[i].text) >= _LONG_PARAGRAPH]
    return min([*long_texts[1:2], *texts[_MOST_POINTS : _MOST_POINTS + 1]], default=len(page.lines))


def statements(page: Page) -> list[tuple[int, str]]:
    """The lines of dates, bylines and sources above the second paragraph or below the last, with their index. Those
    between paragraphs belong to tables, charts and events."""
    top = near_top(page)
    texts = [i for i, line in enumerate(page.lines) if line.kind is LineKind.TEXT]
    bottom = texts[-1] if texts else 0
    found = [(i, line.text) for i, line in enumerate(page.lines) if line.kind is LineKind.METADATA]
    return [(i, text) for i, text in found if i < top or i > bottom]


def first_paragraphs(page: Page) -> list[str]:
    """The paragraphs in which a dateline may stand."""
    texts = [line.text for line in page.lines if line.kind is LineKind.TEXT]
    return texts[:_FIRST_PARAGRAPHS]


def same_words(one: str, other: str) -> bool:
    """Whether two lines are the same but for case, whitespace and marks."""
    return bare(one) == bare(other)


def bare(text: str) -> str:
    """Letters and digits only, without case."""
    return "".join(character for character in text.casefold() if character.isalnum())


def is_title_line(line: Line, title: str) -> bool:
    """Whether the line is the title, or the title with the site's name after it."""
    if line.kind is not LineKind.HEADING:
        return False
    rest = line.text[len(title) :] if line.text.startswith(title) else ""
    return same_words(line.text, title) or bool(_AFTER_TITLE.match(rest))
