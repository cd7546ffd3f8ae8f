"""Where the words of the lexicon stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from corpus.extraction.money.lexicon import LEXICON, Kind

if TYPE_CHECKING:
    from corpus.extraction.base import Role

ANY_WORDS: Final = r"(?:\s+[\w'’&-]+){0,4}?"
ANY_ENDING: Final = r"[\w+'’-]*"


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


def phrases_pattern(phrases: str) -> str:
    """The pattern of phrases in the lexicon's notation."""
    return "|".join(_phrase_pattern(phrase.split()) for phrase in phrases.split("|"))


def _phrase_pattern(words: list[str]) -> str:
    """The words with the blanks between them; the blank of a word that may be missing belongs to it."""
    pattern, has_begun = "", False
    for word in words:
        alternatives = "|".join(_letters_pattern(part) for part in word.removesuffix("?").split("/"))
        if word == "...":
            pattern += ANY_WORDS
        elif word.endswith("?"):
            pattern += rf"(?:\s+(?:{alternatives}))?" if has_begun else rf"(?:(?:{alternatives})\s+)?"
        else:
            pattern += rf"\s+(?:{alternatives})" if has_begun else rf"(?:{alternatives})"
            has_begun = True
    return pattern


def _letters_pattern(part: str) -> str:
    escaped = re.escape(part).replace(r"\(s\)", "s?").replace(r"\(es\)", "(?:es)?")
    return escaped.replace(r"\*", ANY_ENDING).replace(r"\-", r"[\s-]")
