"""Sums that only define a group: "61 companies with an annual output of at least 100 million yuan"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction.base import Qualifier

if TYPE_CHECKING:
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.grammar import MoneySum

GROUP = re.compile(
    r"\b(?:(?:companies|enterprises|firms|businesses|manufacturers|those|projects|products|brands|clusters|units|taxpayers)\b"
    r"[^.;]{0,60}?\b(?:with|whose|having|that\s+have|which\s+have|generating|reporting|earning|recording|posting)"
    r"|(?:of|among)\s+(?:which|whom|them)\s+(?:have|had|each))\b(?P<gap>[^.;]{0,90})$",
    re.I,
)
TOTAL = re.compile(r"\b(?:total|totall?ing|combined|together|overall|aggregate)\b", re.I)
ANNUAL_OR_EACH = re.compile(
    r"\b(?:annual|annually|yearly|each|individual|main\s+business|a\s+year|per\s+year)\b", re.I
)


def is_threshold(sentence: Sentence, money: MoneySum, qualifier: Qualifier) -> bool:
    """Whether the sum is the bound that members of a group pass and so no figure of the group."""
    if qualifier not in (Qualifier.OVER, Qualifier.UNDER):
        return False
    group = GROUP.search(sentence.before(money)[-220:])
    if not group or TOTAL.search(group["gap"]):
        return False
    return ANNUAL_OR_EACH.search(group.group() + sentence.after(money)[:20]) is not None
