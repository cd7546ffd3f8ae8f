"""Organisations and regions by how their names begin, for suggestions. Case, accents and punctuation make no difference, and
every alias counts. Only what articles name is suggested, most articles first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from corpus.extraction.gazetteer import places
from corpus.models import OrganisationAlias, Region
from corpus.names import is_like, is_too_short, keys_like, organisation_key
from search.backends import get_backend
from search.query import SearchQuery
from search.results import FacetName
from search.stamps import current_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from search.results import Counts

MANY = 1000  # organisations that are looked at


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
    """At most two queries. Raises `IndexUnavailable`."""
    key = organisation_key(text)
    if is_too_short(key):
        return []
    counts = _counts(FacetName.ORGANISATION)
    like = _organisations_of(_aliases_like(key))[:MANY]
    rows = list(like)
    if len(rows) == MANY:  # only those that could come first
        frequent = [slug for slug, _ in counts.most_common(MANY)]
        rows = list(_organisations_of(_aliases_like(key).filter(organisation__slug__in=frequent)))
    return _most_first((Named(*row, counts.get(row[0], 0)) for row in rows), limit)


def _organisations_of(aliases: QuerySet[OrganisationAlias]) -> QuerySet[Any, tuple[str, str, str]]:
    return aliases.values_list("organisation__slug", "organisation__name", "organisation__kind").distinct()


def _aliases_like(key: str) -> QuerySet[OrganisationAlias]:
    return OrganisationAlias.objects.order_by().filter(keys_like(key))


def regions_like(text: str, *, limit: int) -> list[Named]:
    """Articles on what lies in a region count, as in its facet. At most two queries. Raises `IndexUnavailable`."""
    key = organisation_key(text)
    if is_too_short(key):
        return []
    counts = _counts(FacetName.REGION)
    return _most_first(
        (
            Named(region.slug, region.name, region.level, counts.get(region.slug, 0))
            for region in _known_regions(current_state())
            if any(is_like(key, own) for own in region.keys)
        ),
        limit,
    )


def _counts(facet: FacetName) -> Counts:
    """Of all articles."""
    everything = SearchQuery(facets=(facet,), page_size=1, with_fragments=False)
    return get_backend().search(everything).facets[facet]


def _most_first(found: Iterable[Named], limit: int) -> list[Named]:
    known = (named for named in found if named.articles)
    return nsmallest(limit, known, key=lambda named: (-named.articles, named.name))


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
