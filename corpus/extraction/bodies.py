"""The text of an article, out of the lines of its page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import LineKind
from corpus.extraction.bylines import is_staff_note
from corpus.extraction.header import header_length, is_title_line
from corpus.extraction.hosts import names_hosts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.base import Extraction, Line

_BODY = frozenset({LineKind.HEADING, LineKind.TEXT, LineKind.CAPTION})


class BodyExtractor:
    """Joins text, captions and headings, a blank line between two; without the title and the headings above it."""

    reads_page = True

    def extract(self, known: Extraction, /) -> Extraction:
        return replace(known, body="\n\n".join(_paragraphs(known)))


def _paragraphs(known: Extraction) -> Iterator[str]:
    title = known.title.value if known.title else ""
    titles = {i for i, line in enumerate(known.page.lines) if title and is_title_line(line, title)}
    start = min(titles & set(range(header_length(known.page))), default=0)
    for index, line in enumerate(known.page.lines):
        is_above = index < start and line.kind is LineKind.HEADING
        if _is_body(line) and index not in titles and not is_above:
            yield line.text


def _is_body(line: Line) -> bool:
    """Who held an event and from where agencies reported stands in lines of its own, but is part of what the article
    says."""
    if line.kind is LineKind.METADATA:
        return names_hosts(line.text) or is_staff_note(line.text)
    return line.kind in _BODY
