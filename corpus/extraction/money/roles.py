"""What a sum is: investment, revenue, tax ... by the words around it.

Every word of the lexicon in the sentence gives its role a score by its weight and by where it stands: right behind the sum
("5 billion yuan in revenue", "a 5-billion-yuan plant"), before it ("revenue of 5 billion yuan"), or further away. The best
score wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Qualifier, Role
from corpus.extraction.money.constructions import constructed_role
from corpus.extraction.money.costs import cost_role, is_sold_to_place
from corpus.extraction.money.evidence import find_evidence
from corpus.extraction.money.heads import with_governed_weakened
from corpus.extraction.money.lexicon import Kind
from corpus.extraction.money.noun_phrases import LONGEST_PHRASE, NOUN_PHRASE_END
from corpus.extraction.money.payers import granted_role
from corpus.extraction.money.phrases import phrases_pattern
from corpus.extraction.money.qualifiers import qualifier_of
from corpus.extraction.money.relations import HEDGES
from corpus.extraction.money.scoring import score
from corpus.extraction.money.sizes import LARGE, is_each, is_per_share, is_small, is_unit_price, is_wage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.evidence import Evidence
    from corpus.extraction.money.grammar import MoneySum


@dataclass(frozen=True, slots=True)
class Judgement:
    """A role and how strongly the sentence speaks for it; below `WEAK` other mentions and sums know better."""

    role: Role
    score: float


WEAK: Final = 0.75
UNIT_PRICE_SCORE: Final = 2.3
WAGE_SCORE: Final = 2.1
EACH_SCORE: Final = 2.2
SMALL_SCORE: Final = 0.8
SMALL_FACTOR: Final = 0.5
LONGEST_LINK: Final = 120
NO_NOUN_BEHIND = re.compile(
    rf"\s+{phrases_pattern('and/&/registered/recorded/posted/reported/achieved/realized/realised/generated/earned/paid/exceeded')}\s"
)
DIFFERENCE = re.compile(
    r"\s+(?:more|less|higher|lower|fewer)(?:\s+(?:than(?!\s+\d)|every|each|from|year)\b|[.,;])", re.I
)
# "a factory for which 2 billion yuan has been raised": what it is for tells more than where it comes from.
FOR_WHICH = re.compile(
    r"\bfor\s+which\s+(?:(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:budget|cost|price|bill)\s+(?:is|was|will\s+be|of|comes\s+to)\s+"
    rf"|(?P<paid>[^,.;]{{1,60}}?\b(?:paid|pays|spent|put\s+aside|set\s+aside|earmarked|budgeted)\s+))?(?:{HEDGES}\s+){{0,4}}$",
    re.I,
)
FOR_WHICH_SCORE: Final = 2.6
CONSTRUCTED_SCORE: Final = 4.0


def judge(
    sentence: Sentence, money: MoneySum, evidence: Sequence[Evidence], place_ends: Collection[int] = ()
) -> Judgement | None:
    """The role that the sentence gives the sum; None when it says nothing. `place_ends` are the offsets where names of
    places end."""
    if DIFFERENCE.match(sentence.text, money.end):
        return Judgement(Role.OTHER, 3.0)
    last_act = max((item.start for item in evidence if item.is_act and item.end <= money.start), default=-1)
    found = [
        Judgement(_role_of(sentence, money, item, evidence, place_ends), value)
        for item in evidence
        if (value := score(sentence, money, item, last_act=last_act))
    ]
    found += _attributive(sentence, money, evidence)
    found += _by_unit(sentence, money)
    found += _for_thing(sentence, money, evidence)
    if role := constructed_role(sentence, money):
        found.append(Judgement(role, CONSTRUCTED_SCORE))
    if is_small(money):
        unlikely = LARGE - {Role.FUNDING} if is_unit_price(sentence, money) else LARGE
        found = [_for_small(judgement, unlikely) for judgement in found]
    if is_per_share(sentence, money) and _speaks_of_earnings(found):
        return Judgement(Role.OTHER, UNIT_PRICE_SCORE)
    return max(found, key=lambda judgement: judgement.score, default=None)


def _role_of(
    sentence: Sentence,
    money: MoneySum,
    item: Evidence,
    evidence: Sequence[Evidence],
    place_ends: Collection[int],
) -> Role:
    if item.kind is Kind.GRANT:
        return granted_role(sentence, money, item, evidence, place_ends)
    if item.kind is not Kind.COST:
        return item.role
    if is_sold_to_place(sentence, item, place_ends):
        return Role.EXPORT
    return cost_role(sentence, money, item)


def _by_unit(sentence: Sentence, money: MoneySum) -> Iterator[Judgement]:
    if is_unit_price(sentence, money):
        yield Judgement(Role.PRICE, UNIT_PRICE_SCORE)
    elif is_wage(sentence, money):
        yield Judgement(Role.OTHER, WAGE_SCORE)
    elif is_small(money):
        yield Judgement(Role.PRICE, SMALL_SCORE)
    if is_each(sentence, money) and qualifier_of(sentence, money) is Qualifier.UNDER:
        yield Judgement(Role.FUNDING, EACH_SCORE)


def _for_thing(sentence: Sentence, money: MoneySum, evidence: Sequence[Evidence]) -> Iterator[Judgement]:
    if link := FOR_WHICH.search(sentence.before(money)[-LONGEST_LINK:]):
        start = money.start - len(link.group())
        things = [item for item in evidence if item.end <= start and item.kind is Kind.THING]
        if things or link["paid"]:
            yield Judgement(things[-1].role if things else Role.INVESTMENT, FOR_WHICH_SCORE)


def _speaks_of_earnings(found: Sequence[Judgement]) -> bool:
    """Whether profit or a dividend is meant, even if a price is as likely: "earnings of 3 dollars a share"."""
    scores = (judgement.score for judgement in found if judgement.role in (Role.PROFIT, Role.OTHER))
    return max(scores, default=0.0) >= UNIT_PRICE_SCORE / 2


def _for_small(judgement: Judgement, unlikely: Collection[Role]) -> Judgement:
    return Judgement(judgement.role, judgement.score * (SMALL_FACTOR if judgement.role in unlikely else 1))


def evidence_of(sentence: Sentence) -> Sequence[Evidence]:
    """The evidence of the sentence outside its sums."""
    found = find_evidence(sentence.text, sentence.start, sentence.end)
    outside = [
        item for item in found if not any(money.start <= item.start < money.end for money in sentence.sums)
    ]
    return list(with_governed_weakened(sentence.text, outside))


def _attributive(sentence: Sentence, money: MoneySum, evidence: Sequence[Evidence]) -> Iterator[Judgement]:
    """The noun that the sum stands before like an adjective: the last one of "an 8-billion-yuan biopharmaceutical industry
    park"."""
    start = money.end
    if NO_NOUN_BEHIND.match(sentence.text, start):
        return
    stop = NOUN_PHRASE_END.search(sentence.text, start, min(start + LONGEST_PHRASE, sentence.end))
    end = stop.start() if stop else min(start + LONGEST_PHRASE, sentence.end)
    end = min([end, *(other.start for other in sentence.sums if other.start > start)])
    heads = [item for item in evidence if start <= item.start < end and not item.is_act]
    if heads and (sentence.text[start : heads[0].start].strip() or start < heads[0].start):
        yield Judgement(heads[-1].role, 3.0 if heads[-1].kind is Kind.METRIC else 2.7)
