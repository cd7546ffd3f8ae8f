"""Articles of the database as documents of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.regions import containers_of
from search.documents import AmountEntry, SearchDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from corpus.models import Amount, Article, Region
    from corpus.querysets import ArticleQuerySet


def documents_of(articles: ArticleQuerySet) -> Iterator[SearchDocument]:
    """Documents of these articles as the database has them now; the number of queries doesn't grow with theirs."""
    rows = list(articles.with_metadata().prefetch_related("shown_organisations__organisation__aliases"))  # type: ignore[misc]
    containers = containers_of(link.region for article in rows for link in article.shown_regions)
    return (_document(article, containers) for article in rows)


def _document(article: Article, containers: Mapping[int, frozenset[Region]]) -> SearchDocument:
    regions = sorted(
        {region for link in article.shown_regions for region in containers[link.region_id]},
        key=lambda r: r.slug,
    )
    return SearchDocument(
        article_id=article.pk,
        revision=article.revision,
        title=article.title,
        body=article.body,
        source=article.source,
        published=article.published,
        regions=tuple(region.slug for region in regions),
        region_names=tuple(dict.fromkeys(_place_names(article, regions))),
        organisations=tuple(link.organisation.slug for link in article.shown_organisations),
        organisation_names=tuple(_names_used(article)),
        story=article.story or 0,
        amounts=tuple(_amount_entry(amount) for amount in article.shown_amounts),
    )


def _place_names(article: Article, containers: Iterable[Region]) -> Iterator[str]:
    """Names for `region:`: of the places named and of what they lie in, and what the text calls them (TEDA, Pudong). Macro
    regions only where they are named: the words of Beijing-Tianjin-Hebei would make every article on Hebei one on Tianjin."""
    by_pk = {region.pk: region for region in containers}
    for link in article.shown_regions:
        region: Region | None = link.region
        while region is not None:
            yield region.name
            region = by_pk.get(region.parent_id or 0)
        yield from sorted(link.texts())


def _names_used(article: Article) -> Iterator[str]:
    """Every name that finds an organisation of the article: its own, its aliases, and what the text calls it."""
    for link in article.shown_organisations:
        yield link.organisation.name
        yield from (
            alias.name for alias in link.organisation.aliases.all() if alias.name != link.organisation.name
        )
        yield from sorted(link.texts() - {link.organisation.name})


def _amount_entry(amount: Amount) -> AmountEntry:
    return AmountEntry(
        role=amount.role,
        value_cny=amount.value_cny,
        value_high_cny=amount.value_high_cny,
        year=amount.year,
        is_target=amount.is_target,
    )
