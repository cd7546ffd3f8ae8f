"""What a text says of each of its sums, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Part, Qualifier, Role
from corpus.extraction.money.context import sentences_of
from corpus.extraction.money.grammar import money_sums
from corpus.extraction.money.qualifiers import qualifier_of
from corpus.extraction.money.relations import names_the_figure, refers_back
from corpus.extraction.money.respective import respective_roles
from corpus.extraction.money.roles import WEAK, Judgement, evidence_of, judge
from corpus.extraction.money.sizes import is_small
from corpus.extraction.money.targets import is_target
from corpus.extraction.money.thresholds import is_threshold
from corpus.extraction.money.timeline import moments
from corpus.extraction.money.years import (
    UNDATED,
    Dated,
    LastSaid,
    inferred_year,
    is_put_off,
    stated_year,
    year_to_remember,
)
from corpus.extraction.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.evidence import Evidence
    from corpus.extraction.money.grammar import MoneySum
    from corpus.extraction.money.locale import Locale
    from corpus.extraction.money.timeline import Moment

INHERITED: Final = 0.5
# What it takes for a part of the sum before to be of another kind: "of which 2 billion yuan came from exports".
CLEAR: Final = 2.0
LEAST_TOPIC: Final = 1.2
# What a whole sentence may be about before the next one says how much.
TOPICS: Final = frozenset(
    {Role.INVESTMENT, Role.FUNDING, Role.FUND_SIZE, Role.CONTRACT, Role.REVENUE, Role.TAX, Role.EXPORT}
)
# How far "the figure" may be from its sum.
PARAGRAPHS_TO_FIGURE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one mention of a sum says by itself. `role` is None where its sentence and the sums before say nothing."""

    part: Part
    money: MoneySum
    sentence: tuple[int, int]
    role: Role | None
    role_score: float
    dated: Dated
    qualifier: Qualifier
    is_target: bool
    is_threshold: bool


@dataclass(frozen=True, slots=True)
class LastRole:
    """The role of a sum, its paragraph and where it stands."""

    role: Role
    paragraph: int
    position: int


@dataclass(slots=True)
class Reader:
    """Reads a title and the body after it from their start, and keeps what a later sentence may refer back to."""

    title: str
    body: str
    published: date | None
    last_said: LastSaid | None = None
    place_ends: Collection[int] = ()
    last_role: LastRole | None = None
    last_price: LastRole | None = None
    sentence_before: Sentence | None = None

    def read(self, locale: Locale) -> Iterator[Draft]:
        """What each sum of the title and the body says by itself, in order; offsets are into `joined`."""
        text = self.joined
        sums = money_sums(text, locale=locale, year=self._published_year)
        sums = tuple(money for money in sums if not money.start < self.body_start <= money.end)
        if not sums:
            return
        for sentence in sentences_of(text, sentence_spans(text), sums):
            points = moments(text, sentence.start, sentence.end, self.published)
            evidence = evidence_of(sentence) if sentence.sums else ()
            for money in sentence.sums:
                yield self._draft(sentence, money, evidence, points)
            self.sentence_before = sentence
            if said := year_to_remember(points):
                self.last_said = LastSaid(said, sentence.paragraph)

    @property
    def joined(self) -> str:
        return f"{self.title}\n{self.body}"

    @property
    def body_start(self) -> int:
        return len(self.title) + 1

    @property
    def _published_year(self) -> int | None:
        return self.published.year if self.published else None

    def _draft(
        self, sentence: Sentence, money: MoneySum, evidence: Sequence[Evidence], points: Sequence[Moment]
    ) -> Draft:
        judgement = self._role(sentence, money, evidence)
        role = judgement.role if judgement else Role.OTHER
        qualifier = qualifier_of(sentence, money)
        threshold = is_threshold(sentence, money, qualifier)
        stated = stated_year(sentence, money, points)
        target = is_target(sentence, money, role, stated, self._published_year)
        return Draft(
            part=Part.TITLE if money.start < self.body_start else Part.BODY,
            money=money,
            sentence=(sentence.start, sentence.end),
            role=judgement.role if judgement else None,
            role_score=judgement.score if judgement else 0.0,
            dated=stated
            if threshold
            else self._dated(sentence, money, role, points, stated, is_target=target),
            qualifier=qualifier,
            is_target=target,
            is_threshold=threshold,
        )

    def _dated(
        self,
        sentence: Sentence,
        money: MoneySum,
        role: Role,
        points: Sequence[Moment],
        stated: Dated,
        *,
        is_target: bool,
    ) -> Dated:
        published = self._published_year
        is_too_early = (
            is_target
            and published
            and stated.year
            and stated.year < published
            and not stated.is_beside
            and not refers_back(sentence, money)
        )
        if (
            stated.year
            and not is_too_early
            and (is_target or not is_put_off(sentence, money, role, stated, published))
        ):
            return stated
        if stated.is_relative and stated.is_beside:
            return self._year_from_last_said(stated.shift)
        dated = inferred_year(
            sentence, money, role, points, is_target=is_target, last_said=self.last_said, published=published
        )
        if dated.year and dated.year != published:
            self.last_said = LastSaid(dated.year, sentence.paragraph)
        return dated

    def _year_from_last_said(self, shift: int) -> Dated:
        year = self.last_said.year if self.last_said else self._published_year
        return Dated(year + shift, is_inferred=True) if year else UNDATED

    def _role(self, sentence: Sentence, money: MoneySum, evidence: Sequence[Evidence]) -> Judgement | None:
        if listed := respective_roles(sentence, evidence).get(money.start):
            return Judgement(listed, CLEAR)
        judgement = judge(sentence, money, evidence, self.place_ends)
        enough = CLEAR if refers_back(sentence, money) else WEAK
        if (judgement is None or judgement.score < enough) and (known := self._known(sentence, money)):
            judgement = Judgement(known, INHERITED)
        if judgement is None and (topic := self._topic(sentence)):
            return Judgement(topic, INHERITED)
        if judgement:
            self._remember(LastRole(judgement.role, sentence.paragraph, money.start))
        return judgement if judgement and judgement.score > 0 else None

    def _known(self, sentence: Sentence, money: MoneySum) -> Role | None:
        """The role of the sum before, where it can be meant. A price stays with its sentence and with small sums."""
        said, price = self.last_role, self.last_price
        apart = PARAGRAPHS_TO_FIGURE if names_the_figure(sentence, money) else 0
        if (
            price
            and (said is None or price.position > said.position)
            and price.paragraph == sentence.paragraph
        ):
            in_sentence = price.position >= sentence.start and refers_back(sentence, money)
            if in_sentence or is_small(money):
                return price.role
        return said.role if said and sentence.paragraph - said.paragraph <= apart else None

    def _topic(self, sentence: Sentence) -> Role | None:
        """What the sentence before, in the same paragraph, speaks of: "Ten projects were signed. Three exceed ..."."""
        before = self.sentence_before
        if before is None or before.paragraph != sentence.paragraph:
            return None
        spoken = [item for item in evidence_of(before) if item.role in TOPICS and item.weight >= LEAST_TOPIC]
        return max(spoken, key=lambda item: item.weight).role if spoken else None

    def _remember(self, role: LastRole) -> None:
        if role.role is Role.PRICE:
            self.last_price = role
        else:
            self.last_role = role
