"""Articles with what is active of their metadata, without texts and mentions: quick to read in great numbers, in a fixed
number of queries. What is gone since the index saw it is left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, State
from search.prepared import Prepared, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


@dataclass(frozen=True, slots=True)
class ShownParts:
    """What results show of an article: `regions` are (slug, name) in the order of names, `amounts` in that of the text."""

    article: Article
    regions: Sequence[tuple[str, str]]
    amounts: Sequence[Amount]


ARTICLE = in_order(Article, {"id", "title", "published", "source"})
FIGURE = in_order(
    Amount,
    {"id", "article_id", "text", "value", "value_high", "currency", "usd_equivalent"}
    | {"role", "year", "year_inferred", "is_target"},
)
_articles = Prepared(
    lambda ids: Article.objects.without_texts().filter(pk__in=ids).order_by().values_list(*ARTICLE, "opening")
)
_regions = Prepared(
    lambda ids: (
        ArticleRegion.objects.filter(article__in=ids, state=State.ACTIVE)
        .order_by("region__name")
        .values_list("article_id", "region__slug", "region__name")
    )
)
_amounts = Prepared(lambda ids: _active_amounts(ids).values_list(*FIGURE))


def load_shown(ids: Sequence[int]) -> dict[int, ShownParts]:
    """By article; three queries."""
    regions: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    amounts: defaultdict[int, list[Amount]] = defaultdict(list)
    for article_id, slug, name in _regions(ids):
        regions[article_id].append((slug, name))
    for row in _amounts(ids):
        amount = Amount.from_db(None, FIGURE, row)
        amounts[amount.article_id].append(amount)
    articles = map(_shown_article, _articles(ids))
    return {
        article.pk: ShownParts(article, regions.get(article.pk, ()), amounts.get(article.pk, ()))
        for article in articles
    }


def _shown_article(row: Sequence[Any]) -> Article:
    *values, opening = row
    article = Article.from_db(None, ARTICLE, values)
    article.__dict__["opening"] = opening
    return article


def _by_article(rows: Iterable[tuple[int, str, str, str]]) -> Mapping[int, Sequence[Named]]:
    found: defaultdict[int, list[Named]] = defaultdict(list)
    for article_id, *named in rows:
        found[article_id].append((named[0], named[1], named[2]))
    return found
