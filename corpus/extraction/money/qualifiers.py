"""How exact a sum is, by the words right beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Qualifier
from corpus.extraction.money.phrases import phrases_pattern

if TYPE_CHECKING:
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.grammar import MoneySum

UNDER = phrases_pattern(
    """
    up to | as much/high/many as | less/lower than | under | below | no/not more than | at the? most | maximum amount/sum? of?
    | cap/capped of/at | not exceed | not exceeding | without exceeding | within | ceiling of | shy/short of
    """
)
OVER = phrases_pattern(
    """
    more/greater/higher/larger than | over | in? excess of | exceed(s) | exceeded | exceeding | top(s) | topped | topping
    | surpass | surpasses | surpassed | surpassing | at least | no/not less/fewer/lower than | above | beyond | upward(s) of
    | north of | cross | crosses | crossed | crossing | break(s)/broke/broken/breaking through? | past | minimum amount/sum? of?
    | overtak* | overtook | outstripp* | passed | passing | start/starts/starting at/from
    """
)
ABOUT = phrases_pattern(
    """
    about | around | approximately | approx. | approx | roughly | some | nearly | almost | close to | near | nearing
    | approach | approaches | approached | approaching | a/an? estimated | estimated total/combined? cost/costs/investment/price/value/outlay/bill/budget of/at/is | circa | ca. | in the region/order/neighbourhood/neighborhood of | something like | just about | virtually
    """
)
FILLER = phrases_pattern(
    "a/an/the/its/their/total/totals/combined/overall/cumulative/aggregate/annual/of/another/whopping/staggering/some/about"
)
BEFORE = re.compile(
    rf"(?:\b(?:(?P<under>(?<!\badd\s)(?<!\badds\s)(?<!\badded\s)(?<!\badding\s){UNDER})|(?P<over>(?<!\bon\s)(?<!\btax\s)(?<!\bhanded\s)(?<!\bhands\s)(?<!\bhand\s)(?<!\bturned\s)(?<!\bturns\s)(?<!\btook\s){OVER})|(?P<about>{ABOUT}))|[~≈])\s*(?:{FILLER}\s+){{0,3}}$",
    re.I,
)
# "5 billion yuan and more than 300 jobs" says nothing of the sum.
ENDS_HERE = r"(?=\s*(?:[.,;:)]|$|in\b|an?\b|annually\b))"
OVER_BEHIND = rf"\+|-?plus\b|{phrases_pattern('or more/above/over/higher/greater')}\b|{phrases_pattern('and above/upward(s)')}\b(?!\s+(?:\d|all\b))|{phrases_pattern('and over/more/up')}\b{ENDS_HERE}"
UNDER_BEHIND = rf"{phrases_pattern('or less/below/under | at the? most')}\b"
IN_REVENUE = r"(?:\s+in\s+(?:\w+\s+){0,2}\w+(?=\s+or\s))?"
AFTER = re.compile(
    rf"{IN_REVENUE}\s*(?:(?P<over>{OVER_BEHIND})|(?P<under>{UNDER_BEHIND})|(?P<about>or\s+(?:so|thereabouts)\b))",
    re.I,
)
PLUS = re.compile(r"\+|-plus\b", re.I)
# "more than the 5 billion of last year" compares, "over the 5-billion mark" does not.
THAN_THE_SUM = re.compile(r"\b(?:than|above|below|over|under|past|short\s+of|shy\s+of)\s+the\s+$", re.I)
MARK_BEHIND = re.compile(r"[\s-]+(?:mark|threshold|level|barrier|milestone)\b", re.I)
LOOK_BACK: Final = 60


def qualifier_of(sentence: Sentence, money: MoneySum) -> Qualifier:
    if money.value_high is not None:
        return Qualifier.RANGE
    if money.is_vague:
        return Qualifier.ABOUT
    core = sentence.text[money.start : money.core_end]
    if PLUS.search(core):
        return Qualifier.OVER
    before = sentence.before(money)[-LOOK_BACK:]
    if THAN_THE_SUM.search(before) and not MARK_BEHIND.match(sentence.text, money.end):
        return Qualifier.EXACT
    return (
        _said(AFTER.match(sentence.text, money.core_end))
        or _said(AFTER.match(sentence.text, money.end))
        or _said(BEFORE.search(before))
        or Qualifier.EXACT
    )


def _said(match: re.Match[str] | None) -> Qualifier | None:
    return Qualifier(match.lastgroup or "about") if match else None
