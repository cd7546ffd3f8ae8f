"""Made-up articles as rows, with the index of them, for a site of its own."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from benchmarks.search.world import make_world
from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, Organisation, Region
from search.backends import get_backend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import Model

    from benchmarks.search.corpora import Corpus
    from benchmarks.search.world import Place, World
    from search.documents import AmountEntry, SearchDocument

BATCH = 1_000  # articles
NO_RATE = "XXX"  # a currency that nobody can convert


def fill(corpus: Corpus) -> None:
    """The database."""
    world = make_world(corpus.seed)
    regions, organisations = _add_regions(world), _add_organisations(world)
    places = {place.slug: place for place in world.places}
    documents = corpus.documents()
    while batch := list(islice(documents, BATCH)):
        _add(Article, map(_article, batch))
        _add(ArticleRegion, (link for document in batch for link in _region_links(document, places, regions)))
        _add(ArticleOrganisation, (link for document in batch for link in _links(document, organisations)))
        _add(Amount, (_amount(document, entry) for document in batch for entry in document.amounts))


def index(corpus: Corpus) -> None:
    """Of the same articles."""
    with get_backend().rebuild() as build:
        build.index(corpus.documents())
        build.publish()


def _add(model: type[Model], rows: Iterable[Any]) -> Sequence[Any]:
    """Without announcing them: nothing is pending."""
    return model._base_manager.bulk_create(rows, batch_size=2_000)


def _add_regions(world: World) -> dict[str, int]:
    """Ids by slug; what contains others comes before them."""
    ids: dict[str, int] = {}
    for level in ("country", "province", "city"):
        rows = [
            Region(
                slug=p.slug, name=p.name, level=p.level, parent_id=ids[p.within[0].slug] if p.within else None
            )
            for p in world.places
            if p.level == level
        ]
        ids |= {row.slug: row.pk for row in _add(Region, rows)}
    return ids


def _add_organisations(world: World) -> dict[str, int]:
    rows = [Organisation(slug=body.slug, name=body.name, kind=body.kind) for body in world.bodies]
    return {row.slug: row.pk for row in _add(Organisation, rows)}


def _article(document: SearchDocument) -> Article:
    return Article(
        pk=document.article_id,
        title=document.title,
        body=document.body,
        source=document.source,
        published=document.published,
    )


def _region_links(
    document: SearchDocument, places: Mapping[str, Place], ids: Mapping[str, int]
) -> Iterator[ArticleRegion]:
    """To the places that contain none of the others."""
    containers = {above.slug for slug in document.regions for above in places[slug].within}
    for slug in document.regions:
        if slug not in containers:
            yield ArticleRegion(article_id=document.article_id, region_id=ids[slug])


def _links(document: SearchDocument, ids: Mapping[str, int]) -> Iterator[ArticleOrganisation]:
    for slug in document.organisations:
        yield ArticleOrganisation(article_id=document.article_id, organisation_id=ids[slug])


def _amount(document: SearchDocument, entry: AmountEntry) -> Amount:
    is_known = entry.value_cny is not None
    return Amount(
        article_id=document.article_id,
        text=f"{entry.value_cny:,} yuan" if is_known else "a sum",
        value=entry.value_cny or 1,
        value_high=entry.value_high_cny if is_known else None,
        currency="CNY" if is_known else NO_RATE,
        role=entry.role,
        year=entry.year,
        is_target=entry.is_target,
        sentence="What the article says of it.",
    )
