"""The best passages of a body with the query's words marked, from the positions of its terms in the index. Of the text
only the marked words and the passages' edges are looked at, however long it is."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.words import passages
from search.backends.whoosh.words.analysis import token_at
from search.backends.whoosh.words.highlighting import Mark, fragments
from search.backends.whoosh.words.likeness import Beginning
from search.backends.whoosh.words.placing import in_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from search.backends.whoosh.words.analysis import Term
    from search.backends.whoosh.words.highlighting import Wanted
    from search.backends.whoosh.words.likeness import Likeness
    from search.backends.whoosh.words.readings import Reading
    from search.results import Snippet

MOST = 100  # first places of a word that passages are chosen from
MOST_BESIDE = 50  # places of the rarest word beside which more are looked for
MOST_TRIED = 5_000  # places of a term at which a phrase or the beginning of a word is tried

Positions = NDArray[np.integer[Any]]


class Whereabouts(Protocol):
    """Where the terms of one body are. Positions are distinct and ascending."""

    def of(self, term: str) -> Positions:
        """The positions of a term; none if it isn't there."""

    def alike(self, likeness: Likeness) -> tuple[Positions, Set[str]]:
        """The positions of the terms that words which are like that may have, and these terms."""


class _Sighting(NamedTuple):
    """Where one of the query's words is: `positions` of the first of its terms, the last is `width` positions later. A word
    with `likeness` has one of the first terms and is like that."""

    word: int
    positions: Positions
    first: Set[str]
    last: str = ""
    width: int = 0
    likeness: Likeness | None = None


class Snippets:
    """Finds the words that are wanted in any field."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._wanted = tuple(word for word in wanted if word.field is None)

    def of(self, body: str, packed: bytes, whereabouts: Whereabouts) -> tuple[Snippet, ...]:
        """At most two passages, in text order and apart; the beginning of the body if there is nothing to mark. `packed`
        are the starts of the body's words, as the segment keeps them."""
        found = list(self._sightings(whereabouts))
        text = _Text(body, unpacked(packed) if found else _NOWHERE)
        spots = sorted({spot for sighting in _thinned(found) for spot in text.spots(sighting)})
        spans = passages.choose(body, spots)
        marks = text.marks(found, spans)
        return tuple(fragments(body, start, end, marks) for start, end in spans)

    def _sightings(self, whereabouts: Whereabouts) -> Iterator[_Sighting]:
        for number, word in enumerate(self._wanted):
            for reading in word.readings:
                if word.slop:
                    yield from _in_line(number, reading, word.slop, whereabouts)
                elif len(positions := _placed(reading, whereabouts)):
                    (_, first), (width, last) = reading[0], reading[-1]
                    yield _Sighting(number, positions, {first}, last, width)
            if word.likeness:
                positions, terms = whereabouts.alike(word.likeness)
                if len(positions):
                    yield _Sighting(number, positions, terms, likeness=word.likeness)


def _placed(reading: Reading, whereabouts: Whereabouts) -> Positions:
    """The positions of a reading's first term where the others stand as they must."""
    lines = [(whereabouts.of(term), offset) for offset, term in reading]
    if len(lines) == 1:
        return lines[0][0]
    lines.sort(key=lambda line: len(line[0]))  # the rarest has the fewest to be looked for among the others
    positions, offset = lines[0]
    begin = positions[:MOST_TRIED].astype(np.int64) - offset
    for positions, offset in lines[1:]:
        if not len(begin):
            break
        begin = begin[positions.take(positions.searchsorted(begin + offset), mode="clip") == begin + offset]
    return begin


def _in_line(number: int, reading: Reading, slop: int, whereabouts: Whereabouts) -> Iterator[_Sighting]:
    """Each word by itself where they follow each other."""
    lines = [whereabouts.of(term)[:MOST_TRIED].astype(np.int64) for _, term in reading]
    found = in_line(lines, [offset for offset, _ in reading], slop)
    for (_, term), positions in zip(reading, found, strict=True):
        if len(positions):
            yield _Sighting(number, positions, {term})


def _thinned(sightings: list[_Sighting]) -> list[_Sighting]:
    """Of what is said very often, the first places and those beside what is rarest."""
    if all(len(sighting.positions) <= MOST for sighting in sightings):
        return sightings
    rarest = min((sighting.positions for sighting in sightings), key=len)
    return [
        sighting._replace(positions=_some(sighting.positions, beside=rarest[:MOST_BESIDE]))
        for sighting in sightings
    ]


def _some(positions: Positions, *, beside: Positions) -> Positions:
    after = positions.searchsorted(beside)
    kept = {*range(MOST), *(after - 1).tolist(), *after.tolist()}
    return positions[sorted(row for row in kept if 0 <= row < len(positions))]


_NOWHERE = np.empty(0, np.int32)


def unpacked(packed: bytes) -> NDArray[np.int32]:
    """The code point at which the word at each position begins. The first byte is the width of the others: each tells how
    far it is from the one before."""
    deltas = np.frombuffer(packed, f"<u{packed[0]}", offset=1) if packed else _NOWHERE
    return deltas.cumsum(dtype=np.int32)


class _Text:
    """A body with the code point at which the word at each position begins."""

    def __init__(self, body: str, starts: NDArray[np.int32]) -> None:
        self._body = body
        self._starts = starts

    def spots(self, sighting: _Sighting) -> Iterable[passages.Spot]:
        """About where the marks begin: a word inside a compound may begin a little later."""
        if sighting.likeness is None:
            return zip(self._starts[sighting.positions].tolist(), repeat(sighting.word))
        return self._alike_spots(sighting, sighting.likeness)

    def _alike_spots(self, sighting: _Sighting, likeness: Likeness) -> Iterator[passages.Spot]:
        """What plainly begins with a prefix is not analysed."""
        prefix = likeness.text if isinstance(likeness, Beginning) else ""
        for position in sighting.positions.tolist():
            start = self._starts.item(position)
            if prefix and self._body[start : start + len(prefix)].lower() == prefix:
                yield start, sighting.word
            else:
                for mark in self._alike(sighting, likeness, position):
                    yield mark.start, mark.word

    def marks(self, sightings: Iterable[_Sighting], spans: Iterable[tuple[int, int]]) -> list[Mark]:
        """All marks in some spans, also those that begin before; some that end before, too."""
        edges = self._starts.searchsorted(list(chain(*spans))).tolist()
        found: set[Mark] = set()
        for sighting in sightings:
            for first, last in zip(edges[::2], edges[1::2], strict=True):
                found.update(
                    self._marks(sighting, _between(sighting.positions, first - 1 - sighting.width, last))
                )
        return sorted(found)

    def _marks(self, sighting: _Sighting, positions: list[int]) -> Iterator[Mark]:
        for position in positions:
            if sighting.likeness:
                yield from self._alike(sighting, sighting.likeness, position)
            else:
                yield from self._read(sighting, position)

    def _alike(self, sighting: _Sighting, likeness: Likeness, position: int) -> Iterator[Mark]:
        at, terms = self._terms(position)
        for term, form, offset, start, end in terms:
            if not offset and term in sighting.first and (likeness.has(form) or likeness.has(term)):
                yield Mark(at + start, at + end, sighting.word)

    def _read(self, sighting: _Sighting, position: int) -> Iterator[Mark]:
        """From the first to the last character, with the stop words between."""
        begin = self._span(sighting.first, position)
        end = self._span({sighting.last}, position + sighting.width) if sighting.width else begin
        if begin and end:
            yield Mark(begin[0], end[1], sighting.word)

    def _span(self, wanted: Set[str], position: int) -> tuple[int, int] | None:
        """The characters that a term is at a position; the later ones if it's there twice."""
        at, terms = self._terms(position)
        for term, _, offset, start, end in reversed(terms):
            if not offset and term in wanted:
                return at + start, at + end
        return None

    def _terms(self, position: int) -> tuple[int, tuple[Term, ...]]:
        """Where the word at a position begins, and its terms, also those at its later positions."""
        at = self._starts.item(position)
        token = token_at(self._body, at)
        return at, token.terms if token else ()


def _between(positions: Positions, first: int, last: int) -> list[int]:
    found: list[int] = positions[bisect_left(positions, first) : bisect_left(positions, last)].tolist()
    return found
