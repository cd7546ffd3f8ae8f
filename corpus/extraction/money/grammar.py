"""Sums of money as they are written: `money_sums` finds them all, in order.

Numbers with a currency become terms (`terms`), two terms may be the ends of a range (`ranges`), and a term in brackets
after another is its equivalent (`equivalents`). Numbers that lack a currency become sums only where the words beside them
leave no doubt (`implied`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.extraction.money.equivalents import Equivalent, find_equivalent
from corpus.extraction.money.implied import complete_implied
from corpus.extraction.money.locale import Locale
from corpus.extraction.money.ranges import join_ranges
from corpus.extraction.money.terms import read_terms

if TYPE_CHECKING:
    from decimal import Decimal

    from corpus.extraction.money.terms import Term

CONFIDENCE: Final = {"sum": 0.97, "range": 0.9, "level": 0.7, "elided": 0.7, "missing-scale": 0.5}
VAGUE_CONFIDENCE: Final = 0.7
BARE_CONFIDENCE: Final = 0.85
SUSPECT_CONFIDENCE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySum:
    """A sum where it stands. `core_end` is where its own words end and the bracketed equivalent begins; `rule` says which
    form it took."""

    start: int
    end: int
    core_end: int
    value: Decimal
    value_high: Decimal | None
    currency: str
    equivalent: Equivalent | None
    is_vague: bool
    has_scale: bool
    rule: str
    confidence: float

    @property
    def usd_equivalent(self) -> Decimal | None:
        return self.equivalent.value if self.equivalent and self.equivalent.currency == "USD" else None

    @property
    def is_suspect(self) -> bool:
        return self.rule == "missing-scale" or (self.equivalent is not None and self.equivalent.is_suspect)


def money_sums(text: str, *, locale: Locale | None = None, year: int | None = None) -> tuple[MoneySum, ...]:
    """The sums of the text, in order and without overlap. `locale` decides what "$" means, by default from the text
    itself; `year` is that of publication and only judges whether an equivalent is plausible."""
    terms = complete_implied(text, join_ranges(text, read_terms(text, locale or Locale(text))))
    sums: list[MoneySum] = []
    index = 0
    while index < len(terms):
        equivalent = find_equivalent(text, terms, index, year)
        if terms[index].currency:
            sums.append(_money_sum(terms[index], equivalent))
        index += 1 + (equivalent.terms if equivalent else 0)
    return tuple(sums)


def _money_sum(term: Term, equivalent: Equivalent | None) -> MoneySum:
    return MoneySum(
        start=term.start,
        end=equivalent.end if equivalent else term.end,
        core_end=term.end,
        value=term.value,
        value_high=term.value_high,
        currency=term.currency or "",
        equivalent=equivalent,
        is_vague=term.is_vague,
        has_scale=term.has_scale,
        rule="vague" if term.is_vague else term.rule,
        confidence=_confidence(term, equivalent),
    )


def _confidence(term: Term, equivalent: Equivalent | None) -> float:
    confidence = VAGUE_CONFIDENCE if term.is_vague else CONFIDENCE[term.rule]
    if not term.has_scale:
        confidence = min(confidence, BARE_CONFIDENCE)
    if equivalent and equivalent.is_suspect:
        confidence = min(confidence, SUSPECT_CONFIDENCE)
    return confidence
