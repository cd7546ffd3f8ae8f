"""Our terms as text for engines that split at spaces, and as PostgreSQL's vectors.

What stands at one position can't be said in such text: of a compound its parts stay where they are, and what it is as one
word goes to the end.
"""

from __future__ import annotations

from collections import defaultdict

from search.backends.whoosh.words.analysis import occurrences

GAP = "_"  # where a stop word was, so that no phrase runs over it

BETWEEN_FIELDS = 100  # positions
LAST_POSITION = 16_383  # of a PostgreSQL vector


def spaced(text: str) -> str:
    placed: dict[int, str] = {}
    others = []
    for term, _, position, _, _ in occurrences(text):
        if position in placed:
            others.append(placed[position])
        placed[position] = term
    line = [placed.get(position, GAP) for position in range(max(placed, default=-1) + 1)]
    return " ".join((*line, *(f"{GAP} {term}" for term in others)))


def vector(title: str, body: str) -> str:
    """A tsvector as PostgreSQL reads it; what is in the title has weight A."""
    places: dict[str, list[str]] = defaultdict(list)
    last = 0
    for term, _, position, _, _ in occurrences(title):
        last = position
        places[term].append(f"{position + 1}A")
    for term, _, position, _, _ in occurrences(body):
        places[term].append(str(min(position + last + BETWEEN_FIELDS, LAST_POSITION)))
    return " ".join(f"{quoted(term)}:{','.join(found)}" for term, found in places.items())


def quoted(term: str) -> str:
    """A lexeme of a tsvector or a tsquery."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
