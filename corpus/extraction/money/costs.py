"""What "cost" and "sold" mean: an investment or a deal in millions, a price below, a loss where somebody bears it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role
from corpus.extraction.money.noun_phrases import LONGEST_PHRASE, NOUN_PHRASE_END
from corpus.extraction.money.relations import HEDGES

if TYPE_CHECKING:
    from collections.abc import Collection

    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.evidence import Evidence
    from corpus.extraction.money.grammar import MoneySum

HEDGE = re.compile(rf"\b{HEDGES}\b", re.I)
TO_SOMEBODY = re.compile(rf"\s+(?!of\b)(?!(?:{HEDGES}\s+)+$)(?:[\w'’&-]+\s+){{1,6}}")
TO_BUILD = re.compile(r"\s+to\s+(?:build|construct|develop|complete|finish|set\s+up|make|restore)\b", re.I)
OF_WARES = re.compile(r"\s+(?:worth\s+)?of\b", re.I)
WARES_WORTH = re.compile(r"\b(?:worth|valued\s+at)\b", re.I)
# "The drug sold 4 billion yuan", "growers sold apples for 4 billion yuan".
SELLING_WARES = re.compile(
    rf"(?:sold|sells?|selling)(?:\s+(?!(?:shares?|stock|land|assets?|bonds?|stakes?|rights|debt|property)\b)[a-z-]+\s+for)?\s+(?:(?:{HEDGES})\s+){{0,4}}$",
    re.I,
)
WARES_COUNTED = re.compile(
    r"\s+(?:(?:about|around|over|more\s+than|nearly|some|almost)\s+)?\d[\d,.]*\s+(?:(?:million|billion)\s+)?"
    r"(?!million|billion|percent|per\s+cent|pct|land|plots?|parcels?|shares?|brands?|business|compan|subsidiar|hectares?|mu\b"
    r"|acres?|stakes?)[a-z]",
    re.I,
)
ANY_ONE = re.compile(
    r"[“\"]?(?:an?|one|each|every)\s(?:[\w-]+\s){1,4}(?:costs|(?:now|still|usually|typically|often)\s+costs?)$",
    re.I,
)
BUILT = re.compile(
    r"\b(?:plants?|factory|fab|projects?|lines?|park|base|mill|mine|terminal|works|road|railway|bridge|hospital|station|phase|development|trial|drug)\b",
    re.I,
)
# "The infusion costs a patient 1.2 million yuan": what one of those who buy a thing pays is its price.
BUYERS = re.compile(
    r"\b(?:patient|buyer|customer|consumer|user|famil|household|driver|passenger|student|visitor|tenant)",
    re.I,
)
NAMED = re.compile(r"\s+(?:the\s+)?[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,2}")
LONGEST_PLACE: Final = 30
LOST_FACTOR: Final = 2.5


def cost_role(sentence: Sentence, money: MoneySum, item: Evidence) -> Role:
    if not money.has_scale or _is_of_one_ware(sentence, item):
        return Role.PRICE
    if item.role is Role.CONTRACT and _is_of_wares(sentence, money, item):
        return Role.REVENUE
    if not is_lost(sentence, money, item):
        return item.role
    return Role.PRICE if BUYERS.search(sentence.text, item.end, money.start) else Role.OTHER


def _is_of_one_ware(sentence: Sentence, item: Evidence) -> bool:
    """Whether any one thing of a sort costs so much: "a tanker now costs 120 million dollars"."""
    named = ANY_ONE.match(sentence.text, sentence.start, item.end)
    return named is not None and not BUILT.search(named.group())


def _is_of_wares(sentence: Sentence, money: MoneySum, item: Evidence) -> bool:
    """Whether goods are sold, and not a firm or a site: "sold 2 billion yuan of rice", "sold goods worth 2 billion yuan"."""
    return bool(
        OF_WARES.match(sentence.text, money.end)
        or SELLING_WARES.match(sentence.text, item.start, money.start)
        or WARES_COUNTED.match(sentence.text, item.end, money.start)
        or WARES_WORTH.search(sentence.text[item.end : money.start][-LONGEST_PHRASE:])
    )


def is_sold_to_place(sentence: Sentence, item: Evidence, place_ends: Collection[int]) -> bool:
    """Whether one place sells to another: "Vietnam sold China durian worth 2 billion dollars"."""
    if item.role is not Role.CONTRACT or item.start - 1 not in place_ends:
        return False
    return any(
        item.end < end <= item.end + LONGEST_PLACE and NAMED.fullmatch(sentence.text, item.end, end)
        for end in place_ends
    )


def is_lost(sentence: Sentence, money: MoneySum, item: Evidence) -> bool:
    """Whether somebody stands between "cost" and the sum: "it cost carmakers 40 billion euros"."""
    gap = sentence.text[item.end : money.start]
    if item.role is not Role.INVESTMENT or not TO_SOMEBODY.fullmatch(gap):
        return False
    if sentence.sums_between(item.end, money.start):
        return False
    return not NOUN_PHRASE_END.search(HEDGE.sub("", gap)) and not TO_BUILD.match(sentence.text, money.end)
