"""Where the words of the lexicon stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpus.extraction.base import Role
from corpus.extraction.money.lexicon import LEXICON, Kind
from corpus.extraction.money.phrases import by_first_letter, lowered, phrases_pattern

# Lighter words are too common to be what is "worth" something.
LEAST_HEAD: Final = 2.0
LEAST_MEASURABLE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    start: int
    end: int
    role: Role
    kind: Kind
    weight: float

    @property
    def is_act(self) -> bool:
        return self.kind in (Kind.ACT, Kind.COST, Kind.GRANT)

    @property
    def is_measure(self) -> bool:
        """Whether it is a bare "scale", which a fund has as well as an industry."""
        return self.kind is Kind.METRIC and self.role is Role.MARKET_SIZE and self.weight <= LEAST_HEAD

    @property
    def is_head(self) -> bool:
        """Whether what it is the "of" of is told by it: "the price of the contract", but "contracts on investment"."""
        return self.kind is Kind.METRIC and self.role is not Role.CONTRACT and self.weight > LEAST_HEAD

    @property
    def is_measurable(self) -> bool:
        """Whether "worth" after it says what the sum is; a "company" or "goods" may be worth anything."""
        return self.role is not Role.OTHER and self.weight >= LEAST_MEASURABLE


def find_evidence(text: str, start: int, end: int) -> list[Evidence]:
    """The evidence between the two offsets of the text, in order and without overlap."""
    found: list[Evidence] = []
    for match in _pattern().finditer(lowered(text), start, end):
        entry = LEXICON[int((match.lastgroup or "a0")[1:])]
        if entry.role is not None:
            found.append(Evidence(match.start(), match.end(), entry.role, entry.kind, entry.weight))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """The lexicon by first letters: trying only the phrases of one letter is several times faster. The group of a match is
    its letter and the index of its entry."""
    groups: dict[str, list[str]] = {}
    for index, entry in enumerate(LEXICON):
        for letter, phrases in by_first_letter(entry.phrases.lower()).items():
            pattern = phrases_pattern("|".join(phrases))
            groups.setdefault(letter, []).append(f"(?P<{letter}{index}>{pattern})")
    letters = (f"(?={letter})(?:{'|'.join(entries)})" for letter, entries in sorted(groups.items()))
    return re.compile(rf"\b(?<!-)(?:{'|'.join(letters)})(?!\w)")
