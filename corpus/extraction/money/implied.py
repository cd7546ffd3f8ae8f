"""Sums that leave something out: a level without a currency, a repeated unit, a forgotten scale."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.money.terms import Term

MILLION: Final = Decimal(1_000_000)
LEVEL = re.compile(r"[\s-]-?(?:level|scale|class)\b(?!\s+of\b)", re.I)
COUNTED = r"tons?|tonnes?|metric|square|cubic|people|users|doses|kilowatts?|kwh|mu|vehicles?|units?|strong|population"
CLUSTER = re.compile(
    rf"\s+(?:(?!(?:{COUNTED})\b)[\w&'’-]+\s+){{0,4}}(?:cluster|industry|industries|sector|industrial\s+(?:belt|chain|base))s?\b",
    re.I,
)
CHINESE = re.compile(r"\bChin(?:a|ese)\b")
HEDGE = r"(?:(?:about|around|some|over|nearly|more\sthan|only|just|approximately)\s+)?"
BEFORE_ELIDED = re.compile(
    rf"(?:\b(?:from|with|to|against|versus|than|and)|,|\b(?:for|in|by)\s+(?:19|20)\d\d:?)\s+{HEDGE}$", re.I
)
# "of which 12 billion will be spent this year", "in 2015 the figure was 6.1 billion": as much of what was counted last.
OF_LAST = re.compile(
    rf"\b(?:(?:of|among)\s+(?:which|this|that)(?:\s+sum)?,?"
    rf"|(?:the|that|this)\s+(?:figure|sum|amount|total)\s+(?:(?:had|has)\s+)?(?:only\s+)?"
    rf"(?:is|was|been|stood\s+at|reached|hit|came\s+to|rose\s+to|grew\s+to|fell\s+to|exceeded|topped))\s+{HEDGE}$",
    re.I,
)
VERB_BEHIND = re.compile(
    r"\s+(?:will|would|should|was|were|is|are|has|had|have|came|comes|went|goes|came)\b", re.I
)
AFTER_ELIDED = re.compile(
    r"\s*(?:[;)]|\.(?!\d)|\n|$)|,?\s+respectively\b|,?\s+(?:in|for|by|during)\s+(?:the\s+)?(?:same|previous|prior|first|second|"
    r"third|fourth|fiscal|19\d\d|20\d\d)\b|\s+(?:an?|the)\s+year\s+(?:ago|earlier|before)\b|\s+last\s+year\b|,\s+(?:up|down)\b",
    re.I,
)
# "total investment 8.9 billion": what can only be money, in a text that has named its currency before.
ONLY_MONEY = re.compile(
    rf"\b(?:investment|output\s+value|revenue|turnover|profits?|tax(?:es)?|budget|GDP|registered\s+capital)\s+"
    rf"(?:(?:of|is|was|reached|hit|totall?ed|exceeded|exceeds)\s+)?{HEDGE}$",
    re.I,
)
SENTENCE_END = re.compile(r"\n|[.!?]\s")
PER_UNIT = re.compile(r"\s*(?:/|per\b|an?\b|each\b|apiece\b)", re.I)
LARGE_MATTER = re.compile(
    r"\b(?:invest\w*|put|spend|spent|pour\w*|cost\w*|worth|total\w*|rais\w+|fund\w*|build\w*)\b", re.I
)
INVESTED = re.compile(r"\binvest(?:s|ed|ing|ments?)?\b[^.;\n]{0,30}$", re.I)
FEWEST_COUNTED: Final = 1000
# How far apart in the text a repeated unit may be left out.
NEAR: Final = 90
MOST_COMPARED: Final = 50
# Nobody reports an investment of less.
PALTRY: Final = 100
# A forgotten scale is known from a sum elsewhere that is nearly the same.
SAME_WITHIN: Final = Decimal("0.05")


def complete_implied(text: str, terms: Sequence[Term]) -> list[Term]:
    """The terms with the currency or the scale put in where the text leaves no doubt which is meant."""
    currency = _main_currency(text, terms)
    levels = (_with_level(text, term, currency) for term in terms) if currency else terms
    completed: list[Term] = []
    neighbour: Term | None = None
    counted: Term | None = None
    for term in levels:
        is_of_last = counted is not None and counted is neighbour and _is_of_last(text, term)
        completed.append(_with_neighbour_currency(text, term, neighbour, is_of_last) if neighbour else term)
        neighbour = completed[-1] if completed[-1].currency else neighbour
        counted = completed[-1] if completed[-1].currency or _is_count(term) else counted
    large = {
        (term.currency, term.number): term for term in completed if term.currency and term.factor >= MILLION
    }
    candidates = list(large.values())[:MOST_COMPARED]
    return [_with_forgotten_scale(text, term, candidates) for term in completed]


def _main_currency(text: str, terms: Sequence[Term]) -> str | None:
    counted = Counter(term.currency for term in terms if term.currency).most_common(1)
    if counted:
        return counted[0][0]
    return "CNY" if CHINESE.search(text) else None


def _with_level(text: str, term: Term, currency: str) -> Term:
    """A level without a currency, as in "a 10-billion-level industry" and "a 100-billion medicine cluster"."""
    if term.currency or term.factor < MILLION:
        return term
    level = LEVEL.match(text, term.end)
    is_hyphenated = "-" in text[term.start : term.end]
    if not level and not (is_hyphenated and CLUSTER.match(text, term.end)):
        return term
    return replace(term, currency=currency, end=level.end() if level else term.end, rule="level")


def _is_count(term: Term) -> bool:
    """Whether the number counts something, and isn't a year, a share or a place in a list."""
    return term.has_scale or (term.number >= FEWEST_COUNTED and not term.looks_like_year)


def _is_of_last(text: str, term: Term) -> bool:
    """Whether the number is a part of what was counted last, or the same thing at another time."""
    if term.factor < MILLION or not OF_LAST.search(text[max(0, term.start - 60) : term.start]):
        return False
    return bool(AFTER_ELIDED.match(text, term.end) or VERB_BEHIND.match(text, term.end))


def _with_neighbour_currency(text: str, term: Term, neighbour: Term, is_of_last: bool) -> Term:
    """The unit left out, as in "5 billion yuan in 2020, 6 billion in 2021" and "up from 5.1 billion a year earlier"."""
    if not term.currency and is_of_last:
        return replace(term, currency=neighbour.currency, rule="elided")
    if term.currency or not term.has_scale or not AFTER_ELIDED.match(text, term.end):
        return term
    if term.factor >= MILLION and ONLY_MONEY.search(text[max(0, term.start - 40) : term.start]):
        return replace(term, currency=neighbour.currency, rule="elided")
    if not BEFORE_ELIDED.search(text[max(0, term.start - 30) : term.start]):
        return term
    if term.start - neighbour.end > NEAR or SENTENCE_END.search(text, neighbour.end, term.start):
        return term
    return replace(term, currency=neighbour.currency, rule="elided")


def _with_forgotten_scale(text: str, term: Term, candidates: Sequence[Term]) -> Term:
    """An investment of "US$8.87" where the same text has "US$9 billion"; without such a sum it is left as written, but
    marked."""
    if not term.is_prefixed or term.has_scale or term.number >= 1000 or PER_UNIT.match(text, term.end):
        return term
    if not LARGE_MATTER.search(text[max(0, term.start - 40) : term.start]):
        return term
    for other in candidates:
        if other.currency == term.currency and abs(term.number - other.number) <= SAME_WITHIN * other.number:
            return replace(term, factor=other.factor, rule="missing-scale")
    is_too_small = term.number < PALTRY and INVESTED.search(text[max(0, term.start - 40) : term.start])
    return replace(term, rule="missing-scale") if is_too_small else term
