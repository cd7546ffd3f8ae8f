"""What a query may cost. The parser and every backend hold to the same limits, so a tree from elsewhere is checked too."""

from __future__ import annotations

import re

from search.errors import QueryError
from search.query import And, Fuzzy, Node, Not, Or, Phrase, Prefix, Wildcard, Word

MAX_LENGTH = 256  # characters, of what is typed and of all words of a tree
MAX_TERMS = 16  # words, those of phrases counted singly
MAX_DEPTH = 10  # of parentheses and NOTs, and of the operators of a tree
MIN_PREFIX = 2  # letters and digits before the first * or ?
MIN_FUZZY = 4  # letters of a word that is looked for inexactly
MAX_DISTANCE = 2  # changes of its letters
MAX_SLOP = 20  # other words between two of a phrase
MAX_EXPANSIONS = 1024  # words that all Wildcards and Fuzzys of a query together may stand for
WINDOW = 10_000  # hits that can be paged through


def check_length(length: int) -> None:
    if length > MAX_LENGTH:
        raise QueryError(
            "The search has %(number)s characters; at most %(most)s are possible. Shorten it.",
            number=length,
            most=MAX_LENGTH,
        )


def check_depth(depth: int, *, position: int | None = None) -> None:
    if depth > MAX_DEPTH:
        raise QueryError(
            "The search is nested more than %(most)s deep. Use fewer parentheses.",
            most=MAX_DEPTH,
            position=position,
        )


def check_prefix(text: str, *, position: int | None = None) -> None:
    if sum(character.isalnum() for character in text) < MIN_PREFIX:
        raise QueryError(
            "“%(text)s*” stands for too many words. Type at least %(least)s letters before the *.",
            text=text,
            least=MIN_PREFIX,
            position=position,
        )


def check_wildcard(text: str, *, position: int | None = None) -> None:
    if sum(map(str.isalnum, re.split(r"[*?]", text, maxsplit=1)[0])) < MIN_PREFIX:
        raise QueryError(
            "“%(text)s” stands for too many words. Type at least %(least)s letters before the first * or ?.",
            text=text,
            least=MIN_PREFIX,
            position=position,
        )


def check_fuzzy(text: str, distance: int, *, position: int | None = None) -> None:
    if sum(map(str.isalpha, text)) < MIN_FUZZY:
        raise QueryError(
            "“%(text)s~” could be almost any word. Only words of %(least)s letters or more can have a ~.",
            text=text,
            least=MIN_FUZZY,
            position=position,
        )
    if not 1 <= distance <= MAX_DISTANCE:
        raise QueryError(
            "“%(text)s~%(distance)s”: at most %(most)s letters can be different. Use ~1 or ~2.",
            text=text,
            distance=distance,
            most=MAX_DISTANCE,
            position=position,
        )


def check_slop(slop: int, *, position: int | None = None) -> None:
    if not 0 <= slop <= MAX_SLOP:
        raise QueryError(
            "At most %(most)s other words can be between those of a phrase. Use ~%(most)s or less.",
            most=MAX_SLOP,
            position=position,
        )


def check_tree(tree: Node) -> None:
    """Raises `QueryError` when the tree is over a limit, or when a part of it says only what not to find."""
    words = [word for text in _texts(tree, depth=1) for word in text.split()]
    check_length(sum(map(len, words)))
    if len(words) > MAX_TERMS:
        raise QueryError(
            "The search has %(number)s words; at most %(most)s are possible. Leave some out.",
            number=len(words),
            most=MAX_TERMS,
        )
    _check_finds_something(tree)


def _texts(node: Node, *, depth: int) -> list[str]:
    check_depth(depth - 1)
    match node:
        case Word():
            return [node.text]
        case Phrase():
            check_slop(node.slop)
            return [node.text]
        case Prefix():
            check_prefix(node.text)
            return [node.text]
        case Wildcard():
            check_wildcard(node.text)
            return [node.text]
        case Fuzzy():
            check_fuzzy(node.text, node.distance)
            return [node.text]
        case Not():
            return _texts(node.child, depth=depth + 1)
        case And() | Or():
            return [text for child in node.children for text in _texts(child, depth=depth + 1)]


def _check_finds_something(node: Node) -> None:
    match node:
        case Not():
            raise QueryError("The search says only what to leave out. Add a word to look for.")
        case And():
            only_left_out = all(isinstance(child, Not) for child in node.children)
            for child in node.children:
                _check_finds_something(child.child if isinstance(child, Not) and not only_left_out else child)
        case Or():
            if any(isinstance(child, Not) for child in node.children):
                raise QueryError("One side of OR says only what to leave out. Add a word to look for to it.")
            for child in node.children:
                _check_finds_something(child)
