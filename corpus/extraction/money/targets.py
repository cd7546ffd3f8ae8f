"""Whether a sum is a goal or a forecast rather than a fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role
from corpus.extraction.money.phrases import phrases_pattern
from corpus.extraction.money.relations import HEDGES

if TYPE_CHECKING:
    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.grammar import MoneySum
    from corpus.extraction.money.years import Dated

# Money that is given or promised: announcing it is a fact. What is measured can be a goal.
GIVEN: Final = frozenset({Role.INVESTMENT, Role.FUNDING, Role.FUND_SIZE, Role.CONTRACT, Role.PRICE})

GOAL: Final = phrases_pattern(
    """
    aim | aims | aimed | aiming | goal(s) | target(s) | targeted | targeting | objective(s) | strive(s) | striving | forecast(s)
    | forecasted | projects that/its/the/a/an | projected | projection(s) | predict* | foresee* | foresaw | foreseen | planner(s) | calls/called/calling for | sees | envision* | envisag* | ambition(s) | vision
    | hope(s) | hoped | hoping | seek(s) | seeking | want(s) | vows | vowed | pledge(s) | pledged | intend(s)
    | expect | expects | expected | expecting | expectation(s) | slated | anticipat* | estimates/estimated to/that | set to
    | on track to | on course for/to | head/heads/heading/headed for | meant/supposed to | guide/guides/guided/guiding for | guidance of/for/to/is/was | likely to | bound to | reckon* | eyes/eyed/eyeing
    | look/looks/looking to | poised to | plans | plan to | planned | planning | in a bid to | blueprint
    """
)
MODAL: Final = phrases_pattern(
    """
    will | would | should | shall | is/are to | can | could | might | once completed/operational/finished/built
    | upon completion/reaching | after/when/following full? completion/reaching/operation* | when fully/completed
    | when it is/becomes/reaches/opens/starts/begins/goes/enters
    | after/once it is completed | after/once it goes
    """
)
FACT: Final = phrases_pattern(
    """
    reached | totaled | totalled | stood at | was | were | had | has | recorded | achieved | generated | rose | grew | exceeded
    | topped | surpassed | amounted | came to | registered | posted | saw | jumped | surged | climbed | fell | dropped | brought
    | leaped | leapt | soared | earned | reported | booked | realized | realised | accounted | logged | increased | crossed
    | expanded | made | pays | amounts to | stands at | totals | earns | currently | costs | now/is worth | is now
    """
)
# "intended purchases" are signed, if not binding.
INTENDED: Final = r"intended(?!\s+(?:\w+\s+)?(?:purchase|procurement|deal|order|contract|transaction|agreement|cooperation|turnover)s?\b)"
# Firms eye a sum; what is done "per eye" is surgery.
EYE: Final = r"(?<!per\s)(?<!an\s)(?<!each\s)(?<!one\s)eye"
# "hit" and "may" only by the words beside them, or their letters.
MARKER = re.compile(
    rf"(?<![\w-])(?:(?P<future>{GOAL}|{EYE}|{INTENDED}|{MODAL}|(?-i:may))|(?P<fact>{FACT}|(?<!to\s)(?<!will\s)(?<!would\s)hit))(?![\w-])",
    re.I,
)
GOAL_MARKER = re.compile(rf"(?<![\w-])(?:{GOAL}|{EYE}|{INTENDED})(?![\w-])", re.I)
STATED: Final = phrases_pattern(
    """
    is/are/was/as/remains the/a/an/its/their/our ... target/goal/aim/objective
    | is/are intended/planned/expected/forecast/projected/targeted/envisaged
    | is/are possible | is/are in sight/reach
    | will be formed/built/created/reached/achieved/realized/realised/generated/established/cultivated/fostered/developed
    """
)
STATED_BEHIND = re.compile(rf"\b{STATED}\b", re.I)
NEARING: Final = phrases_pattern(
    """
    attract* | draw* | lure* | bring* in | mobilis* | mobiliz* | reach* | exceed* | top* | surpass* | total* | hit* | secur*
    | achiev* | goal* | target*
    """
)
COMES_NEARER = re.compile(rf"\b{NEARING}\b", re.I)
# "5 billion yuan is the goal for 2023"
STATED_RIGHT_BEHIND = re.compile(rf"\s+(?:{STATED}|(?:[a-z]+\s)?(?:forecast|target|goal|projection))\b", re.I)
HOPES: Final = phrases_pattern(
    """
    hopes/hope/hoped/hoping/aims/aim/aiming for | targets/targeting | target/goal of | could/may/might/would fetch/raise
    """
)
# "the fund hopes for 3 billion yuan"
HOPED_FOR = re.compile(
    rf"\b(?:{HOPES}|guidance\b[^.;,]{{0,50}}\b(?:to|of|at))\s+(?:{HEDGES}\s+){{0,4}}$", re.I
)
# What a forecast is compared with is known: "will reach 5 billion yuan, compared with 3 billion".
COMPARED_WITH = re.compile(
    r"\b(?:(?:as\s+)?(?:compared|against)\s+(?:with|to)|(?:up|down)\s+from|versus|against)\b", re.I
)
WAS_SO = re.compile(r"\s+(?:(?:in|for)\s+)?(?:(?:a|the)\s+year\s+(?:ago|earlier|before)|last\s+year)\b", re.I)
NEXT_CLAUSE = re.compile(r";|,\s+(?:and|while|but|which|with|up)\b|\band\s+(?:it|is|are|will|the|its)\b")


def is_target(sentence: Sentence, money: MoneySum, role: Role, dated: Dated, published: int | None) -> bool:
    """`dated` is what the sentence says, `published` the year of publication; both only help where they are known."""
    if role in GIVEN:
        before = sentence.text[_end_of_last_sum(sentence, money) : money.start]
        is_hoped_for = HOPED_FOR.search(before) is not None
        return is_hoped_for or (role is not Role.PRICE and _is_goal_to_attract(before))
    if dated.year is not None and published is not None and (dated.is_beside or dated.year > published):
        return dated.year > published or (dated.year == published and _is_future(sentence, money))
    return _is_future(sentence, money)


def _is_future(sentence: Sentence, money: MoneySum) -> bool:
    if WAS_SO.match(sentence.text, money.end):
        return False
    if STATED_RIGHT_BEHIND.match(sentence.text, money.end):
        return True
    before = sentence.before(money)
    compared = max((match.end() for match in COMPARED_WITH.finditer(before)), default=0)
    marker = _last_marker(before)
    if marker is not None and marker.start() < compared:
        return False
    if marker is not None:
        return marker.lastgroup == "future"
    behind = sentence.after(money)
    clause_end = NEXT_CLAUSE.search(behind)
    return STATED_BEHIND.search(behind[: clause_end.start()] if clause_end else behind) is not None


def _end_of_last_sum(sentence: Sentence, money: MoneySum) -> int:
    return max([sentence.start, *(other.end for other in sentence.sums if other.end <= money.start)])


def _last_marker(before: str) -> re.Match[str] | None:
    return max(MARKER.finditer(before), key=lambda match: match.start(), default=None)


def _is_goal_to_attract(before: str) -> bool:
    """Investment as the aim itself: "aims to attract 10 billion yuan of investment"."""
    goal = max(GOAL_MARKER.finditer(before), key=lambda match: match.start(), default=None)
    return goal is not None and COMES_NEARER.search(before, goal.start()) is not None
