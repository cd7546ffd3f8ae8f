"""How strongly a word of the lexicon speaks for a sum, by where the two stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role
from corpus.extraction.money.costs import LOST_FACTOR, is_lost
from corpus.extraction.money.lexicon import Kind
from corpus.extraction.money.noun_phrases import LONGEST_PHRASE, NOUN_PHRASE_END
from corpus.extraction.money.phrases import phrases_pattern
from corpus.extraction.money.relations import HEDGES

if TYPE_CHECKING:
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.evidence import Evidence
    from corpus.extraction.money.grammar import MoneySum

SOURCE = rf"(?P<source>{phrases_pattern('comes/come/came/coming/derived/deriving/generated')}\s+)"
ARTICLES = rf"(?:{phrases_pattern('a/an/the/its/their/his/her/our/total/annual/combined/new')}\s+)*"
BEHIND = re.compile(
    rf"\s+(?:(?:(?:a|per|each|every)\s+year|annually)\s+)?(?:worth\s+|{SOURCE})?(?P<link>of|in|as|into|for|on|towards?|through|via|from|under|to)\s+{ARTICLES}",
    re.I,
)
AUXILIARIES: Final = phrases_pattern(
    "has/have/had/will/would/was/were/is/are/to/be/been/being/can/could/may/already/also/jointly/further"
)
ACT_ITSELF = re.compile(r"^\w+")
# "At 3 billion yuan, the city's exports were a fifth higher."
AT_FIRST = re.compile(rf"(?:^|[;,]\s(?:and\s|while\s)?|\n)at\s+(?:{HEDGES}\s+){{0,3}}$", re.I)
SUBJECT_BEHIND = re.compile(r",\s+(?:[\w'’-]+\s+){0,3}")
OF_NEXT = re.compile(rf"\s+(?:of|worth)\s+(?:{HEDGES}\s+){{0,4}}", re.I)
ARTICLE = re.compile(r"\b(?:an?|the|its|their)\b", re.I)
# "bought it for 5 billion dollars in cash"
FOR_PRICE = re.compile(rf"\bfor\s+(?:{HEDGES}\s+){{0,4}}$", re.I)
IN_CASH = re.compile(r"\s+in\s+(?:an?\s+)?(?:all-)?cash", re.I)
PASSIVE = re.compile(rf"\s+(?P<verbs>(?:{AUXILIARIES}\s+){{0,4}})$", re.I)
BEING = re.compile(r"\b(?:be|been|being|is|are|was|were)\b", re.I)
CONTRAST = re.compile(r"\b(?:while|whereas|but|although|despite|compared|up\s+from)\b", re.I)
# "projects worth 5 billion yuan": what stands before "worth" is what the sum measures.
MEASURED_BY = re.compile(
    rf"(?:\s+(?:there|here|in\s+[A-Z]\w+))?(?:\s+(?:is|are|was|were|now))?(?:\s+{phrases_pattern('agreed upon/on? | signed | inked | sealed | concluded | clinched | secured')},?)?"
    rf"\s+{phrases_pattern('worth/costing/entailing/involving/totaling/totalling | valued at | amounting to | to the amount/tune/value of')}\s+(?:{HEDGES}\s+){{0,5}}",
    re.I,
)
# Beyond so many other sums a word says next to nothing.
MOST_BETWEEN: Final = 4
LONGEST_OBJECT: Final = 60
FOR_PRICE_FACTOR: Final = 1.5
OBJECT_FACTOR: Final = 0.4
LONGEST_ATTRIBUTE: Final = 30
CONJOINED = re.compile(r"\b(?:and|plus|&)\b", re.I)
MEASURED_SCORE: Final = 2.6
ACT_BETWEEN_FACTOR: Final = 0.6
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


def score(sentence: Sentence, money: MoneySum, item: Evidence, *, last_act: int) -> float:
    """`last_act` is where the last verb before the sum begins, -1 without one."""
    if item.end <= money.start:
        return _score_before(sentence, money, item, last_act)
    return _score_behind(sentence, money, item)


def _score_before(sentence: Sentence, money: MoneySum, item: Evidence, last_act: int) -> float:
    between = sentence.sums_between(item.end, money.start)
    if between > MOST_BETWEEN:
        return 0.0
    gap = sentence.text[item.end : money.start]
    if item.is_measurable and MEASURED_BY.fullmatch(gap):
        return MEASURED_SCORE
    score = item.weight / (1 + 0.08 * len(gap) / CHARACTERS_PER_WORD)
    score *= 0.4**between
    score *= 0.88 ** min(gap.count(","), 4) * 0.4 ** min(gap.count(";"), 2) * 0.7 ** min(gap.count(":"), 1)
    score *= 0.5 if CONTRAST.search(gap) else 1.0
    score *= LOST_FACTOR if item.kind is Kind.COST and is_lost(sentence, money, item) else 1.0
    # "The centre received 12 million": what it did tells more than what it is.
    is_doer = item.kind is Kind.THING or item.role is Role.FUND_SIZE
    score *= ACT_BETWEEN_FACTOR if is_doer and item.end <= last_act else 1.0
    score *= FOR_PRICE_FACTOR if _is_for_price(sentence, money, item) else 1.0
    score *= OBJECT_FACTOR if _is_indirect_object(sentence, item, gap, last_act) else 1.0
    return score * (0.5 if _belongs_to_other(sentence, money, item) else 1.0)


def _is_for_price(sentence: Sentence, money: MoneySum, item: Evidence) -> bool:
    is_deal = item.is_act and item.role is Role.CONTRACT
    return is_deal and FOR_PRICE.search(sentence.before(money)[-LONGEST_PHRASE:]) is not None


def _is_indirect_object(sentence: Sentence, item: Evidence, gap: str, last_act: int) -> bool:
    """Whether a sum follows as what somebody gives the thing: "the city awarded the park 5 million yuan"."""
    if (
        item.kind is not Kind.THING
        or gap.strip()
        or not 0 <= item.start - last_act <= LONGEST_OBJECT
        or last_act < 0
    ):
        return False
    receiver = ACT_ITSELF.sub("", sentence.text[last_act : item.start])
    return not NOUN_PHRASE_END.search(ARTICLE.sub("", receiver))


def _belongs_to_other(sentence: Sentence, money: MoneySum, item: Evidence) -> bool:
    """Whether the word stands right behind an earlier sum: "4.3 billion yuan in taxes and invested 9.8 billion yuan",
    "the 3-billion-yuan fund put 900 million yuan into ..."."""
    earlier = [other for other in sentence.sums if other.end <= item.start and other is not money]
    if not earlier or item.is_act:
        return False
    gap = sentence.text[earlier[-1].end : item.start]
    link = BEHIND.match(gap + " ")
    if link is None:
        return len(gap) <= LONGEST_ATTRIBUTE and not NOUN_PHRASE_END.search(gap) and not CONJOINED.search(gap)
    return link["link"].lower() in ("in", "of") and not NOUN_PHRASE_END.search(gap[link.end() :])


def _is_of_next_sum(sentence: Sentence, item: Evidence) -> bool:
    """Whether the word tells what the sum behind it is: "a loss of 5 million yuan on sales of 90 million yuan"."""
    link = OF_NEXT.match(sentence.text, item.end)
    return link is not None and any(money.start == link.end() for money in sentence.sums)


def _is_passive(gap: str) -> bool:
    """Whether the sum is what the verb behind it is done to: "was invested", "invested", but not "has invested"."""
    link = PASSIVE.fullmatch(gap)
    return link is not None and (not link["verbs"] or BEING.search(link["verbs"]) is not None)


def _score_behind(sentence: Sentence, money: MoneySum, item: Evidence) -> float:
    gap = sentence.text[money.end : item.start]
    if len(gap) > LONGEST_PHRASE or sentence.sums_between(money.end, item.start):
        return 0.0
    if _is_of_next_sum(sentence, item):
        return 0.0
    if FOR_PRICE.search(sentence.before(money)[-LONGEST_PHRASE:]) and IN_CASH.fullmatch(
        sentence.text, money.end, item.end
    ):
        return 0.0
    if item.is_act:
        is_subject = item.role is not Role.CONTRACT or item.kind is Kind.GRANT
        return item.weight * (1.2 if is_subject and _is_passive(gap) else 0.2)
    if AT_FIRST.search(sentence.before(money)[-LONGEST_PHRASE:]) and SUBJECT_BEHIND.fullmatch(gap):
        return item.weight
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
