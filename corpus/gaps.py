"""What articles lack, what is doubtful, and what came in lately."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from corpus.curation.review.queue import MODELS, Filters, doubtful
from corpus.models import Article, ArticleRegion, Doubt, State

if TYPE_CHECKING:
    from datetime import date

NEWEST = 1000  # articles that are looked at for what came in lately


@dataclass(frozen=True, slots=True)
class Gaps:
    """Numbers of articles: all, those in the bin, those without a date, a region, a source."""

    articles: int
    binned: int
    no_date: int
    no_region: int
    no_source: int


@dataclass(frozen=True, slots=True)
class DoubtsLeft:
    doubt: Doubt
    number: int


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many of the newest articles came in on a day; `is_more` if there may be more of that day."""

    day: date
    number: int
    is_more: bool


def count_gaps() -> Gaps:
    """Five queries."""
    regions = ArticleRegion.objects.filter(article=OuterRef("pk"), state=State.ACTIVE)
    live = Article.objects
    return Gaps(
        articles=live.count(),
        binned=Article.everything.binned().count(),
        no_date=live.filter(published=None).count(),
        no_region=live.filter(~Exists(regions)).count(),
        no_source=live.filter(source="").count(),
    )


def count_doubts() -> list[DoubtsLeft]:
    """By reason, in the order of reviewing: one query a kind."""
    left: Counter[int] = Counter()
    for kind in MODELS:
        rows = doubtful(kind, Filters()).values("doubt").annotate(number=Count("pk"))
        left.update({row["doubt"]: row["number"] for row in rows})
    return [DoubtsLeft(doubt, left[doubt]) for doubt in Doubt]


def latest_arrivals() -> list[Arrivals]:
    """Newest first, by days, of the `NEWEST` articles."""
    made = list(Article.everything.order_by("-pk").values_list("created_at", flat=True)[:NEWEST])
    days = Counter(timezone.localdate(at) for at in made)
    oldest = min(days, default=None)
    return [
        Arrivals(day, number, len(made) == NEWEST and day == oldest)
        for day, number in sorted(days.items(), reverse=True)
    ]
