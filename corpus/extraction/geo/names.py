"""Names of the gazetteer in a text: one pass over the tokens, the longest name at each point."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import by_name
from corpus.extraction.geo.lexicon import FOLDED
from corpus.extraction.geo.tokens import PLAIN, TOKEN

if TYPE_CHECKING:
    from corpus.extraction.gazetteer import Place
    from corpus.extraction.geo.tokens import Token

ALL_LEVELS = frozenset(RegionLevel)
SHORTEST_IN_CAPITALS = 4  # letters


@dataclass(slots=True)
class Node:
    """A step in the trie of names; the keys of `follow` are lower case."""

    follow: dict[str, Node] = field(default_factory=dict)
    names: list[tuple[tuple[str, ...], tuple[Place, ...]]] = field(default_factory=list)


@cache
def trie() -> Node:
    root = Node()
    for name, places in by_name().items():
        words = tuple(TOKEN.findall(name.translate(PLAIN)))
        node = root
        for word in words:
            node = node.follow.setdefault(word.lower(), Node())
        node.names.append((words, places))
    return root


def longest_name(
    tokens: tuple[Token, ...], first: int, limit: int, levels: frozenset[RegionLevel] = ALL_LEVELS
) -> tuple[int, tuple[Place, ...]] | None:
    """The index after the longest name that begins at `first` and ends by `limit`, with its places of these levels."""
    node: Node | None = trie()
    found = None
    index = first
    while node is not None:
        for words, places in node.names:
            fitting = tuple(place for place in places if place.level in levels)
            if fitting and _same_case(words, tokens[first:index]):
                found = index, fitting
        if index >= limit or (index > first and tokens[index].opens_line and not _wraps(tokens, index)):
            break
        node = node.follow.get(tokens[index].key)
        index += 1
    return found


def _wraps(tokens: tuple[Token, ...], index: int) -> bool:
    """A name may go on in the next line of wrapped text; not behind a blank line, which a longer gap tells."""
    return tokens[index].start - tokens[index - 1].end == 1


def _same_case(words: tuple[str, ...], tokens: tuple[Token, ...]) -> bool:
    if all(
        _fits(word, token, position) for position, (word, token) in enumerate(zip(words, tokens, strict=True))
    ):
        return True
    letters = [token.text for token in tokens if token.is_word]
    return sum(map(len, letters)) >= SHORTEST_IN_CAPITALS and all(text.isupper() for text in letters)


def _fits(word: str, token: Token, position: int) -> bool:
    return word == token.text or (position > 0 and token.key in FOLDED)
