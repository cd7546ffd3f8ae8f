"""How exact a sum is, by the words right beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Qualifier

if TYPE_CHECKING:
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.grammar import MoneySum

UNDER = (
    r"up\s+to|as\s+(?:much|high|many)\s+as|less\s+than|(?:just|well|slightly)?\s*(?:under|below)|(?:no|not)\s+more\s+than|at\s+(?:the\s+)?most|"
    r"maximum(?:\s+\w+)?(?:\s+of)?|capp?(?:ed)?\s+(?:at|of)|(?:not|without)\s+exceed(?:ing)?|within|ceiling\s+of|shy\s+of|short\s+of|"
    r"lower\s+than"
)
OVER = (
    r"more\s+than|over|(?:in\s+)?excess\s+of|exceed(?:s|ed|ing)?|topp(?:ed|ing)|tops?|surpass(?:es|ed|ing)?|at\s+least|"
    r"(?:no|not)\s+(?:less|fewer|lower)\s+than|above|beyond|upwards?\s+of|north\s+of|greater\s+than|higher\s+than|larger\s+than|"
    r"cross(?:es|ed|ing)?|br(?:eaks?|oke|oken|eaking)(?:\s+through)?|past|minimum(?:\s+\w+)?(?:\s+of)?|outstripp\w+|"
    r"overtak\w+|starting\s+(?:at|from)"
)
ABOUT = (
    r"about|around|approximately|approx\.?|roughly|some|nearly|almost|close\s+to|near(?:ing)?|approach(?:es|ed|ing)?|"
    r"(?:an?\s+)?estimated|circa|ca\.|in\s+the\s+(?:region|order|neighbou?rhood)\s+of|virtually|[~≈]"
)
FILLER = r"(?:(?:an?|the|its|their|total|totals?|combined|overall|cumulative|aggregate|annual|of|another|whopping|staggering|yet|some|about)\s+){0,3}"
BEFORE = re.compile(
    rf"(?:\b|(?=[~≈]))(?:(?P<under>{UNDER})|(?P<over>{OVER})|(?P<about>{ABOUT}))\s*{FILLER}$", re.I
)
AFTER = re.compile(
    r"(?:\s+in\s+(?:\w+\s+){0,2}\w+(?=\s+or\s))?\s*(?:(?P<over>\+|-?plus\b|or\s+(?:more|above|over|higher|greater)\b|and\s+(?:above|over|more|up)\b(?=\s*(?:[.,;:)]|$|in\b|an?\b|annually\b))|upwards\b)"
    r"|(?P<under>or\s+(?:less|below|under)\b|at\s+(?:the\s+)?most\b)|(?P<about>or\s+so\b))",
    re.I,
)
LOOK_BACK: Final = 60


def qualifier_of(sentence: Sentence, money: MoneySum) -> Qualifier:
    if money.value_high is not None:
        return Qualifier.RANGE
    if money.is_vague:
        return Qualifier.ABOUT
    core = sentence.text[money.start : money.core_end]
    if core.endswith("plus"):
        return Qualifier.OVER
    return (
        _said(AFTER.match(sentence.text, money.core_end))
        or _said(AFTER.match(sentence.text, money.end))
        or _said(BEFORE.search(sentence.before(money)[-LOOK_BACK:]))
        or Qualifier.EXACT
    )


def _said(match: re.Match[str] | None) -> Qualifier | None:
    return Qualifier(match.lastgroup) if match and match.lastgroup else None
