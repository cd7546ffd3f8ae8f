"""Which characters of a text a query's words are. Nothing here knows an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.backends.whoosh.words.analysis import tokens
from search.backends.whoosh.words.placing import in_line
from search.backends.whoosh.words.readings import inexact_reading, positive_words, readings
from search.query import Phrase, Word
from search.results import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.backends.whoosh.words.likeness import Likeness
    from search.backends.whoosh.words.readings import Reading
    from search.query import Field, Node
    from search.results import Snippet


class Mark(NamedTuple):
    """Characters `start` to `end` are what `word` (a number of the query's words) asks for."""

    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to mark: each word's readings (terms up to `slop` farther apart) or what it's like, and the field it is asked
    for in."""

    field: Field | None
    readings: tuple[Reading, ...]
    slop: int = 0
    likeness: Likeness | None = None


class Highlighter:
    """Marks the words of a query in a whole text by analysing it: those without a field, and those of the field that the
    text is of."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self._wanted = wanted

    def whole(self, text: str, *, field: Field | None = None) -> Snippet:
        return fragments(text, 0, len(text), self._marks(text, field))

    def _marks(self, text: str, field: Field | None) -> list[Mark]:
        wanted = [word for word in self._wanted if word.field in (None, field)]
        if not wanted:
            return []
        found = _Positions(text, wanted)
        return sorted({mark for number, word in enumerate(wanted) for mark in found.marks(number, word)})


def wanted_by(tree: Node | None) -> tuple[Wanted, ...]:
    """What a query asks for, word by word."""
    return tuple(_wanted(tree)) if tree is not None else ()


def _wanted(tree: Node) -> Iterator[Wanted]:
    for node, joins in positive_words(tree):
        match node:
            case Word():
                yield Wanted(node.field, (*readings(node.text), *(((0, term),) for term in joins)))
            case Phrase():
                yield Wanted(node.field, readings(node.text), node.slop)
            case _:
                before, likeness = inexact_reading(node)
                yield Wanted(node.field, before, likeness=likeness if likeness.text else None)


class _Positions:
    """Where the terms that are looked for are in a text."""

    def __init__(self, text: str, wanted: Iterable[Wanted]) -> None:
        words = list(wanted)
        self._by_term: dict[str, dict[int, tuple[int, int]]] = {
            term: {} for word in words for reading in word.readings for _, term in reading
        }
        self._all: list[tuple[str, str, int, int]] = []
        has_inexact = any(word.likeness for word in words)
        for begin, position, token in tokens(text):
            for term, form, offset, start, end in token.terms:
                if (places := self._by_term.get(term)) is not None:
                    places[position + offset] = begin + start, begin + end
                if has_inexact:
                    self._all.append((term, form, begin + start, begin + end))

    def marks(self, number: int, wanted: Wanted) -> Iterator[Mark]:
        for reading in wanted.readings:
            for start, end in self._near(reading, wanted.slop) if wanted.slop else self._placed(reading):
                yield Mark(start, end, number)
        if wanted.likeness:
            alike = wanted.likeness.among({word for term, form, _, _ in self._all for word in (term, form)})
            for term, form, start, end in self._all:
                if term in alike or form in alike:
                    yield Mark(start, end, number)

    def _placed(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """From the first to the last character of a reading, with the stop words between."""
        (_, first), (offset, last) = reading[0], reading[-1]
        for position, (start, _) in self._by_term[first].items():
            if all(position + between in self._by_term[term] for between, term in reading):
                yield start, self._by_term[last][position + offset][1]

    def _near(self, reading: Reading, slop: int) -> Iterator[tuple[int, int]]:
        """Each of a reading's words where they follow each other."""
        places = [self._by_term[term] for _, term in reading]
        lines = [np.fromiter(of_term, np.int64) for of_term in places]
        for of_term, line in zip(
            places, in_line(lines, [offset for offset, _ in reading], slop), strict=True
        ):
            yield from map(of_term.__getitem__, line.tolist())


def fragments(text: str, start: int, end: int, marks: Iterable[Mark]) -> Snippet:
    """The text from `start` to `end`, cut where marks (sorted) begin and end."""
    found: list[Fragment] = []
    here = start
    for first, last in _merged(marks, start, end):
        if here < first:
            found.append(Fragment(text[here:first]))
        found.append(Fragment(text[first:last], is_match=True))
        here = last
    if here < end:
        found.append(Fragment(text[here:end]))
    return tuple(found)


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
