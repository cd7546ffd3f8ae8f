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
from corpus.extraction.money.phrases import phrases_pattern

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
UNIT: Final = phrases_pattern(
    """
    kwh | kilowatt* | mwh | mmbtu | watt(s) | ton(s) | tonne(s) | kg | kilo(s) | kilogram(s) | gram(s) | g | pound(s) | share(s)
    | unit(s) | piece(s) | box | boxes | dose(s) | vial(s) | injection(s) | tablet(s) | pill(s) | treatment(s) | bottle(s) | set(s)
    | barrel(s) | liter(s) | litre(s) | mu | hectare(s) | sq | square | km | kilometer(s) | meter(s) | vehicle(s) | car(s)
    | ticket(s) | night(s)
    """
)
UNIT_PRICE = re.compile(rf"\s*(?:/|\b(?:per|an?|each|every)\b)\s*(?:[a-z]+\s)?{UNIT}\b", re.I)
# What ends the noun that a sum stands before: prepositions, verbs, articles.
PHRASE_ENDING_WORDS: Final = phrases_pattern(
    """
    in/of/for/to/from/with/on/at/by/as/into/over/under/through/than/after/before/during/since/until/via/among/between/against
    | across/within/including/according/worth/per/up/down/more/last/this/each/respectively/annually/a/an/the/its/their/he/she/it
    | they/that/which/who/when/while/where/or/but/if/will/would/can/could/may/might/should/is/was/are/were/be/been/being/has/have
    | had/do/does/did/brought/came/comes/went/goes/saw/rose/fell/grew/hit/made/gave/led/took/won/helped/reached/received
    | contributed/invested/raised/spent
    """
)
NOUN_PHRASE_END = re.compile(rf"[.,;:!?()（）\[\]\n\"“”]|\s[-–—]+\s|\b{PHRASE_ENDING_WORDS}\b", re.I)
NO_NOUN_BEHIND = re.compile(
    rf"\s+{phrases_pattern('and/&/registered/recorded/posted/reported/achieved/realized/realised/generated/earned/paid/exceeded')}\s"
)
LONGEST_PHRASE: Final = 80
SOURCE = rf"(?P<source>{phrases_pattern('comes/come/came/coming/derived/deriving/generated')}\s+)"
ARTICLES = rf"(?:{phrases_pattern('a/an/the/its/their/his/her/our/total/annual/combined/new')}\s+)*"
BEHIND = re.compile(
    rf"\s+(?:worth\s+|{SOURCE})?(?P<link>of|in|as|into|for|on|towards?|through|via|from|under|to)\s+{ARTICLES}",
    re.I,
)
HEDGES: Final = phrases_pattern(
    "a/an/of/in/total/totaling/combined/more/less/than/about/around/over/nearly/some/up/to/approximately/excess/at/least/almost"
    "/additional/another"
)
OF_THE_SAME = re.compile(
    rf"\s+of\s+{phrases_pattern('that/this/which/it/them | the total/sum/amount/money/investment')}\b", re.I
)
THAT_OF = re.compile(r"\b(?:that|those)\s+(?:of|from|in|for)\s[^,;]{0,60}$", re.I)
PART_OF = re.compile(
    rf"\b{phrases_pattern('of/among which/that/this/these/them | of the total | including')},?\s+(?:{HEDGES}\s+){{0,3}}$",
    re.I,
)
DIFFERENCE = re.compile(
    r"\s+(?:more|less|higher|lower|fewer)(?:\s+(?:than(?!\s+\d)|every|each|from|year)\b|[.,;])", re.I
)
AUXILIARIES: Final = phrases_pattern(
    "has/have/had/will/would/was/were/is/are/to/be/been/being/can/could/may/already/also/jointly/further"
)
PASSIVE = re.compile(rf"\s+(?:{AUXILIARIES}\s+){{0,4}}$", re.I)
CONTRAST = re.compile(r"\b(?:while|whereas|but|although|despite|compared|up\s+from)\b", re.I)
# "projects worth 5 billion yuan": what stands before "worth" is what the sum measures.
MEASURED_BY = re.compile(
    rf"\s+{phrases_pattern('worth/costing/totaling/totalling | valued at | amounting to')}\s+(?:{HEDGES}\s+){{0,5}}",
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
