"""Where the words of the lexicon stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.extraction.money.lexicon import LEXICON, Kind
from corpus.extraction.money.phrases import phrases_pattern

if TYPE_CHECKING:
    from corpus.extraction.base import Role


@dataclass(frozen=True, slots=True)
class Evidence:
    start: int
    end: int
    role: Role
    kind: Kind
    weight: float


def find_evidence(text: str, start: int, end: int) -> list[Evidence]:
    """The evidence between the two offsets of the text, in order and without overlap."""
    found: list[Evidence] = []
    for match in _pattern().finditer(_lowered(text[start:end])):
        entry = LEXICON[int((match.lastgroup or "e0")[1:])]
        if entry.role is not None:
            found.append(
                Evidence(start + match.start(), start + match.end(), entry.role, entry.kind, entry.weight)
            )
    return found


@cache
def _pattern() -> re.Pattern[str]:
    entries = (
        f"(?P<e{index}>{phrases_pattern(entry.phrases.lower())})" for index, entry in enumerate(LEXICON)
    )
    return re.compile(rf"\b(?<!-)(?=[a-z])(?:{'|'.join(entries)})(?!\w)")


def _lowered(text: str) -> str:
    """The text in small letters, which is several times faster to search than without regard to case; a few foreign
    letters would change its length and with it every offset."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
