"""Lists that belong together item by item: "output and tax of 50 billion yuan and 3 billion yuan respectively"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from corpus.extraction.money.lexicon import Kind
from corpus.extraction.money.phrases import phrases_pattern
from corpus.extraction.money.relations import HEDGES
from corpus.extraction.money.timeline import Use

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.extraction.base import Role
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.evidence import Evidence
    from corpus.extraction.money.grammar import MoneySum
    from corpus.extraction.money.timeline import Moment

PAIR: Final = 2
AND = re.compile(r"\s+and\s+(?:[a-z-]+\s+){0,2}", re.I)
VERB = re.compile(
    rf"\s+{phrases_pattern('were | are | reached | hit | totaled | totalled | came to | amounted to | of')}\s+(?:{HEDGES}\s+){{0,3}}",
    re.I,
)
RESPECTIVELY = re.compile(r"\brespectively\b", re.I)
BETWEEN_ITEMS = re.compile(r"\s*(?:,|,?\s+and|&)\s+(?:[a-z]+\s+){0,2}", re.I)


def respective_roles(sentence: Sentence, evidence: Sequence[Evidence]) -> Mapping[int, Role]:
    """The role of each listed sum, by the sum's start."""
    sums = _listed_sums(sentence) or _paired_sums(sentence, evidence)
    if not sums:
        return {}
    metrics = [item for item in evidence if item.kind is Kind.METRIC and item.end <= sums[0].start]
    metrics = metrics[-len(sums) :]
    if len(metrics) < len(sums) or len({item.role for item in metrics}) < len(sums):
        return {}
    return {money.start: item.role for money, item in zip(sums, metrics, strict=True)}


def respective_years(sentence: Sentence, points: Sequence[Moment]) -> Mapping[int, Moment]:
    """The point in time of each listed sum, by the sum's start."""
    sums = _listed_sums(sentence)
    figures = [point for point in points if point.use is Use.FIGURE and point.year]
    if not sums or len(figures) != len(sums):
        return {}
    return {money.start: point for money, point in zip(sums, figures, strict=True)}


def _paired_sums(sentence: Sentence, evidence: Sequence[Evidence]) -> Sequence[MoneySum]:
    """The sums of "revenue and profit were 3 billion yuan and 300 million yuan", which needs no "respectively"."""
    sums = sentence.sums
    metrics = [item for item in evidence if item.kind is Kind.METRIC and item.end <= sums[0].start]
    if len(sums) != PAIR or len(metrics) < PAIR:
        return ()
    one, other = metrics[-PAIR:]
    is_pair = AND.fullmatch(sentence.text, one.end, other.start)
    are_given = VERB.fullmatch(sentence.text, other.end, sums[0].start)
    return sums if is_pair and are_given and AND.fullmatch(sentence.text, sums[0].end, sums[1].start) else ()


def _listed_sums(sentence: Sentence) -> Sequence[MoneySum]:
    """The sums of a sentence with "respectively", if they stand in one list."""
    sums = sentence.sums
    if len(sums) < 2 or not RESPECTIVELY.search(sentence.text, sums[-1].end, sentence.end):
        return ()
    gaps = (sentence.text[one.end : other.start] for one, other in pairwise(sums))
    return sums if all(BETWEEN_ITEMS.fullmatch(gap) for gap in gaps) else ()
