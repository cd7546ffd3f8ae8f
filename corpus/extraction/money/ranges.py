"""Two terms that are the ends of one range: "5 to 8 billion yuan", "Rs 8,000-10,000 crore", "between $1 and $2 billion"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.extraction.money.terms import Term

LINK = re.compile(r"\s?(?P<dash>[-‐‑–~]{1,2})\s?|(?P<to>\s+to\s+|-to-)|(?P<and>\s+and\s+)")
HEDGE = r"(?:(?:about|around|over|nearly|some|less\sthan|more\sthan|approximately)\s+)?"
AFTER_BETWEEN = re.compile(rf"\bbetween\s+{HEDGE}$", re.I)
AFTER_FROM = re.compile(rf"\bfrom\s+{HEDGE}$", re.I)
AFTER_DATE_WORD = re.compile(
    r"(?:\b(?:in|since|by|of|until|during|for|year|fy|no\.?|phase|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?)\s+"
    r"|[\w./-])$",
    re.I,
)
CHANGE = re.compile(
    r"\b(?:r[oi]se|rising|risen|gr[eo]w\w*|increas\w+|jump\w*|surg\w+|climb\w*|expan\w+|soar\w*|leap\w*|up|down|f[ae]ll\w*|"
    r"drop\w*|declin\w+|decreas\w+|rais\w+|lift\w*|boost\w*|cut|narrow\w*|shr[aiu]nk|slump\w*|doubl\w+|tripl\w+|swung|"
    r"improv\w+|revis\w+|went|gone|moved?)\b",
    re.I,
)
LOOK_BACK: Final = 120
# Further apart than this the two are no ends of one estimate.
WIDEST: Final = 1000


def join_ranges(text: str, terms: Sequence[Term]) -> list[Term]:
    """The terms with each pair of range ends made one. "from 5 billion to 8 billion yuan" after a word of change stays two
    terms, the first of which takes over the currency."""
    joined: list[Term] = []
    for term in terms:
        pair = _pair(text, joined[-1], term) if joined else None
        if pair:
            joined[-1:] = pair
        else:
            joined.append(term)
    return joined


def _pair(text: str, low: Term, high: Term) -> tuple[Term, ...] | None:
    link = LINK.fullmatch(text, low.end, high.start)
    low_scaled = _complete(low, high)
    if not link or low_scaled is None or not _may_be_low(text, low) or high.number_high or low.number_high:
        return None
    high = replace(high, currency=high.currency or low.currency)
    if link["to"] and _is_change(text, low.start):
        return low_scaled, high
    if link["and"] and not AFTER_BETWEEN.search(text[max(0, low.start - 40) : low.start]):
        return None
    if not low_scaled.value < high.value <= WIDEST * low_scaled.value:
        return None
    factor = high.factor
    return (
        replace(
            high,
            start=low.start,
            number=low_scaled.value / factor,
            number_high=high.number,
            is_prefixed=low.is_prefixed,
            rule="range",
        ),
    )


def _complete(low: Term, high: Term) -> Term | None:
    """`low` with the currency and the scale that the range says only once; None when there's no currency at all."""
    currency = low.currency or high.currency
    if currency is None or (low.currency and high.currency and low.currency != high.currency):
        return None
    says_unit_itself = low.has_scale or (low.currency is not None and not low.is_prefixed)
    return replace(low, currency=currency, factor=low.factor if says_unit_itself else high.factor)


def _may_be_low(text: str, low: Term) -> bool:
    """Whether the number can be a sum at all: "in 2015 to 9,328 yuan" and "on April 10 to 5 billion yuan" aren't ranges."""
    if low.has_scale or low.currency:
        return True
    return not low.looks_like_year and not AFTER_DATE_WORD.search(text[max(0, low.start - 12) : low.start])


def _is_change(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    return AFTER_FROM.search(before) is not None and CHANGE.search(before) is not None
