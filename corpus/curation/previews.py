"""What a merger brings together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from corpus.models import Amount, ArticleOrganisation, ArticleRegion, Organisation, Region, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Merged:
    """One of what is to be merged. `kind` is what people read; counts are of what is active."""

    row: Any
    kind: str
    names: tuple[str, ...]
    articles: int
    figures: int


@dataclass(frozen=True, slots=True)
class MergePreview:
    """`articles` and `shared` are articles that have any and several of them."""

    rows: tuple[Merged, ...]
    articles: int
    shared: int
    figures: int


def preview_of(model: type[Organisation | Region], rows: Sequence[Any]) -> MergePreview:
    """A fixed number of queries, however many rows."""
    pks = [row.pk for row in rows]
    key = "region" if model is Region else "organisation"
    link: Any = ArticleRegion if model is Region else ArticleOrganisation
    links = link.objects.filter(
        **{f"{key}__in": pks}, state=State.ACTIVE, article__deleted_at=None
    ).order_by()
    figures = Amount.objects.filter(
        **{f"{key}__in": pks}, state=State.ACTIVE, article__deleted_at=None
    ).order_by()
    articles, sums = _counts(links, key), _counts(figures, key)
    several = links.values("article").annotate(number=Count("pk")).filter(number__gt=1)
    return MergePreview(
        rows=tuple(
            Merged(row, _kind(row), _names(row), articles.get(row.pk, 0), sums.get(row.pk, 0)) for row in rows
        ),
        articles=links.values("article").distinct().count(),
        shared=several.count(),
        figures=sum(sums.values()),
    )


def _counts(rows: Any, key: str) -> Mapping[int, int]:
    return dict(rows.values_list(key).annotate(number=Count("pk")))


def _kind(row: Organisation | Region) -> str:
    if isinstance(row, Organisation):
        return row.get_kind_display()
    return f"{row.get_level_display()}, {row.parent}" if row.parent else row.get_level_display()


def _names(row: Organisation | Region) -> tuple[str, ...]:
    return tuple(alias.name for alias in row.aliases.all() if alias.name != row.name)
