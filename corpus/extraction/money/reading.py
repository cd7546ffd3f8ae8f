"""What a text says of each of its sums, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.extraction.base import Part, Qualifier, Role
from corpus.extraction.money.context import sentences_of
from corpus.extraction.money.grammar import money_sums
from corpus.extraction.money.qualifiers import qualifier_of
from corpus.extraction.money.respective import respective_roles
from corpus.extraction.money.roles import WEAK, Judgement, evidence_of, judge, refers_back
from corpus.extraction.money.targets import is_target
from corpus.extraction.money.thresholds import is_threshold
from corpus.extraction.money.timeline import moments
from corpus.extraction.money.years import (
    UNDATED,
    Dated,
    LastSaid,
    inferred_year,
    stated_year,
    year_to_remember,
)
from corpus.extraction.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from corpus.extraction.money.context import Sentence
    from corpus.extraction.money.evidence import Evidence
    from corpus.extraction.money.grammar import MoneySum
    from corpus.extraction.money.locale import Locale
    from corpus.extraction.money.timeline import Moment

INHERITED: Final = 0.5
# What it takes for a part of the sum before to be of another kind: "of which 2 billion yuan came from exports".
CLEAR: Final = 2.0


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


@dataclass(slots=True)
class Reader:
    """Reads a title and the body after it from their start, and keeps what a later sentence may refer back to."""

    title: str
    body: str
    published: date | None
    last_said: LastSaid | None = None
    last_role: tuple[Role, int] | None = None

    def read(self, locale: Locale) -> Iterator[Draft]:
        """What each sum of the title and the body says by itself, in order; offsets are into `joined`."""
        sums = money_sums(self.joined, locale=locale, year=self._published_year)
        sums = tuple(money for money in sums if not money.start < self.body_start <= money.end)
        if not sums:
            return
        for sentence in sentences_of(self.joined, sentence_spans(self.joined), sums):
            points = moments(self.joined, sentence.start, sentence.end, self.published)
            evidence = evidence_of(sentence) if sentence.sums else ()
            for money in sentence.sums:
                yield self._draft(sentence, money, evidence, points)
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
            is_target and published and stated.year and stated.year < published and not stated.is_beside
        )
        if stated.year and not is_too_early:
            return stated
        if stated.is_relative and stated.is_beside:
            return self._year_before_last_said()
        dated = inferred_year(
            sentence, money, role, points, is_target=is_target, last_said=self.last_said, published=published
        )
        if dated.year and dated.year != published:
            self.last_said = LastSaid(dated.year, sentence.paragraph)
        return dated

    def _year_before_last_said(self) -> Dated:
        return Dated(self.last_said.year - 1, is_inferred=True) if self.last_said else UNDATED

    def _role(self, sentence: Sentence, money: MoneySum, evidence: Sequence[Evidence]) -> Judgement | None:
        if listed := respective_roles(sentence, evidence).get(money.start):
            return Judgement(listed, CLEAR)
        judgement = judge(sentence, money, evidence)
        enough = CLEAR if refers_back(sentence, money) else WEAK
        is_weak = judgement is None or judgement.score < enough
        if is_weak and self.last_role and self.last_role[1] == sentence.paragraph:
            judgement = Judgement(self.last_role[0], INHERITED)
        if judgement and judgement.role is not Role.PRICE:
            self.last_role = (judgement.role, sentence.paragraph)
        return judgement if judgement and judgement.score > 0 else None
