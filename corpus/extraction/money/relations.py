"""Sums that are told by the sum before: its parts, its sisters, what it is compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.extraction.money.phrases import phrases_pattern

if TYPE_CHECKING:
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.grammar import MoneySum

HEDGES: Final = phrases_pattern(
    "a/an/of/in/total/totaling/combined/more/less/than/about/around/over/nearly/some/up/to/approximately/excess/at/least/almost"
    "/additional/another/roughly/just/only/close/further/estimated/the/just/initial/under/below/above/as/much/many"
)
OF_THE_SAME = re.compile(
    rf"\s+of\s+{phrases_pattern('that/this/which/it/them | the total/sum/amount/money/investment')}\b", re.I
)
THAT_OF = re.compile(r"\b(?:that|those)\s+(?:of|from|in|for)\s[^,;]{0,60}$", re.I)
PART_OF = re.compile(
    rf"\b{phrases_pattern('of/among which/that/this/these/them | of the total | including')},?\s+(?:{HEDGES}\s+){{0,3}}$",
    re.I,
)
FORECAST: Final = phrases_pattern("target/goal/forecast/guidance/estimate/projection/plan/budget")
STANDARDS: Final = phrases_pattern(
    "up/down? from | compared with/to | against | versus | vs | rather/other than | on top of | in addition to | instead of | besides"
    "/plus | double/twice/triple/than/above/below/exceeding/missing/beating/of its/their/the/a"
)
COMPARED = re.compile(
    rf"\b{STANDARDS}(?:\s+(?:[\w-]+\s+)?{FORECAST}\s+of)?\s+(?:(?:{HEDGES}|last\s+year['’]s)\s+){{0,4}}$",
    re.I,
)
FOLLOWED_BY = re.compile(r"\bfollowed\s+by\s[^;]{1,80}?\swith\s+$|\b\w+\s+with\s+$", re.I)
YEAR_IN_BRACKETS = re.compile(r"[(（][^()（）]{0,20}\b(?:19|20)\d\d:?\s*$")
PHASE = re.compile(
    rf"\b{phrases_pattern('first/second/third/initial phase/stage/tranche/period/instalment/installment/batch/closing')}"
    rf"\s+(?:(?:of|being|is|was|at|{HEDGES})\s+){{0,3}}$",
    re.I,
)
FIGURE = re.compile(r"\b(?:the|this|that|year['’]s)\s+(?:figure|number|amount)s?\s+(?:\w+\s+){0,3}$", re.I)
LOOK_BACK: Final = 100


def refers_back(sentence: Sentence, money: MoneySum) -> bool:
    """Whether the sum is a part or a sister of the sum before it: "$818 million of that", "that of services was ...",
    "up from 3 billion yuan"."""
    before = sentence.before(money)[-LOOK_BACK:]
    return bool(
        OF_THE_SAME.match(sentence.text, money.end)
        or PART_OF.search(before)
        or THAT_OF.search(before)
        or FIGURE.search(before)
        or _is_sister(sentence, money)
    )


def names_the_figure(sentence: Sentence, money: MoneySum) -> bool:
    """Whether the sentence speaks of "the figure", which an earlier paragraph may have told."""
    return FIGURE.search(sentence.before(money)[-LOOK_BACK:]) is not None


def _is_sister(sentence: Sentence, money: MoneySum) -> bool:
    """Whether the words since the sum before, in the same sentence, compare the two."""
    earlier = [other.end for other in sentence.sums if other.end <= money.start]
    if not earlier:
        return False
    gap = sentence.text[max(earlier[-1], money.start - LOOK_BACK) : money.start]
    return any(pattern.search(gap) for pattern in (COMPARED, FOLLOWED_BY, YEAR_IN_BRACKETS, PHASE))
