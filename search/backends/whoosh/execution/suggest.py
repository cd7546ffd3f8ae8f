"""What a person may have wanted to type: the rest of a word, or another word than one that is hardly ever found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.backends.whoosh.execution.queries import searched_fields
from search.backends.whoosh.words.analysis import stem, tokens
from search.backends.whoosh.words.likeness import Near
from search.backends.whoosh.words.readings import positive_words
from search.errors import QueryError
from search.limits import MAX_DISTANCE, MAX_LENGTH, MIN_FUZZY, MIN_PREFIX
from search.parser import parse
from search.query import Field, Phrase, Word
from search.results import Suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from search.backends.whoosh.execution.surfaces import Surfaces
    from search.backends.whoosh.snapshot import Snapshot

RARE = 3  # articles; words of fewer are taken for mistakes
TIMES = 10  # as frequent as the mistake a word must be
CORRECTIONS = 3  # most

_TYPING = re.compile(rf"(?:\b({'|'.join(Field)}):\s*)?([^\s()\":]+)$", re.IGNORECASE)


def suggest(snapshot: Snapshot, text: str, limit: int) -> Suggestions:
    if len(text) > MAX_LENGTH:
        return Suggestions()
    return Suggestions(_completions(snapshot.surfaces, text, limit), _corrections(snapshot, text))


def _completions(surfaces: Surfaces, text: str, limit: int) -> tuple[str, ...]:
    typing = _TYPING.search(text)
    if typing is None or not typing[2][-1].isalnum():
        return ()
    whole = [token.whole for _, _, token in tokens(typing[2])][-1]
    if len(whole) < MIN_PREFIX:
        return ()
    fields = searched_fields(Field(typing[1].lower()) if typing[1] else None)
    found = surfaces.begun(whole.encode(), fields, limit)
    return tuple(dict.fromkeys(surfaces.written(word) for _, word in found))


def _corrections(snapshot: Snapshot, text: str) -> tuple[str, ...]:
    """The most likely first."""
    better = {
        word: found
        for word, folded, fields in _plain_words(text)
        if (found := _better(snapshot.surfaces, folded, fields))
    }
    ranks = range(max(map(len, better.values()), default=0))
    texts = (_corrected(text, better, rank) for rank in ranks)
    return tuple(text for text in texts if _finds_something(snapshot, text))


def _better(surfaces: Surfaces, word: str, fields: tuple[str, ...]) -> list[str]:
    """What may have been meant by a word, if it's hardly ever found."""
    known = surfaces.frequency(stem(word).encode(), fields)
    if known >= RARE:
        return []
    least = max(1, known * TIMES)  # where nothing is found, anything is better
    for distance in range(1, MAX_DISTANCE + 1):
        if found := surfaces.near(Near(word, distance), fields, CORRECTIONS, least=least):
            return [surfaces.written(surface) for _, surface in found]
    return []


def _finds_something(snapshot: Snapshot, text: str) -> bool:
    try:
        tree = parse(text)
        query = snapshot.translation(tree).query if tree else None
    except QueryError:
        return False
    return query is not None and snapshot.has_any(query)


def _plain_words(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The words that are looked for just so and are all letters: as typed, folded, and the fields they are looked for in."""
    try:
        tree = parse(text)
    except QueryError:
        return
    for node, _ in positive_words(tree) if tree else ():
        if isinstance(node, Word | Phrase):
            for start, _, token in tokens(node.text):
                if len(token.whole) >= MIN_FUZZY and token.whole.isalpha() and len(token.terms) == 1:
                    (term,) = token.terms
                    yield (
                        node.text[start + term.start : start + term.end],
                        token.whole,
                        searched_fields(node.field),
                    )


def _corrected(text: str, better: Mapping[str, list[str]], rank: int) -> str:
    for word, found in better.items():
        replacement = found[min(rank, len(found) - 1)]
        text = re.sub(rf"(?<!\w){re.escape(word)}(?![\w:])", replacement, text)
    return text
