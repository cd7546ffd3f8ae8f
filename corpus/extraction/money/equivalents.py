"""The same sum in another currency, in brackets or after "or": "1.68 billion yuan ($231.89 million)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from corpus.extraction.rates import convert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.money.terms import Term

HEDGE = (
    r"(?:(?:about|approximately|approx\.?|around|roughly|some|nearly|almost|over|more\s+than|up\s+to|equal|equals|equivalent|"
    r"equating|equivalently|or|is|worth|valued|currently|now|to|at|of|i\.e\.,?)\s+|[~≈=]\s?){0,4}"
)
OPENING = re.compile(rf"\s*[（(\[]\s*{HEDGE}", re.I)
OR = re.compile(
    rf"\s*(?:/|[–—]\s*(?=about|approximately|around|or|equivalent)|,?\s+(?:or|equivalent\s+to|equal\s+to)\s+|,\s+(?:worth|which\s+is)\s+)\s*{HEDGE}",
    re.I,
)
WORDS_AND_OPENING = re.compile(rf"(?:\s+[A-Za-z][\w-]*){{1,4}}\s*[（(]\s*{HEDGE}", re.I)
MORE_IN_BRACKET = re.compile(rf"\s*(?:[,;/]|\bor\b|\band\b|=)\s*{HEDGE}", re.I)
CLOSING = re.compile(
    r"(?:\s+(?:at|in|each|total|dollars?|then|now|on|based)\b[^()（）\n]{0,60})?\s?[)）\]]|(?=\s*$)", re.I
)
# How far the implied rate may lie from the official average of the year.
TOLERANCE: Final = Decimal("1.3")
YEARS: Final = range(1999, 2026)


@dataclass(frozen=True, slots=True)
class Equivalent:
    """The other currency's sum, made of the next `terms`. `end` is behind its bracket; `is_suspect` when the two sums as
    written can't be one."""

    end: int
    value: Decimal
    currency: str
    terms: int = 1
    is_suspect: bool = False


def is_plausible(
    value: Decimal, currency: str, other: Decimal, other_currency: str, year: int | None
) -> bool:
    """Whether the two sums can be one, at the official rate of the year give or take 30 percent; without a year, of any
    year. Currencies without an official rate pass."""
    expected = [convert(value, currency, other_currency, known) for known in ((year,) if year else YEARS)]
    rates = [rate for rate in expected if rate is not None]
    return not rates or min(rates) / TOLERANCE <= other <= max(rates) * TOLERANCE


def find_equivalent(text: str, terms: Sequence[Term], index: int, year: int | None) -> Equivalent | None:
    """The equivalent that follows `terms[index]`, if the next term is one. Papers convert at the rate of the day, so `year`
    is that of publication."""
    term = terms[index]
    other = terms[index + 1] if index + 1 < len(terms) else None
    if term.currency is None or other is None or other.currency == term.currency:
        return None
    if OPENING.fullmatch(text, term.end, other.start):
        return _in_bracket(text, terms, index, year)
    if other.currency is None:
        return None
    if OR.fullmatch(text, term.end, other.start):
        return Equivalent(other.end, other.value, other.currency, is_suspect=not _fits(term, other, year))
    closing = CLOSING.match(text, other.end)
    if closing and WORDS_AND_OPENING.fullmatch(text, term.end, other.start) and _fits(term, other, year):
        return Equivalent(closing.end(), other.value, other.currency)
    return None


def _in_bracket(text: str, terms: Sequence[Term], index: int, year: int | None) -> Equivalent | None:
    term, other, last = terms[index], terms[index + 1], index + 1
    for position in range(index + 2, min(index + 4, len(terms))):
        more = terms[position]
        if more.currency in (None, term.currency) or not MORE_IN_BRACKET.fullmatch(
            text, terms[last].end, more.start
        ):
            break
        last = position
        other = more if more.currency == "USD" else other
    closing = CLOSING.match(text, terms[last].end)
    completed = _completed(term, other, year)
    is_written_so = completed is other and _fits(term, other, year)
    if completed is None or not (closing or is_written_so):
        return None
    is_suspect = not is_written_so and other.currency is not None
    end = closing.end() if closing else terms[last].end
    return Equivalent(end, completed.value, completed.currency or "USD", last - index, is_suspect=is_suspect)


def _completed(term: Term, other: Term, year: int | None) -> Term | None:
    """`other` with the dollar sign or the scale that the bracket forgot, where the rate shows which; a bracket without a
    sign whose number fits no rate is no sum."""
    in_dollars = replace(other, currency=other.currency or "USD")
    scaled = replace(in_dollars, factor=term.factor) if not other.has_scale else in_dollars
    for candidate in (other, in_dollars, scaled):
        if candidate.currency not in (None, term.currency) and _fits(term, candidate, year):
            return candidate
    return other if other.currency else None


def _fits(term: Term, other: Term, year: int | None) -> bool:
    if term.currency is None or other.currency is None:
        return False
    return is_plausible(term.value, term.currency, other.value, other.currency, year)
