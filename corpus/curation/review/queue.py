"""What is left to review, in order. Every query reads an index of doubtful rows and is bounded, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from corpus.models import (
    Amount,
    Article,
    ArticleOrganisation,
    ArticleRegion,
    Doubt,
    ReviewClaim,
    ReviewSkip,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Account = AbstractBaseUser | AnonymousUser

Rows = QuerySet[Any]
MODELS: dict[str, type[Any]] = {
    "figure": Amount,
    "region": ArticleRegion,
    "organisation": ArticleOrganisation,
    "header": Article,
}
MOST_COUNTED = 10_000  # of each kind
LOOKED_AT = 20  # candidates of each kind


@dataclass(frozen=True, slots=True)
class Filters:
    """What an editor wants to review; empty values filter nothing."""

    kind: str = ""
    doubt: Doubt | None = None
    source: str = ""
    article: int | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.kind,) if self.kind else tuple(MODELS)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the queue."""

    kind: str
    pk: int

    @property
    def table(self) -> str:
        return MODELS[self.kind]._meta.model_name or ""


def place_of(table: str, row: int) -> Place | None:
    """The place of a row; None for one of a table that has no doubts."""
    return next((Place(kind, row) for kind in MODELS if Place(kind, row).table == table), None)


@dataclass(frozen=True, slots=True)
class Left:
    """How many values are left; `is_more` if there are more than were counted."""

    number: int
    is_more: bool


def doubtful(kind: str, filters: Filters) -> Rows:
    """The doubtful rows of a kind in no order, those of articles in the bin left out."""
    rows = (_of_articles(filters) if kind == "header" else _of_statements(kind, filters)).order_by()
    return rows.filter(doubt=filters.doubt) if filters.doubt else rows.filter(doubt__isnull=False)


def _of_articles(filters: Filters) -> Rows:
    rows: Rows = Article.everything.all()  # the bin has no doubts
    rows = rows.filter(source=filters.source) if filters.source else rows
    return rows.filter(pk=filters.article) if filters.article else rows


def _of_statements(kind: str, filters: Filters) -> Rows:
    rows: Rows = MODELS[kind].objects.exclude(article__in=Article.everything.binned())
    if filters.source:
        rows = rows.filter(article__in=Article.objects.filter(source=filters.source))
    if filters.article:
        rows = rows.filter(article=filters.article)
    if kind == "organisation":
        same = ArticleOrganisation.objects.filter(organisation=OuterRef("organisation"))
        same = same.exclude(article=OuterRef("article"))
        rows = rows.filter(~Q(doubt=Doubt.UNKNOWN) | ~Exists(same))
    return rows


def count_left(filters: Filters) -> Left:
    """One query a kind."""
    counts = [doubtful(kind, filters)[: MOST_COUNTED + 1].count() for kind in filters.kinds]
    return Left(
        sum(min(count, MOST_COUNTED) for count in counts), any(count > MOST_COUNTED for count in counts)
    )


def is_doubtful(place: Place, filters: Filters | None = None) -> bool:
    filters = filters or Filters()
    return place.kind in filters.kinds and doubtful(place.kind, filters).filter(pk=place.pk).exists()


def candidates(editor: Account, filters: Filters) -> Iterator[Place]:
    """What the editor may be shown next: first what nobody has put off, then what this editor did, the longest ago first.
    Two queries a kind at most."""
    yield from _in_order(editor, filters)
    yield from _put_off(editor, filters)


def _in_order(editor: Account, filters: Filters) -> Iterator[Place]:
    found: list[tuple[int, float, int, Place]] = []
    for kind in filters.kinds:
        rows = _free(editor, kind, filters).exclude(pk__in=_skips(editor, kind).values("row"))
        if kind == "header":
            values = (
                (row[0], 0.0, row[1])
                for row in rows.order_by("doubt", "pk").values_list("doubt", "pk")[:LOOKED_AT]
            )
        else:
            ordered = rows.order_by("doubt", "confidence", "article_id", "pk")
            values = (
                (row[0], row[1] or 0.0, row[2])
                for row in ordered.values_list("doubt", "confidence", "pk")[:LOOKED_AT]
            )
        found += [(doubt, sure, number, Place(kind, pk)) for number, (doubt, sure, pk) in enumerate(values)]
    yield from (row[-1] for row in sorted(found, key=lambda row: row[:-1]))


def _put_off(editor: Account, filters: Filters) -> Iterator[Place]:
    found: list[tuple[Any, Place]] = []
    for kind in filters.kinds:
        skips = _skips(editor, kind)
        skipped_at = Subquery(skips.filter(row=OuterRef("pk")).values("skipped_at")[:1])
        rows = _free(editor, kind, filters).filter(pk__in=skips.values("row")).annotate(skipped_at=skipped_at)
        found += [
            (at, Place(kind, pk))
            for at, pk in rows.order_by("skipped_at").values_list("skipped_at", "pk")[:LOOKED_AT]
        ]
    yield from (place for _, place in sorted(found, key=lambda row: row[0]))


def _free(editor: Account, kind: str, filters: Filters) -> Rows:
    """Without what others look at."""
    claims = ReviewClaim.objects.filter(table=MODELS[kind]._meta.model_name, expires_at__gt=timezone.now())
    return doubtful(kind, filters).exclude(pk__in=claims.exclude(editor=editor.pk).values("row"))


def _skips(editor: Account, kind: str) -> QuerySet[ReviewSkip]:
    return ReviewSkip.objects.filter(editor=editor.pk, table=MODELS[kind]._meta.model_name)
