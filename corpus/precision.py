"""How often extraction is right, as far as editors decided: by rule, by field, over time.

Decisions of edits that were undone count nowhere. A share of few decisions says little, so each comes with the interval
in which the true one lies (Wilson's, 95%)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import sqrt
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from corpus.history.decisions import field_of_figure
from corpus.history.wording import label_of
from corpus.models import Amount, Article, Change, Decision, Verdict
from corpus.rules import rule_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Z = 1.96  # of 95%
MONTHS = 12
MOST_CORRECTED = 5  # rules that examples are shown of
EXAMPLES = 3
WRONG = (Verdict.CORRECTED, Verdict.REJECTED)
VALUES_OF_FIGURES = {field_of_figure(name): name for name in Amount.VALUES}
OF_FIGURES = {"figure", *VALUES_OF_FIGURES}
LABELS = {
    "figure": gettext_lazy("figure as a whole"),
    "region": gettext_lazy("region of an article"),
    "organisation": gettext_lazy("organisation of an article"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """How often something was found right, corrected, rejected."""

    right: int
    corrected: int
    rejected: int

    @property
    def number(self) -> int:
        return self.right + self.corrected + self.rejected

    @property
    def wrong(self) -> int:
        return self.corrected + self.rejected

    @property
    def share(self) -> float:
        return self.right / self.number if self.number else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, for 95%."""
        return wilson(self.right, self.number)


def wilson(right: int, number: int) -> tuple[float, float]:
    """The interval in which the true share lies with 95%: E. B. Wilson 1927."""
    if not number:
        return 0.0, 1.0
    share, square = right / number, Z * Z / number
    middle = (share + square / 2) / (1 + square)
    half = Z * sqrt(share * (1 - share) / number + square / (4 * number)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Example:
    """An edit that corrected or rejected what a rule found."""

    decision: Decision
    article: Article | None


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """A rule of a field, with the newest examples of what was wrong, if it is among the most corrected."""

    field: str
    rule: str
    judged: Judged
    examples: tuple[Example, ...] = ()

    @property
    def label(self) -> str:
        return field_label(self.field)

    @property
    def words(self) -> str:
        return rule_in_words(self.rule)


@dataclass(frozen=True, slots=True)
class FieldPrecision:
    """A field, and how many of its values extraction missed."""

    field: str
    judged: Judged
    missed: int

    @property
    def label(self) -> str:
        return field_label(self.field)


@dataclass(frozen=True, slots=True)
class Month:
    begin: date
    judged: Judged
    missed: int


def field_label(field: str) -> str:
    """What a field of decisions is called."""
    if field in LABELS:
        return str(LABELS[field])
    if field in Article.HEADER:
        return label_of(Article, field)
    return gettext("%(value)s of a figure") % {"value": label_of(Amount, VALUES_OF_FIGURES.get(field, field))}


def by_rule() -> list[RulePrecision]:
    """Those most often wrong first. A figure of which several values were corrected counts once."""
    whole = Case(When(field__in=OF_FIGURES, then=Value("figure")), default=F("field"))
    rows = _standing().exclude(rule="").annotate(whole=whole).values("whole", "rule")
    counted = rows.annotate(right=_count(Verdict.CONFIRMED), rejected=_count(Verdict.REJECTED)).annotate(
        corrected=Count("edit", filter=Q(verdict=Verdict.CORRECTED), distinct=True)
    )
    found = [
        RulePrecision(row["whole"], row["rule"], _judged(row)) for row in counted.order_by("whole", "rule")
    ]
    return sorted(found, key=lambda row: (-row.judged.wrong, row.judged.right))


def by_field() -> list[FieldPrecision]:
    """A figure that was confirmed was right in each of its values; one that was rejected says nothing of them."""
    counted = _standing().values("field").annotate(**_counts()).order_by("field")
    rows = {row["field"]: row for row in counted}
    confirmed = rows["figure"]["right"] if "figure" in rows else 0
    found = []
    for field, row in rows.items():
        judged = _judged(row)
        if field in VALUES_OF_FIGURES:
            judged = Judged(confirmed, judged.corrected, 0)
        found.append(FieldPrecision(field, judged, row["missed"]))
    return found


def by_month(*, until: date) -> list[Month]:
    """The month of this day and those before it, newest first; those without a decision are left out."""
    begins = list(islice(_months_back(until), MONTHS))
    starts = [timezone.make_aware(datetime.combine(begin, time())) for begin in begins]
    # A chain of comparisons, since truncating dates is slow in SQLite.
    month = Case(
        *(When(edit__created_at__gte=start, then=Value(number)) for number, start in enumerate(starts))
    )
    rows = _standing().filter(edit__created_at__gte=starts[-1]).annotate(month=month)
    counted = rows.values("month").annotate(**_counts()).order_by("month")
    return [Month(begins[row["month"]], _judged(row), row["missed"]) for row in counted]


def _months_back(day: date) -> Iterator[date]:
    while True:
        day = day.replace(day=1)
        yield day
        day -= timedelta(days=1)


def with_examples(rules: Iterable[RulePrecision]) -> list[RulePrecision]:
    """Of the first rules that were ever wrong: one query a rule and one for all articles."""
    worst = [rule for rule in rules if rule.judged.wrong][:MOST_CORRECTED]
    decisions = {(rule.field, rule.rule): _newest_wrong(rule) for rule in worst}
    edits = [decision.edit_id for found in decisions.values() for decision in found]
    changes = Change.objects.filter(edit__in=edits, article__deleted_at=None).select_related("article")
    articles = {change.edit_id: change.article for change in changes.defer("article__body").order_by("-pk")}
    return [
        RulePrecision(
            rule.field,
            rule.rule,
            rule.judged,
            tuple(Example(d, articles.get(d.edit_id)) for d in decisions[rule.field, rule.rule]),
        )
        for rule in worst
    ]


def _newest_wrong(rule: RulePrecision) -> list[Decision]:
    fields = OF_FIGURES if rule.field == "figure" else {rule.field}
    found = _standing().filter(field__in=fields, rule=rule.rule, verdict__in=WRONG)
    return list(found.select_related("edit").order_by("-pk")[:EXAMPLES])


def _standing() -> Any:
    return Decision.objects.filter(edit__is_undone=False)


def _count(verdict: Verdict) -> Count:
    return Count("pk", filter=Q(verdict=verdict))


def _counts() -> dict[str, Count]:
    return {
        "right": _count(Verdict.CONFIRMED),
        "corrected": _count(Verdict.CORRECTED),
        "rejected": _count(Verdict.REJECTED),
        "missed": _count(Verdict.ADDED),
    }


def _judged(row: Any) -> Judged:
    return Judged(row["right"], row["corrected"], row["rejected"])
