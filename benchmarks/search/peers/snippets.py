"""Passages for engines that index our terms and so can't mark the words of the text themselves. It does little, so that
it costs them little."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.search.tasks import Kind
from search.backends.whoosh.words.analysis import stem

if TYPE_CHECKING:
    from benchmarks.search.tasks import Task

WIDTH, BEFORE, PASSAGES = 200, 60, 2  # characters, characters, number


def snippet(text: str, task: Task) -> str:
    """The passages with most marks."""
    found = [match for match in _pattern(task.terms).finditer(text) if _is_asked_for(match[0], task)]
    starts = [match.start() for match in found]
    passages = [_passage(text, start, found) for start in _densest(starts)]
    return " … ".join(passages) or text[:WIDTH]


@lru_cache(maxsize=1024)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Words that begin like a term; a final i stands for y, too."""
    stems = (re.escape(term[:-1]) if term.endswith("i") else re.escape(term) for term in terms)
    return re.compile(rf"\b(?:{'|'.join(stems)})\w*", re.IGNORECASE)


def _is_asked_for(word: str, task: Task) -> bool:
    return task.kind is Kind.PREFIX or _stem(word) in task.terms


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return stem(word.lower())


def _densest(starts: list[int]) -> list[int]:
    chosen: list[int] = []
    by_marks = sorted(
        range(len(starts)), key=lambda index: index - bisect_left(starts, starts[index] + WIDTH - BEFORE)
    )
    for index in by_marks:
        if all(abs(starts[index] - other) > WIDTH for other in chosen):
            chosen.append(starts[index])
        if len(chosen) == PASSAGES:
            break
    return sorted(chosen)


def _passage(text: str, start: int, found: list[re.Match[str]]) -> str:
    """From whole word to whole word, with what was found in tags."""
    begin = text.find(" ", max(0, start - BEFORE)) + 1 if start > BEFORE else 0
    end = text.find(" ", begin + WIDTH)
    end = len(text) if end < 0 else end
    pieces, here = [], begin
    for match in found:
        if begin <= match.start() and match.end() <= end:
            pieces += [text[here : match.start()], "<b>", match[0], "</b>"]
            here = match.end()
    return "".join((*pieces, text[here:end]))
