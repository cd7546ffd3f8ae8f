"""Organisations and regions by how their names begin, for suggestions. Case, accents and punctuation make no difference, and
every alias counts. Only what articles name is suggested, most articles first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from corpus.extraction.gazetteer import places
from corpus.models import Organisation, OrganisationAlias, Region, State
from corpus.names import organisation_key
from search.backends import get_backend
from search.query import SearchQuery
from search.results import FacetName
from search.stamps import current_state

if TYPE_CHECKING:
    from django.db.models import QuerySet

MIN_LETTERS = 2  # of a name in Latin letters


@dataclass(frozen=True, slots=True)
class Named:
    """`kind` is the kind of an organisation or the level of a region; `articles` is how many name it."""

    slug: str
    name: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True)
class _Region:
    slug: str
    name: str
    level: str
    keys: tuple[str, ...]


def organisations_like(text: str, *, limit: int) -> list[Named]:
    """One query."""
    key = organisation_key(text)
    if _is_too_short(key):
        return []
    active = Q(article_links__state=State.ACTIVE)
    found = (
        Organisation.objects.filter(pk__in=_aliases_like(key).values("organisation"))
        .annotate(articles=Count("article_links", filter=active))
        .filter(articles__gt=0)
        .order_by("-articles", "name", "pk")
        .values_list("slug", "name", "kind", "articles")
    )
    return [Named(*row) for row in found[:limit]]


def _aliases_like(key: str) -> QuerySet[OrganisationAlias]:
    """Those that begin so, or have a word that does. Names without spaces between words have it anywhere."""
    begins = Q(key__gte=key, key__lt=f"{key}\U0010ffff")  # unlike LIKE, this uses the index
    return OrganisationAlias.objects.filter(begins | Q(key__contains=f" {key}" if key.isascii() else key))


def regions_like(text: str, *, limit: int) -> list[Named]:
    """Articles on what lies in a region count, as in its facet. Raises `IndexUnavailable`."""
    key = organisation_key(text)
    if _is_too_short(key):
        return []
    everything = SearchQuery(facets=(FacetName.REGION,), page_size=1, with_fragments=False)
    counts = get_backend().search(everything).facets[FacetName.REGION]
    found = [
        Named(region.slug, region.name, region.level, count)
        for region in _known_regions(current_state())
        if any(_is_like(key, own) for own in region.keys) and (count := counts.get(region.slug, 0))
    ]
    return sorted(found, key=lambda named: (-named.articles, named.name))[:limit]


def _is_like(key: str, own: str) -> bool:
    return own.startswith(key) or (f" {key}" if key.isascii() else key) in own


def _is_too_short(key: str) -> bool:
    return len(key) < (MIN_LETTERS if key.isascii() else 1)


@lru_cache(maxsize=1)
def _known_regions(state: str) -> tuple[_Region, ...]:
    """All regions as of a state of the articles; those that articles name can't change without it."""
    return tuple(
        _Region(slug, name, level, tuple(map(organisation_key, (name, *_aliases_of(place_id)))))
        for slug, name, level, place_id in Region.objects.values_list("slug", "name", "level", "place_id")
    )


def _aliases_of(place_id: str | None) -> tuple[str, ...]:
    place = places().get(place_id) if place_id else None
    return place.aliases if place else ()
