"""The year of a figure: what its sentence says, what the text said before, or the year of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Role
from corpus.extraction.money.phrases import whole_phrases
from corpus.extraction.money.respective import BETWEEN_ITEMS, respective_years
from corpus.extraction.money.sizes import is_each
from corpus.extraction.money.targets import GOAL, MODAL
from corpus.extraction.money.timeline import MONTH_NAME, Use

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.grammar import MoneySum
    from corpus.extraction.money.timeline import Moment


@dataclass(frozen=True, slots=True)
class Dated:
    """A year and whether it was inferred rather than written in the sentence. `is_relative` if words like "last year" say it,
    though not always enough to know the year; `is_beside` if it stands right behind the sum. `shift` is
    how many years a `year` of None lies from the one named last."""

    year: int | None
    is_inferred: bool = False
    is_relative: bool = False
    is_beside: bool = False
    shift: int = -1


@dataclass(frozen=True, slots=True)
class LastSaid:
    """The year that the text spoke of last, and in which paragraph."""

    year: int
    paragraph: int


UNDATED: Final = Dated(None)
# Money that somebody gives or promises: its news is of its year. What is measured needs a year of its own.
ANNOUNCED: Final = frozenset({Role.INVESTMENT, Role.FUNDING, Role.FUND_SIZE, Role.CONTRACT})
CLAUSE_END = re.compile(
    r";|,\s+(?:and|while|but|which|with|whereas|where|who|it|the|he|she|is|are|was|were|has|have)\b|\b(?:will|would|expected|complet\w+|operation\w*|set\s+to)\b"
)
CONTRAST = re.compile(r"\b(?:compared|against|from|to|than)\b")
UNBOUNDED = whole_phrases(
    """
    previously | originally | initially | at first | formerly | to date | so far | since | historically | cumulative*
    | accumulat* | the past/last 12/18/24/30/36 months | the past/last 10/15/20/25/30 years | over the years/past/last | in the? past/recent/last two/three/four/five/ten/few? years/decades
    """
)
EARLIER = re.compile(r"\bearlier\b(?!\s+than\b)", re.I)
OVER_YEARS = whole_phrases("within/over/in two/three/four/five/six/seven/eight/nine/ten/10/15/20 years")
HAS_BEEN = re.compile(r"\b(?:has|have|had|was|were|invested|spent|raised|attracted|put)\b", re.I)
TO_COME = re.compile(rf"\b(?:{MODAL}|{GOAL}|to|up\s+to)\b", re.I)
SO_FAR_THIS_YEAR = re.compile(
    rf"\b(?i:so\s+far\s+this\s+year)\b|\bsince\s+(?:early\s+|late\s+)?{MONTH_NAME}(?!\s+(?:of\s+)?(?:\d{{1,2}},?\s+)?(?:19|20)\d\d)"
)
# Investment that is counted like output.
STATISTIC = whole_phrases(
    "foreign/domestic/approved direct? investment(s)/investors/capital | FDI | fixed-asset | fixed-assets | R&D | research input/outlay/spending/expenses/expenditure | research and development"
)
PAST_TENSE = whole_phrases(
    """
    reached | hit | totaled | totalled | stood | was | were | had | recorded | achieved | generated | rose | grew | exceeded | topped
    | surpassed | amounted | came | registered | posted | saw | jumped | surged | climbed | fell | dropped | brought | leaped
    | soared | earned | reported | booked | accounted | increased | contributed | attracted | up | down
    | paid | sold | spent | exported | imported | handled | collected | produced | shipped | yielded
    """
)
SINCE_THEN = whole_phrases("since | to date | so far | cumulative*")
YEAR_BEFORE_LINK = re.compile(
    r"\s+(?:(?:(?:it|they|he|she)\s+(?:had\s+)?)?(?:made|earned|posted|logged|booked|reported|recorded|registered|seen|spent)\s+)?"
    r"(?:(?:in|for|during)\s+(?:the\s+)?(?:(?:same|corresponding)\s+(?:period|quarter|months?|half)\s+(?:of\s+|in\s+)?)?)?"
)
IN_YEAR = re.compile(r"\s+(?:in|for|during)\s+(?:fiscal\s+|FY\s?)?20\d\d\b", re.I)
# "built in 2019 at a cost of 1 billion yuan"
# "listed in 2019, raising 1 billion yuan"
AT_COST = re.compile(
    r"(?:\s+(?:at|for|with|after|following)|,\s+(?:rais|sell|earn|pay|spend|fetch|invest|receiv)ing"
    r"|,?\s+and\s+(?:raised|paid|spent|received|invested|cost))(?:\s+[\w-]+){0,5}?\s+"
)
# "will double its capacity by 2027; its owner is to inject": the year is of another clause.
DEADLINE = re.compile(r"\bby\s+(?:[a-z]+\s+){0,4}20\d\d\b[^.]*(?:;|,\s+(?:and|while|with|as)\b)")
OPENING = re.compile(r"[“\"]?(?:(?:In |During |For )?(?:the |that )?)", re.I)
BEFORE_SUM = re.compile(r"[)）]?,?\s*(?:(?:it|they)\s+\w+\s+)?")
DECADE = re.compile(r"\b(?:19|20)\d0s\b")
VALUED = re.compile(r"\bvalu(?:es?|ed|ing|ation)\b", re.I)
# "the plant, which cost 1 billion yuan, opened in 2019"
IN_ASIDE = re.compile(r",\s+(?:which|that|with|worth|costing|built)\b[^,]*$")
AND_OPENED = re.compile(r",\s+(?:(?:was|were)\s+\w+ed|\w+ed|went|came|began)(?:\s+[\w-]+){0,5}\s+")
# "raised 1 billion yuan when it listed in 2019"
WHEN = re.compile(r"\s+when\s+(?:[\w'’]+\s+){0,5}")
NEAR: Final = 80
FAR: Final = 200
# A figure without a year may still belong to the year that its neighbours have.
PARAGRAPHS_APART: Final = 2


def stated_year(sentence: Sentence, money: MoneySum, points: Sequence[Moment]) -> Dated:
    """The year that the sentence itself gives the sum: right behind it, before it, or further behind; failing these, one
    in the name of a thing ("its 2022 support policy")."""
    points = [point for point in points if not _is_in_other_brackets(sentence, money, point)]
    figures = [point for point in points if point.use is Use.FIGURE and not point.is_of_report]
    listed = (respective_years(sentence, points) or _years_in_order(sentence, figures)).get(money.start)
    behind = next((point for point in figures if point.start >= money.end), None)
    if behind and _belongs_to_next(sentence, figures, behind):
        behind = None
    if listed or (behind and _is_in_reach(sentence, money, behind, NEAR)):
        return replace(_dated(listed or behind, figures), is_beside=True)
    if before := _last_before(sentence, money, figures):
        return _dated(before, figures)
    if behind and behind.year and _is_in_reach(sentence, money, behind, FAR):
        return _dated(behind, figures)
    if opening := next((point for point in figures if _opens(sentence, point)), None):
        return Dated(None, is_inferred=True, is_relative=True, is_beside=True, shift=opening.shift)
    return _dated(next((point for point in points if point.use is Use.LABEL), None), figures)


def _years_in_order(sentence: Sentence, figures: Sequence[Moment]) -> Mapping[int, Moment]:
    """The point in time of each sum where a list of as many years stands before the list of sums: "for 2021 and 2022 they
    were 3 and 4 billion yuan"."""
    sums, text = sentence.sums, sentence.text
    if len(sums) < 2 or len(figures) != len(sums) or figures[-1].end > sums[0].start:
        return {}
    gaps = [text[one.end : other.start] for one, other in pairwise(figures)]
    gaps += [text[one.end : other.start] for one, other in pairwise(sums)]
    if not all(BETWEEN_ITEMS.fullmatch(gap) for gap in gaps):
        return {}
    return {money.start: point for money, point in zip(sums, figures, strict=True)}


def _belongs_to_next(sentence: Sentence, figures: Sequence[Moment], point: Moment) -> bool:
    """Whether each sum has its year before it, and this one the next: "the first phase (2018) cost 2 billion yuan, the second
    (2022) 3 billion yuan"."""
    following = next((money.start for money in sentence.sums if money.start >= point.end), None)
    is_next = following is not None and BEFORE_SUM.fullmatch(sentence.text, point.end, following)
    return bool(is_next and figures[0].end <= sentence.sums[0].start)


def _opens(sentence: Sentence, point: Moment) -> bool:
    """Whether the sentence begins with "a year before"."""
    return point.year is None and OPENING.fullmatch(sentence.text, sentence.start, point.start) is not None


def _is_in_other_brackets(sentence: Sentence, money: MoneySum, point: Moment) -> bool:
    """Whether the year stands in brackets with another sum: "2.87 billion yuan (2023: 2.61 billion yuan)"."""
    opening = sentence.text.rfind("(", sentence.start, point.start)
    closing = sentence.text.find(")", point.end, sentence.end)
    if opening < 0 or closing < 0 or sentence.text.find(")", opening, point.start) >= 0:
        return False
    return not opening < money.start < closing and sentence.sums_between(opening, closing) > 0


def _last_before(sentence: Sentence, money: MoneySum, figures: Sequence[Moment]) -> Moment | None:
    point = next((point for point in reversed(figures) if point.end <= money.start and point.year), None)
    if point and SINCE_THEN.search(sentence.text, point.end, money.start):
        return None
    if point and point.is_ago and sentence.sums_between(sentence.start, point.start):
        return None
    return point


def _is_in_reach(sentence: Sentence, money: MoneySum, point: Moment, limit: int) -> bool:
    gap = sentence.text[money.end : point.start]
    if point.year is None or point.shift > 0:
        return YEAR_BEFORE_LINK.fullmatch(gap) is not None
    is_simple = limit > NEAR or "," not in gap.lstrip(" ,")
    crosses_sum = sentence.sums_between(money.end, point.start) > 0
    if crosses_sum and (limit == NEAR or CONTRAST.search(gap)):
        return False
    return len(gap) <= limit and is_simple and not CLAUSE_END.search(gap)


def _dated(point: Moment | None, figures: Sequence[Moment]) -> Dated:
    if point is None:
        return UNDATED
    if point.year is not None:
        return Dated(point.year, is_inferred=point.is_relative, is_relative=point.is_relative)
    named = [other.year for other in figures if other.year]
    year = named[0] + point.shift if named else None
    return Dated(year, is_inferred=True, is_relative=True, shift=point.shift)


def is_put_off(sentence: Sentence, money: MoneySum, role: Role, stated: Dated, published: int | None) -> bool:
    """Whether the year behind a promised sum is when the work will be done: "will spend 5 billion yuan by 2027"."""
    if role not in ANNOUNCED or not published or not stated.year or stated.year <= published:
        return False
    before = sentence.before(money)
    if STATISTIC.search(before):
        return False
    if DEADLINE.search(before) and str(stated.year) in before:
        return True
    is_behind = str(stated.year) in sentence.after(money) and str(stated.year) not in before
    return is_behind and not IN_YEAR.match(sentence.text, money.end)


def inferred_year(
    sentence: Sentence,
    money: MoneySum,
    role: Role,
    points: Sequence[Moment],
    *,
    is_target: bool,
    last_said: LastSaid | None,
    published: int | None,
) -> Dated:
    """The year of a sum whose sentence names none."""
    carried = _carried(sentence, last_said)
    if is_target:
        return carried if carried.year and (published is None or carried.year > published) else UNDATED
    if role in ANNOUNCED and not STATISTIC.search(sentence.before(money)):
        return _announced(sentence, money, points, last_said, published)
    if carried.year and (published is None or carried.year <= published) and _is_past(sentence, money):
        return carried
    if reported := next((point for point in points if point.is_of_report), None):
        return Dated(reported.year, is_inferred=True)
    is_of_now = role is Role.PRICE or (role is Role.OTHER and VALUED.search(sentence.before(money)))
    if is_of_now and not _is_unbounded(sentence):
        return Dated(published, is_inferred=published is not None)
    return UNDATED


def _carried(sentence: Sentence, last_said: LastSaid | None) -> Dated:
    if last_said is None or sentence.paragraph - last_said.paragraph > PARAGRAPHS_APART:
        return UNDATED
    return Dated(last_said.year, is_inferred=True)


def _announced(
    sentence: Sentence,
    money: MoneySum,
    points: Sequence[Moment],
    last_said: LastSaid | None,
    published: int | None,
) -> Dated:
    if _is_unbounded(sentence) or is_each(sentence, money):
        return UNDATED
    for point in points:
        if _is_over(point, published) and _is_aside_of(sentence, money, point):
            return Dated(point.year, is_inferred=True)
        if _is_event_of(sentence, money, point, published):
            paid_then = AT_COST.fullmatch(sentence.text, point.end, money.start) or WHEN.fullmatch(
                sentence.text, money.end, point.start
            )
            return Dated(point.year, is_inferred=True) if paid_then else UNDATED
    if (
        last_said
        and last_said.paragraph == sentence.paragraph
        and (published is None or last_said.year <= published)
    ):
        return Dated(last_said.year, is_inferred=True)
    return Dated(published, is_inferred=published is not None)


def _is_unbounded(sentence: Sentence) -> bool:
    """Whether the sentence speaks of no one year: "over the past decade", "since its start", "earlier"."""
    if SO_FAR_THIS_YEAR.search(sentence.text, sentence.start, sentence.end):
        return False
    where = (sentence.text, sentence.start, sentence.end)
    if UNBOUNDED.search(*where) or EARLIER.search(*where) or DECADE.search(*where):
        return True
    if not OVER_YEARS.search(*where) or TO_COME.search(*where):
        return False
    return HAS_BEEN.search(*where) is not None


def _is_event_of(sentence: Sentence, money: MoneySum, point: Moment, published: int | None) -> bool:
    """Whether the sum may belong to something that happened before: "the plant, which opened in 2014, cost ..."."""
    if point.use is not Use.EVENT or not _is_over(point, published):
        return False
    return point.end <= money.start or CLAUSE_END.search(sentence.text, money.end, point.start) is None


def _is_aside_of(sentence: Sentence, money: MoneySum, point: Moment) -> bool:
    """Whether the sum stands between commas before what happened then."""
    is_aside = IN_ASIDE.search(sentence.before(money))
    return bool(is_aside and AND_OPENED.fullmatch(sentence.text, money.end, point.start))


def _is_over(point: Moment, published: int | None) -> bool:
    return point.year is not None and published is not None and point.year < published


def _is_past(sentence: Sentence, money: MoneySum) -> bool:
    return PAST_TENSE.search(sentence.text, sentence.start, min(sentence.end, money.end + NEAR)) is not None


def year_to_remember(points: Sequence[Moment]) -> int | None:
    """The year that sentences after this one go on to speak of."""
    figures = [
        point.year
        for point in points
        if point.use is Use.FIGURE and point.year and not (point.is_baseline or point.is_of_report)
    ]
    return max(figures) if figures else None
