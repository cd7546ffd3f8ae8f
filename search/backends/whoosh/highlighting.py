"""Which characters of a text a query's words are, and which passages show them best. Nothing here knows an index."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from search.backends.whoosh.analysis import occurrences
from search.backends.whoosh.readings import positive_words, prefix_reading, readings
from search.query import Prefix
from search.results import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.backends.whoosh.readings import Reading
    from search.query import Field, Node
    from search.results import Snippet

PASSAGES = 2
PASSAGE = 200  # characters, about
LEAD = 60  # characters before the first marked word, at most
SLACK = 40  # characters that a passage may be longer or shorter to end with a sentence


class Mark(NamedTuple):
    """Characters `start` to `end` are what `word` (a number of the query's words) asks for."""

    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to mark: each word's readings and prefix, and the field it is asked for in."""

    field: Field | None
    readings: tuple[Reading, ...]
    prefix: str | None = None


class Highlighter:
    """Marks the words of a query that are wanted in a field (None for the words without a field)."""

    def __init__(self, tree: Node | None) -> None:
        self._wanted = list(_wanted(tree)) if tree is not None else []

    def whole(self, text: str, *, field: Field | None = None) -> Snippet:
        return fragments(text, 0, len(text), self._marks(text, field))

    def passages(self, text: str) -> tuple[Snippet, ...]:
        """The best passages, in text order; the beginning if there is nothing to mark."""
        marks = self._marks(text, None)
        beginning = len(text) - len(text.lstrip())
        spans = [_passage(text, start) for start in sorted(_best_starts(marks)) or [beginning]]
        return tuple(fragments(text, start, end, marks) for start, end in spans if start < end)

    def _marks(self, text: str, field: Field | None) -> list[Mark]:
        wanted = [word for word in self._wanted if word.field in (None, field)]
        if not wanted:
            return []
        found = _Positions(text, wanted)
        return sorted({mark for number, word in enumerate(wanted) for mark in found.marks(number, word)})


def _wanted(tree: Node) -> Iterator[Wanted]:
    for node, joins in positive_words(tree):
        if isinstance(node, Prefix):
            before, prefix = prefix_reading(node)
            yield Wanted(node.field, before, prefix or None)
        else:
            yield Wanted(node.field, (*readings(node.text), *(((0, term),) for term in joins)))


class _Positions:
    """Where the terms that are looked for are in a text."""

    def __init__(self, text: str, wanted: Iterable[Wanted]) -> None:
        words = list(wanted)
        self._by_term: dict[str, dict[int, tuple[int, int]]] = {
            term: {} for word in words for reading in word.readings for _, term in reading
        }
        prefixes = tuple(word.prefix for word in words if word.prefix is not None)
        self._begun: list[tuple[str, int, int]] = []
        for term, form, position, start, end in occurrences(text):
            if (places := self._by_term.get(term)) is not None:
                places[position] = start, end
            if form.startswith(prefixes):
                self._begun.append((form, start, end))

    def marks(self, number: int, wanted: Wanted) -> Iterator[Mark]:
        for reading in wanted.readings:
            for start, end in self._placed(reading):
                yield Mark(start, end, number)
        if wanted.prefix is not None:
            for form, start, end in self._begun:
                if form.startswith(wanted.prefix):
                    yield Mark(start, end, number)

    def _placed(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """From the first to the last character of a reading, with the stop words between."""
        (_, first), (offset, last) = reading[0], reading[-1]
        for position, (start, _) in self._by_term[first].items():
            if all(position + between in self._by_term[term] for between, term in reading):
                yield start, self._by_term[last][position + offset][1]


def fragments(text: str, start: int, end: int, marks: Iterable[Mark]) -> Snippet:
    """The text from `start` to `end`, cut where marks (sorted) begin and end."""
    found, here = [], start
    for first, last in _merged(marks, start, end):
        found += [Fragment(text[here:first]), Fragment(text[first:last], is_match=True)]
        here = last
    return tuple(fragment for fragment in (*found, Fragment(text[here:end])) if fragment.text)


def _merged(marks: Iterable[Mark], start: int, end: int) -> list[tuple[int, int]]:
    """Disjoint spans within bounds; marks that overlap or touch are one."""
    spans: list[tuple[int, int]] = []
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if spans and first <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(last, spans[-1][1])
        elif first < last:
            spans.append((first, last))
    return spans


# Passages

_SENTENCE_END = re.compile(r"""[.!?。！？]["'”’)\]]*(?=\s)|\n""")


def _best_starts(marks: list[Mark]) -> list[int]:
    """Where the best passages have their first mark: one with most words of the query, then one with most of the rest."""
    windows = list(_windows(marks))
    starts: list[int] = []
    seen: set[int] = set()
    while windows and len(starts) < PASSAGES:
        start, words, _ = max(windows, key=lambda window: (len(window[1] - seen), len(window[1]), window[2]))
        starts.append(start)
        seen |= words
        windows = [window for window in windows if abs(window[0] - start) >= PASSAGE + SLACK + LEAD]
    return starts


def _windows(marks: list[Mark]) -> Iterator[tuple[int, set[int], int]]:
    """For each mark, the words and the number of marks in a passage that begins with it."""
    starts = [mark.start for mark in marks]
    for index, mark in enumerate(marks):
        inside = marks[index : bisect_left(starts, mark.start + PASSAGE - LEAD)]
        yield mark.start, {other.word for other in inside}, len(inside)


def _passage(text: str, at: int) -> tuple[int, int]:
    """The passage around a mark that begins at `at`: whole sentences if they fit, else whole words."""
    start = _beginning(text, at)
    ideal = start + PASSAGE
    end = len(text) if ideal + SLACK >= len(text) else _ending(text, ideal)
    return start, start + len(text[start:end].rstrip())


def _beginning(text: str, at: int) -> int:
    floor = max(0, at - LEAD)
    start = max((match.end() for match in _SENTENCE_END.finditer(text, floor, at)), default=-1)
    if start < 0:
        start = floor and next((i for i in range(floor, at) if text[i].isspace()), at)
    return at - len(text[start:at].lstrip())


def _ending(text: str, ideal: int) -> int:
    ends = [match.end() for match in _SENTENCE_END.finditer(text, ideal - SLACK, ideal + SLACK)]
    if ends:
        return min(ends, key=lambda end: abs(end - ideal))
    return next((i for i in range(ideal, ideal - SLACK, -1) if text[i].isspace()), ideal)
