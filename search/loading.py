"""Articles with what is active of their metadata, without texts and mentions: quick to read in great numbers, in a fixed
number of queries. What is gone since the index saw it is left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from corpus.common_scale import OnCommonScale
from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, State
from corpus.models.article import as_headline
from corpus.models.statements import anchor_of
from search.links import NUMBER, around
from search.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    Named = tuple[str, str, str]  # slug, name, kind or level


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """`regions` and `organisations` are in the order of their names, `amounts` in that of the text."""

    article: Article
    regions: Sequence[Named]
    organisations: Sequence[Named]
    amounts: Sequence[Amount]


def load_articles(ids: Sequence[int]) -> list[ArticleParts]:
    """In this order; four queries."""
    regions = ArticleRegion.objects.filter(article__in=ids, state=State.ACTIVE).order_by("region__name")
    organisations = ArticleOrganisation.objects.filter(article__in=ids, state=State.ACTIVE).order_by(
        "organisation__name"
    )
    regions_of = _by_article(
        regions.values_list("article_id", "region__slug", "region__name", "region__level")
    )
    organisations_of = _by_article(
        organisations.values_list(
            "article_id", "organisation__slug", "organisation__name", "organisation__kind"
        )
    )
    return [
        ArticleParts(article, regions_of.get(article.pk, ()), organisations_of.get(article.pk, ()), amounts)
        for article, amounts in _load_amounts(ids)
    ]


def _load_amounts(ids: Sequence[int]) -> list[tuple[Article, Sequence[Amount]]]:
    """Articles in this order, each with its amounts; two queries."""
    articles = Article.objects.without_texts().in_bulk(ids)
    found: defaultdict[int, list[Amount]] = defaultdict(list)
    for amount in _active_amounts(ids).select_related("organisation", "region"):
        found[amount.article_id].append(amount)
    return [(articles[pk], found.get(pk, ())) for pk in ids if pk in articles]


def _active_amounts(ids: Sequence[int]) -> QuerySet[Amount]:
    active = Amount.objects.filter(article__in=ids, state=State.ACTIVE)
    return active.defer("mentions", "anchor", "anchor_sentence").order_by("start", "pk")


class ShownArticle(NamedTuple):
    """What results show of an article."""

    pk: int
    title: str
    published: date | None
    source: str
    headline: str
    path: str


class _FigureRow(NamedTuple):
    id: int
    article_id: int
    text: str
    value: Decimal
    value_high: Decimal | None
    currency: str
    role: str
    year: int | None
    year_inferred: bool
    is_target: bool
    usd_equivalent: Decimal | None


class ShownFigure(OnCommonScale, _FigureRow):
    """What results show of a figure, and what its sum is reckoned from."""

    __slots__ = ()

    @property
    def anchor_id(self) -> str:
        return anchor_of(self.id)


@dataclass(frozen=True, slots=True)
class ShownParts:
    """What results show of an article: `regions` are (slug, name) in the order of names, `figures` in that of the text."""

    article: ShownArticle
    regions: Sequence[tuple[str, str]]
    figures: Sequence[ShownFigure]


_articles = Prepared(
    lambda ids: (
        Article.objects.without_texts()
        .filter(pk__in=ids)
        .order_by()
        .values_list("pk", "title", "published", "source", "opening")
    )
)
_regions = Prepared(
    lambda ids: (
        ArticleRegion.objects.filter(article__in=ids, state=State.ACTIVE)
        .order_by("region__name")
        .values_list("article_id", "region__slug", "region__name")
    )
)
_figures = Prepared(lambda ids: _active_amounts(ids).values_list(*ShownFigure._fields))


def load_shown(ids: Sequence[int]) -> dict[int, ShownParts]:
    """By article; three queries."""
    regions: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    figures: defaultdict[int, list[ShownFigure]] = defaultdict(list)
    for article_id, slug, name in _regions(ids):
        regions[article_id].append((slug, name))
    for figure in map(ShownFigure._make, _figures(ids)):
        figures[figure.article_id].append(figure)
    return {
        pk: ShownParts(article, regions.get(pk, ()), figures.get(pk, ()))
        for pk, article in shown_articles(ids).items()
    }


def shown_articles(ids: Sequence[int]) -> dict[int, ShownArticle]:
    """By id; one query, none for nothing."""
    before, after = around("article", NUMBER)
    return {
        pk: ShownArticle(pk, title, published, source, title or as_headline(opening), f"{before}{pk}{after}")
        for pk, title, published, source, opening in _articles(ids)
    }


def _by_article(rows: Iterable[tuple[int, str, str, str]]) -> Mapping[int, Sequence[Named]]:
    found: defaultdict[int, list[Named]] = defaultdict(list)
    for article_id, *named in rows:
        found[article_id].append((named[0], named[1], named[2]))
    return found
