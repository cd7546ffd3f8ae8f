"""The ways in which an article may write what a query asks for. What is searched for and what is marked both come from
here."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from search.backends.whoosh.words.analysis import Token, is_short_or_number, stem, tokens
from search.backends.whoosh.words.likeness import Beginning, Likeness, Near, Shape
from search.query import And, Fuzzy, Node, Not, Or, Phrase, Prefix, Wildcard, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

Reading = tuple[tuple[int, str], ...]
"""Terms with their positions, the first at 0: they must stand just so. One term is a word like any other."""

Inexact = Prefix | Wildcard | Fuzzy

_Unit = tuple[tuple[tuple[int, str], ...], int]  # the terms of a token, and how many positions it takes

MAX_READINGS = 16  # of one phrase
_REMEMBERED = 4096  # texts: a page asks for the same several times
_AS_LETTERS = str.maketrans("*?", "ᚡᚢ")  # no search has these, and the analysis leaves them as they are
_AS_SIGNS = str.maketrans("ᚡᚢ", "*?")


@lru_cache(_REMEMBERED)
def readings(text: str) -> tuple[Reading, ...]:
    """How the words of `text` may be written next to each other: `PD-1` also as two words, `PD 1` also as one,
    `bio-pharma` also as `biopharma`. None for stop words only."""
    spellings = _spellings([token for _, _, token in tokens(text)])
    return tuple(filter(None, dict.fromkeys(map(_line_up, islice(spellings, MAX_READINGS)))))


def _spellings(words: list[Token]) -> Iterator[list[_Unit]]:
    if not words:
        yield []
        return
    for unit, taken in _choices(words):
        for rest in _spellings(words[taken:]):
            yield [unit, *rest]


def _choices(words: list[Token]) -> Iterator[tuple[_Unit, int]]:
    """What may stand at the beginning, and how many of the words it takes."""
    token = words[0]
    yield _as_indexed(token), 1
    if token.is_compound and None not in token.parts:
        yield _otherwise(token), 1
    if len(words) > 1 and (term := _join(token, words[1])):
        yield (((0, term),), 1), 2


def _as_indexed(token: Token) -> _Unit:
    if token.is_compound and token.width == 1:
        return ((0, stem(token.whole)),), 1
    return tuple((index, part) for index, part in enumerate(token.parts) if part), token.width


def _otherwise(token: Token) -> _Unit:
    """A compound the other way: in parts if it is indexed as one, as one if it is indexed in parts."""
    if token.width == 1:
        return tuple((index, part) for index, part in enumerate(token.parts) if part), len(token.parts)
    return ((0, stem(token.whole)),), 1


def _line_up(units: list[_Unit]) -> Reading:
    slots, position = [], 0
    for terms, width in units:
        slots += [(position + offset, term) for offset, term in terms]
        position += width
    return tuple((position - slots[0][0], term) for position, term in slots)


def _join(left: Token, right: Token) -> str | None:
    if left.is_compound or right.is_compound or None in (*left.parts, *right.parts):
        return None
    if not (is_short_or_number(left.whole) or is_short_or_number(right.whole)):
        return None
    return stem(left.whole + right.whole)


def inexact_reading(node: Inexact) -> tuple[tuple[Reading, ...], Likeness]:
    """What comes before in the same word, and what the rest must be like."""
    match node:
        case Prefix():
            before, text = _last_word(node.text)
            return before, Beginning(text)
        case Wildcard():
            before, text = _last_word(node.text.translate(_AS_LETTERS))
            return before, Shape(text.translate(_AS_SIGNS))
        case Fuzzy():
            before, text = _last_word(node.text)
            return before, Near(text, node.distance)


def _last_word(text: str) -> tuple[tuple[Reading, ...], str]:
    """As folded, and what comes before; empty without letters or digits."""
    found = list(tokens(text))
    if not found:
        return (), ""
    start, _, last = found[-1]
    return readings(text[:start]), last.whole


def with_neighbours(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """The children of an AND, each with the terms that it may be half of: `pd 1` finds `PD-1`."""
    joins = [_join_words(left, right) for left, right in pairwise(nodes)]
    for node, before, after in zip(nodes, [None, *joins], [*joins, None], strict=True):
        yield node, tuple(term for term in (before, after) if term)


def _join_words(left: Node, right: Node) -> str | None:
    if not (isinstance(left, Word) and isinstance(right, Word) and left.field == right.field):
        return None
    found = [[token for _, _, token in tokens(word.text)] for word in (left, right)]
    return _join(found[0][0], found[1][0]) if all(len(words) == 1 for words in found) else None


def positive_words(node: Node) -> Iterator[tuple[Word | Phrase | Inexact, tuple[str, ...]]]:
    """What a query looks for, without what it leaves out; words with the terms that they may be half of."""
    match node:
        case And():
            for child, joins in with_neighbours(node.children):
                for word, more in positive_words(child):
                    yield word, (*joins, *more)
        case Or():
            for child in node.children:
                yield from positive_words(child)
        case Not():
            return
        case _:
            yield node, ()
