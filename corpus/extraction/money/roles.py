"""What a sum is: investment, revenue, tax ... by the words around it.

Every word of the lexicon in the sentence gives its role a score by its weight and by where it stands: right behind the sum
("5 billion yuan in revenue", "a 5-billion-yuan plant"), before it ("revenue of 5 billion yuan"), or further away. The best
score wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role
from corpus.extraction.money.evidence import find_evidence
from corpus.extraction.money.lexicon import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.evidence import Evidence
    from corpus.extraction.money.grammar import MoneySum


@dataclass(frozen=True, slots=True)
class Judgement:
    """A role and how strongly the sentence speaks for it; below `WEAK` other mentions and sums know better."""

    role: Role
    score: float


WEAK: Final = 0.75
UNIT_PRICE = re.compile(
    r"\s*(?:/|\bper\b|\b(?:an?|each|every)\b)\s*(?:[a-z]+\s)?(?:kwh|kilowatt|mwh|ton(?:ne)?s?|kg|kilo(?:gram)?s?|grams?|g|shares?|units?|pieces?|boxe?s?|doses?|"
    r"vials?|barrels?|mu|hectares?|sq|square|liters?|litres?|bottles?|sets?|vehicles?|cars?|tickets?|nights?|"
    r"mmbtu|watts?|pounds?|kilometers?|km|meters?|injections?|tablets?|pills?|treatments?)\b",
    re.I,
)
NOUN_PHRASE_END = re.compile(
    r"[.,;:!?()（）\[\]\n\"“”]|\s[-–—]+\s|\b(?:in|of|for|to|from|with|on|at|by|will|would|is|was|are|were|has|have|had|that|which|who|as|into|over|under|"
    r"through|than|after|before|when|while|where|last|this|during|since|until|via|among|between|can|could|may|might|should|or|but|if|up|down|more|"
    r"worth|per|its|their|he|she|it|they|be|been|being|against|across|within|including|according|each|respectively|annually|an?|the|brought|came|comes|went|goes|saw|rose|fell|grew|hit|made|gave|led|took|won|do|does|did|helped|reached|received|contributed|invested|raised|spent)\b",
    re.I,
)
NO_NOUN_BEHIND = re.compile(
    r"\s+(?:and|&|registered|recorded|posted|reported|achieved|reali[sz]ed|generated|earned|paid|exceeded|surpassed|totall?ed)\s"
)
LONGEST_PHRASE: Final = 80
BEHIND = re.compile(
    r"\s+(?:worth\s+|(?P<source>comes?\s+|came\s+|coming\s+|deriv\w+\s+|generated\s+))?(?P<link>of|in|as|into|for|on|towards?|through|via|from|under|to)\s+(?:(?:an?|the|its|their|total|annual|combined|new|his|her|our)\s+)*",
    re.I,
)
OF_THE_SAME = re.compile(
    r"\s+of\s+(?:that|this|which|it|them|the\s+(?:total|sum|amount|money|investment))\b", re.I
)
THAT_OF = re.compile(r"\b(?:that|those)\s+(?:of|from|in|for)\s[^,;]{0,60}$", re.I)
PART_OF = re.compile(
    r"(?:\b(?:of|among)\s+(?:which|that|this|these|them|the\s+total),?|\bincluding)\s+(?:(?:about|around|over|some|nearly|more\s+than|an?|"
    r"additional|another)\s+){0,2}$",
    re.I,
)
DIFFERENCE = re.compile(
    r"\s+(?:more|less|higher|lower|fewer|above|below)\b(?!\s+than\s+\d)(?:\s+(?:than|every|each|from|year)\b|[.,;])",
    re.I,
)
PASSIVE = re.compile(
    r"\s+(?:(?:has|have|had|will|would|was|were|is|are|to|be|been|being|can|could|may|already|also|jointly|further)\s+){0,4}$",
    re.I,
)
CONTRAST = re.compile(r"\b(?:while|whereas|but|although|despite|compared|up\s+from)\b", re.I)
# "projects worth 5 billion yuan": what stands before "worth" is what the sum measures.
MEASURED_BY = re.compile(
    r"\s+(?:worth|valued\s+at|costing|totall?ing|amounting\s+to)\s+(?:(?:an?|of|in|total|totall?ing|combined|more|less|than|"
    r"about|around|over|nearly|some|up|to|approximately|excess|at|least|almost)\s+){0,5}",
    re.I,
)
MEASURED_SCORE: Final = 2.6
# Words a reader crosses between evidence and sum; about six characters each.
CHARACTERS_PER_WORD: Final = 6.0
LINK_WEIGHTS: Final = {
    "of": 1.25,
    "in": 1.25,
    "as": 1.0,
    "into": 0.75,
    "for": 0.75,
    "on": 0.9,
    "toward": 0.6,
    "towards": 0.6,
    "to": 0.45,
    "from": 0.6,
}


def judge(sentence: Sentence, money: MoneySum, evidence: Sequence[Evidence]) -> Judgement | None:
    """The role that the sentence gives the sum; None when it says nothing."""
    if UNIT_PRICE.match(sentence.text, money.end) and not money.has_scale:
        return Judgement(Role.PRICE, 4.0)
    if DIFFERENCE.match(sentence.text, money.end):
        return Judgement(Role.OTHER, 3.0)
    scores = [Judgement(item.role, _score(sentence, money, item)) for item in evidence]
    scores += _attributive(sentence, money, evidence)
    return max(scores, key=lambda found: found.score, default=None)


def refers_back(sentence: Sentence, money: MoneySum) -> bool:
    """Whether the sum is a part or a sister of the sum before it: "$818 million of that", "that of services was ..."."""
    return bool(
        OF_THE_SAME.match(sentence.text, money.end)
        or PART_OF.search(sentence.before(money))
        or THAT_OF.search(sentence.before(money))
    )


def evidence_of(sentence: Sentence) -> Sequence[Evidence]:
    """The evidence of the sentence outside its sums."""
    found = find_evidence(sentence.text, sentence.start, sentence.end)
    return [
        item for item in found if not any(money.start <= item.start < money.end for money in sentence.sums)
    ]


def _score(sentence: Sentence, money: MoneySum, item: Evidence) -> float:
    if item.end <= money.start:
        return _score_before(sentence, money, item)
    return _score_behind(sentence, money, item)


def _score_before(sentence: Sentence, money: MoneySum, item: Evidence) -> float:
    gap = sentence.text[item.end : money.start]
    if MEASURED_BY.fullmatch(gap):
        return MEASURED_SCORE
    score = item.weight / (1 + 0.08 * len(gap) / CHARACTERS_PER_WORD)
    score *= 0.4 ** sentence.sums_between(item.end, money.start)
    score *= 0.88 ** min(gap.count(","), 4) * 0.4 ** min(gap.count(";"), 2) * 0.7 ** min(gap.count(":"), 1)
    score *= 0.5 if CONTRAST.search(gap) else 1.0
    return score * (0.5 if _belongs_to_other(sentence, money, item) else 1.0)


def _belongs_to_other(sentence: Sentence, money: MoneySum, item: Evidence) -> bool:
    """Whether the word stands right behind an earlier sum: "4.3 billion yuan in taxes and invested 9.8 billion yuan"."""
    earlier = [other for other in sentence.sums if other.end <= item.start and other is not money]
    if not earlier or item.kind is Kind.ACT:
        return False
    gap = sentence.text[earlier[-1].end : item.start]
    link = BEHIND.match(gap + " ")
    return (
        link is not None
        and link["link"].lower() in ("in", "of")
        and not NOUN_PHRASE_END.search(gap[link.end() :])
    )


def _score_behind(sentence: Sentence, money: MoneySum, item: Evidence) -> float:
    gap = sentence.text[money.end : item.start]
    if len(gap) > LONGEST_PHRASE or sentence.sums_between(money.end, item.start):
        return 0.0
    if item.kind is Kind.ACT:
        return item.weight * (1.2 if PASSIVE.fullmatch(gap) else 0.2)
    link = BEHIND.match(gap + " ")
    if not link:
        return 0.15 * item.weight if not NOUN_PHRASE_END.search(gap) else 0.1 * item.weight
    words_between = gap[link.end() :]
    if NOUN_PHRASE_END.search(words_between):
        return 0.15 * item.weight
    factor = 1.0 if link["source"] else LINK_WEIGHTS.get(link["link"].lower(), 0.45)
    if item.kind is Kind.THING and factor > 1 and "worth" not in link.group():
        factor = 0.35
    return item.weight * factor / (1 + 0.05 * len(words_between) / CHARACTERS_PER_WORD)


def _attributive(sentence: Sentence, money: MoneySum, evidence: Sequence[Evidence]) -> Iterator[Judgement]:
    """The noun that the sum stands before like an adjective: the last one of "an 8-billion-yuan biopharmaceutical industry
    park"."""
    start = money.end
    if NO_NOUN_BEHIND.match(sentence.text, start):
        return
    stop = NOUN_PHRASE_END.search(sentence.text, start, min(start + LONGEST_PHRASE, sentence.end))
    end = stop.start() if stop else min(start + LONGEST_PHRASE, sentence.end)
    end = min([end, *(other.start for other in sentence.sums if other.start > start)])
    heads = [
        item for item in evidence if start <= item.start and item.end <= end and item.kind is not Kind.ACT
    ]
    if heads and (sentence.text[start : heads[0].start].strip() or start < heads[0].start):
        yield Judgement(heads[-1].role, 3.0 if heads[-1].kind is Kind.METRIC else 2.7)
