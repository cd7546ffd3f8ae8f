"""Words that the noun before rules: in "the effect of chip investment" the sum is an effect."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role
from corpus.extraction.money.noun_phrases import NOUN_PHRASE_END
from corpus.extraction.money.relations import HEDGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.extraction.money.evidence import Evidence

GOVERNED = re.compile(r"\s+(?:of|on|from)\s+(?P<rest>(?:[\w'’-]+\s+){0,5})")
ARTICLE = re.compile(r"\b(?:the|its|their|a|an)\b", re.I)
# "revenue from exports of 5 billion yuan": such a word speaks for itself.
OF_SUM = re.compile(rf"\s+of\s+(?:{HEDGES}\s+){{0,4}}(?=[\d$€£¥₹]|[A-Z]{{2,3}}\$?\s?\d|Rs)")
GOVERNED_FACTOR: Final = 0.3


def with_governed_weakened(text: str, evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """The evidence, in order, with those words made light that only tell what the word before is of."""
    head: Evidence | None = None
    for item in evidence:
        is_governed = head is not None and head.role is not item.role and _governs(text, head, item)
        yield replace(item, weight=item.weight * GOVERNED_FACTOR) if is_governed else item
        head = item


def _governs(text: str, head: Evidence, item: Evidence) -> bool:
    if item.is_measure and head.role is Role.FUND_SIZE:
        return True
    link = GOVERNED.fullmatch(text, head.end, item.start) if head.is_head else None
    if not link or NOUN_PHRASE_END.search(ARTICLE.sub("", link["rest"])):
        return False
    return not OF_SUM.match(text, item.end)
