"""The header of a page: its lines as far as the first paragraph, and the parts that several extractors look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import LineKind

if TYPE_CHECKING:
    from corpus.extraction.base import Line, Page

_FIRST_PARAGRAPHS = 3
_LONG_PARAGRAPH = 120  # characters
_MOST_POINTS = 5


def header_length(page: Page) -> int:
    """How many lines come before the first paragraph of text."""
    return next((i for i, line in enumerate(page.lines) if line.kind is LineKind.TEXT), len(page.lines))


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
    return line.kind is LineKind.HEADING and (
        same_words(line.text, title) or line.text.startswith(f"{title} |")
    )
