"""Whether a sum is a goal or a forecast rather than a fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role

if TYPE_CHECKING:
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.grammar import MoneySum
    from corpus.extraction.money.years import Dated

# Money that is given or promised: announcing it is a fact. What is measured can be a goal.
GIVEN: Final = frozenset({Role.INVESTMENT, Role.FUNDING, Role.FUND_SIZE, Role.CONTRACT, Role.PRICE})

GOAL = (
    r"aim(?:s|ed|ing)?|goals?|target(?:s|ed|ing)?|objectives?|striv(?:e|es|ing)|forecasts?|forecasted|projects\s+(?:that|its|the|an?)|projected|projections?|predict\w*|"
    r"envision\w*|envisag\w*|ambitions?|vision|hop(?:e|es|ed|ing)|seek(?:s|ing)?|wants?|vow(?:s|ed)|pledg(?:e|es|ed)|intend(?:s|ed)?|expect(?:s|ed|ing|ations?)?|slated|anticipat\w+|"
    r"estimat(?:es|ed)\s+(?:to|that)|set\s+to|on\s+track\s+to|poised\s+to|plans?\s+to|planned|planning\s+to|in\s+a\s+bid\s+to|blueprint"
)
MODAL = r"will|would|should|shall|(?:is|are)\s+to\b|can|could|(?-i:may)|might|'ll|once\s+\w+|upon\s+(?:completion|reaching)|(?:after|when|following)\s+(?:completion|it\s+is\s+completed|reaching|(?:full\s+)?operation\w*|it\s+goes)|when\s+(?:fully|completed|it)"
FACT = (
    r"reached|(?<!to\s)(?<!will\s)(?<!would\s)hit|totall?ed|stood\s+at|was|were|had|has(?!\s+(?:set|a\s+target))|have(?<!to\shave)(?<!will\shave)|recorded|achieved|generated|rose|grew|exceeded|topped|surpassed|amounted|came\s+to|registered|posted|saw|"
    r"jumped|surged|climbed|fell|dropped|brought|leaped|leapt|soared|earned|reported|booked|realized|realised|accounted|logged|increased|crossed|expanded|now\s+worth|is\s+worth|is\s+now"
)
MARKER = re.compile(rf"(?<![\w-])(?:(?P<future>{GOAL}|{MODAL})|(?P<fact>{FACT}))(?![\w-])", re.I)
GOAL_MARKER = re.compile(rf"(?<![\w-])(?:{GOAL})(?![\w-])", re.I)
STATED_BEHIND = re.compile(
    r"\b(?:(?:is|are|was|as|remains)\s+(?:the|a|an|its|their|our)\s+(?:\w+\s+)?(?:target|goal|aim|objective)|(?:is|are)\s+(?:intended|planned|expected|forecast|projected|targeted|envisaged|the\s+target)|"
    r"will\s+be\s+(?:formed|built|created|reached|achieved|reali[sz]ed|generated|established|cultivated|fostered|developed|added))\b",
    re.I,
)
COMES_NEARER = re.compile(
    r"\b(?:attract|draw|lure|bring\s+in|mobili[sz]e|reach|exceed|top|surpass|total|hit|secure|achieve|goal|target)\w*\b",
    re.I,
)
NEXT_CLAUSE = re.compile(r"[;]|,\s+(?:and|while|but|which|with|up)\b|\band\s+(?:it|is|are|will|the|its)\b")


def is_target(sentence: Sentence, money: MoneySum, role: Role, dated: Dated, published: int | None) -> bool:
    """`dated` is what the sentence says, `published` the year of publication; both only help where they are known."""
    if role in GIVEN:
        return _is_goal_to_attract(sentence.text[_end_of_last_sum(sentence, money) : money.start])
    if dated.year is not None and published is not None and (dated.is_beside or dated.year > published):
        return dated.year > published or (dated.year == published and _is_future(sentence, money))
    return _is_future(sentence, money)


def _is_future(sentence: Sentence, money: MoneySum) -> bool:
    marker = _last_marker(sentence.before(money))
    if marker is not None:
        return marker.lastgroup == "future"
    behind = sentence.after(money)
    clause_end = NEXT_CLAUSE.search(behind)
    return STATED_BEHIND.search(behind[: clause_end.start()] if clause_end else behind) is not None


def _end_of_last_sum(sentence: Sentence, money: MoneySum) -> int:
    return max([sentence.start, *(other.end for other in sentence.sums if other.end <= money.start)])


def _last_marker(before: str) -> re.Match[str] | None:
    last = None
    for last in MARKER.finditer(before):  # noqa: B007
        pass
    return last


def _is_goal_to_attract(before: str) -> bool:
    """Investment as the aim itself: "aims to attract 10 billion yuan of investment"."""
    last = None
    for last in GOAL_MARKER.finditer(before):  # noqa: B007
        pass
    return last is not None and COMES_NEARER.search(before, last.start()) is not None
