"""Dates at the head of lines: one alone is the article's, several in a row are those of a list of other stories."""

from __future__ import annotations

import re

from corpus.extraction.bylines import is_header_line, media_in
from corpus.extraction.date_patterns import TIME, find_dates

_OPENING, _CLOSING = "[【(（", "]】)）"
_LONG_PARAGRAPH = 120  # characters
_FEWEST_LIST_WORDS = 3
_LABEL = re.compile(r"[:：|]")
_SENTENCE_START = re.compile(r"[A-Z“\"]")


def cut_date_heads(lines: list[str]) -> list[str]:
    """The lines with a date that stands before the title or the text, "[2023-05-11] A plant opens", as one of its own. A
    page where several lines begin so is a list."""
    heads = {index: head for index, line in enumerate(lines) if (head := _head(line))}
    if len(heads) != 1:
        return lines
    ((index, head),) = heads.items()
    return [*lines[:index], head, lines[index][len(head) :].strip(" |"), *lines[index + 1 :]]


def dated_rows(lines: list[str]) -> set[int]:
    """The indexes of lines that belong to a list of dated links, as beside the article: two or more in a row."""
    dated = [_is_dated_link(line) for line in lines]
    beside = [False, *dated, False]
    return {i for i, one in enumerate(dated) if one and (beside[i] or beside[i + 2])}


def _head(line: str) -> str:
    """The date that a line begins with, in brackets or before a paragraph; empty without one."""
    spans = find_dates(line[:40])
    if not spans or spans[0].start > 1:
        return ""
    is_bracketed = spans[0].start == 1 and line[0] in _OPENING
    end = spans[0].end
    time = TIME.match(line, end + 1)
    end = time.end() if time else end
    if is_bracketed and line[end : end + 1].strip() and line[end] in _CLOSING:
        return line[: end + 1] if line[end + 1 :].strip() else ""
    rest = line[end:].strip()
    if spans[0].start == 0 and rest.startswith("|") and not is_header_line(line):
        return line[:end] if len(rest.split()) > _FEWEST_LIST_WORDS else ""
    is_paragraph = len(line) - end > _LONG_PARAGRAPH and bool(_SENTENCE_START.match(line[end:].lstrip()))
    return line[:end] if spans[0].start == 0 and is_paragraph else ""


def _is_dated_link(line: str) -> bool:
    """A date at either end and words of a headline, with nothing that a byline holds."""
    spans = find_dates(line) if len(line) <= _LONG_PARAGRAPH else []
    if len(spans) != 1 or _LABEL.search(line) or TIME.search(line):
        return False
    before, after = line[: spans[0].start].strip(" []()"), line[spans[0].end :].strip(" []()")
    words = (before or after).split()
    return bool(before) != bool(after) and len(words) >= _FEWEST_LIST_WORDS and not media_in(line)
