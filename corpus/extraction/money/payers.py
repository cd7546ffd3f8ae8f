"""Who gives a sum: what a government sets aside or pays is funding, what a company does is investment or a deal."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role
from corpus.extraction.money.lexicon import Kind
from corpus.extraction.money.phrases import phrases_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.evidence import Evidence
    from corpus.extraction.money.grammar import MoneySum

PUBLIC: Final = phrases_pattern(
    """
    government(s) | ministry | ministries | administration | commission | council | authority | authorities | treasury | cabinet
    | parliament | congress | EU | bureau | department | agency | governor | mayor | committee | state budget
    | the province/city/county/district/prefecture/state/municipality/zone/park/region/territory/town/centre/union/country
    | the act/law/bill/budget
    | the new/high-tech/development/demonstration/pilot/economic/cooperation area/zone
    """
)
# Who can be the subject of "put" and "inject" and isn't merely a place where a company does so.
STATE = re.compile(
    r"\b(?:governments?|ministry|ministries|treasury|cabinet|parliament|congress|EU|European Commission)(?!-|['’]s)\b",
    re.I,
)
PUBLIC_PAYER = re.compile(rf"\b(?:{PUBLIC}|(?-i:Foundation|Endowment))\b", re.I)
VERBS: Final = phrases_pattern(
    "has/have/had/will/would/is/was/are/were/be/been/to/also/already/meanwhile/itself"
)
DOES = re.compile(rf"\s+(?:{VERBS}\s+){{0,4}}$")
# "the government said that Intel will put ..."
OTHER_SUBJECT = re.compile(r"\bthat\s+(?!(?:it|they)\b)", re.I)
PUBLIC_SUBJECT = re.compile(
    r"(?:\bthe\s+(?:province|city|county|district|prefecture|state|municipality)"
    r"|\b(?:ministry|department|bureau|council|commission|authority|agency|administration|state|county|city|ministers?|chancellor|governor|premier|president|mayor)"
    r"(?:\s+(?:of|for)\s+(?:[A-Z][\w-]+,?\s+|and\s+){0,5}[A-Z][\w-]+)?)"
    rf"\s+(?:{VERBS}\s+){{0,4}}$",
    re.I,
)
FIRM_SUBJECT = re.compile(
    r"\b(?:group|company|firm|\w*maker|giant|manufacturer|producer|developer|operator|conglomerate|startup|start-up|Co|Corp|Inc|Ltd"
    r"|companies|firms|manufacturers|promoters?|investors?|owners?|sponsors?|consortium|partners)\b\.?"
    rf"\s+(?:{VERBS}\s+){{0,4}}$",
    re.I,
)
# "and 5 million yuan has been set aside" is another clause than that which names the government.
CLAUSE_START = re.compile(r";|,\s+(?:and|while|but|whereas)\s")
LOOK_BACK: Final = 80
NEAR: Final = 40


def granted_role(
    sentence: Sentence,
    money: MoneySum,
    item: Evidence,
    evidence: Sequence[Evidence],
    place_ends: Collection[int],
) -> Role:
    """The role of a sum that is "set aside" or "paid": it goes by who gives it and what for. `place_ends` are the offsets
    where names of places end, as in "France is paying"."""
    if item.role is Role.INVESTMENT:
        return Role.FUNDING if _is_of_state(sentence, item) else item.role
    if _is_public(sentence.text, _clause_start(sentence, item), sentence.end):
        return Role.FUNDING
    if _is_done_by_place(sentence, item, place_ends):
        return Role.FUNDING
    if item.role is Role.CONTRACT and not money.has_scale:
        return Role.PRICE
    before = sentence.text[max(sentence.start, item.start - LOOK_BACK) : item.start]
    builds = FIRM_SUBJECT.search(before) is not None or any(
        other.kind is Kind.THING and other.role is Role.INVESTMENT for other in evidence
    )
    return Role.INVESTMENT if builds and item.role is Role.FUNDING else item.role


def _is_of_state(sentence: Sentence, item: Evidence) -> bool:
    """Whether it is the state that "puts" or "injects": a government named before, "the province will"."""
    before = sentence.text[max(sentence.start, item.start - LOOK_BACK) : item.start]
    if FIRM_SUBJECT.search(before):
        return False
    named = STATE.search(sentence.text, sentence.start, item.start)
    if named and not OTHER_SUBJECT.search(sentence.text, named.end(), item.start):
        return True
    return PUBLIC_SUBJECT.search(before) is not None


def _clause_start(sentence: Sentence, item: Evidence) -> int:
    """Where the clause of a sum that is the subject begins ("and 5 million yuan has been set aside"), or else the sentence."""
    subject = next(
        (money for money in sentence.sums if DOES.fullmatch(sentence.text, money.end, item.start)), None
    )
    if subject is None:
        return sentence.start
    starts = CLAUSE_START.finditer(sentence.text, sentence.start, subject.start)
    return max((match.end() for match in starts), default=sentence.start)


@lru_cache(maxsize=8)
def _is_public(text: str, start: int, end: int) -> bool:
    return PUBLIC_PAYER.search(text, start, end) is not None


def _is_done_by_place(sentence: Sentence, item: Evidence, place_ends: Collection[int]) -> bool:
    first = max(sentence.start, item.start - NEAR)
    return any(
        DOES.fullmatch(sentence.text, end, item.start) for end in place_ends if first <= end < item.start
    )
