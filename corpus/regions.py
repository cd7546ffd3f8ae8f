"""Regions of the database from places of the gazetteer and from zones that a pattern found."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.db.models.query import QuerySet

from corpus.changes import mark_changed
from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import places
from corpus.models import Region, RegionAlias
from corpus.names import unique_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.extraction.base import RegionMention
    from corpus.extraction.gazetteer import Place

RegionKey = tuple[str, str]
"""A place's id and "", or the name of an unlisted zone and the id of the place that it lies in."""


def region_key(mention: RegionMention) -> RegionKey:
    """What tells regions apart."""
    return (mention.place_id, "") if mention.place_id else (mention.name, mention.parent_id or "")


def regions_for(mentions: Iterable[RegionMention]) -> Mapping[RegionKey, Region]:
    """The regions that are mentioned, made where they are missing, with all that contains them."""
    found = list(mentions)
    known = load_places({place_id for m in found for place_id in (m.place_id, m.parent_id) if place_id})
    return {region_key(m): known[m.place_id] if m.place_id else _unlisted_zone(m, known) for m in found}


def load_places(place_ids: Iterable[str]) -> dict[str, Region]:
    """Regions of these places by place id. The missing ones are made, with their ancestors and macro regions; those
    that are there keep what editors made of them."""
    wanted = list(_closure(place_ids))
    known = {r.place_id: r for r in Region.objects.filter(place_id__in=wanted) if r.place_id}
    missing = [place_id for place_id in wanted if place_id not in known]
    if missing:
        _make_regions(missing, known)
    return known


def _closure(place_ids: Iterable[str]) -> dict[str, None]:
    """The places with all that contains them; containers come first."""
    ordered: dict[str, None] = {}

    def add(place_id: str) -> None:
        if place_id not in ordered:
            parent_id = places()[place_id].parent_id
            for container in (*([parent_id] if parent_id else []), *macros_by_member().get(place_id, ())):
                add(container)
            ordered[place_id] = None

    for place_id in place_ids:
        add(place_id)
    return ordered


@cache
def macros_by_member() -> Mapping[str, tuple[str, ...]]:
    """Ids of the macro regions that each place is a direct member of."""
    found: dict[str, list[str]] = {}
    for place in places().values():
        for member in place.member_ids:
            found.setdefault(member, []).append(place.id)
    return {member: tuple(macros) for member, macros in found.items()}


@cache
def slugs() -> Mapping[str, str]:
    """A slug for every place of the gazetteer, the same on every installation: the bare name goes to the widest."""
    order = [RegionLevel(level) for level in ("country", "province", "macro", "city", "zone", "district")]
    taken: dict[str, str] = {}
    for place in sorted(places().values(), key=lambda p: (order.index(p.level), p.id)):
        parent = places()[place.parent_id].name if place.parent_id else ""
        taken[unique_slug(place.name, taken.__contains__, qualifier=parent)] = place.id
    return {place_id: slug for slug, place_id in taken.items()}


def _make_regions(place_ids: Iterable[str], known: dict[str, Region]) -> None:
    """Make regions of places that have none yet and add them to `known`, which holds their containers or will: each wave
    is of places whose parents are there. No article shows them yet, so nothing is announced."""
    taken = {
        *Region.objects.values_list("slug", flat=True),
        *RegionAlias.objects.values_list("slug", flat=True),
    }
    waiting = [places()[place_id] for place_id in place_ids]
    while waiting:
        wave = [place for place in waiting if not place.parent_id or place.parent_id in known]
        rows: QuerySet[Region] = QuerySet(Region)
        made = rows.bulk_create([_from_place(place, known, taken) for place in wave])
        known |= {region.place_id: region for region in made if region.place_id}
        waiting = [place for place in waiting if place.id not in known]
    _make_memberships(place_ids, known)


def _make_memberships(place_ids: Iterable[str], known: Mapping[str, Region]) -> None:
    """Join new places to the macro regions that span them, and new macro regions to members that are there already,
    whose articles it is now found by."""
    made = set(place_ids)
    pairs = {(macro, place_id) for place_id in made for macro in macros_by_member().get(place_id, ())}
    pairs |= {(macro, member) for macro in made for member in places()[macro].member_ids}
    members = {member for _, member in pairs}
    rows = {r.place_id: r.pk for r in Region.objects.filter(place_id__in=members)}
    membership = Region.members.through
    membership.objects.bulk_create(
        membership(from_region_id=known[macro].pk, to_region_id=rows[member])
        for macro, member in sorted(pairs)
        if member in rows
    )
    mark_changed(
        Region.objects.filter(
            place_id__in={macro for macro, member in pairs if member not in made}
        ).article_ids()
    )


def _from_place(place: Place, known: Mapping[str, Region], taken: set[str]) -> Region:
    slug = unique_slug(slugs()[place.id], taken.__contains__)
    taken.add(slug)
    return Region(
        place_id=place.id,
        name=place.name,
        slug=slug,
        level=place.level,
        parent=known[place.parent_id] if place.parent_id else None,
        code=place.code or "",
    )


def _unlisted_zone(mention: RegionMention, known: Mapping[str, Region]) -> Region:
    """The zone of this name in the same place, or what it was merged into; else a new one. The same name in two places is
    two zones."""
    parent = known[mention.parent_id] if mention.parent_id else None
    same = Region.objects.filter(place_id=None, name__iexact=mention.name, parent=parent).first()
    if same is None:
        merged = RegionAlias.objects.filter(name__iexact=mention.name, parent=parent).select_related("region")
        same = next((alias.region for alias in merged[:1]), None)
    return same or make_region(name=mention.name, level=mention.level, parent=parent)


def make_region(*, name: str, level: str, parent: Region | None) -> Region:
    """A new region outside the gazetteer."""
    region = Region(name=name, level=level, parent=parent, slug=free_slug(name, parent))
    region.save()
    return region


def free_slug(name: str, parent: Region | None) -> str:
    """A slug that no region has or had."""
    return unique_slug(
        name,
        lambda slug: (
            Region.objects.filter(slug=slug).exists() or RegionAlias.objects.filter(slug=slug).exists()
        ),
        qualifier=parent.name if parent else "",
    )


def containers_of(regions: Iterable[Region]) -> Mapping[int, frozenset[Region]]:
    """Each region's id -> the region itself with all that contains it: parents, and macro regions that span it or one of
    its parents. Two queries a level of the tree, however many regions."""
    known = {region.pk: region for region in regions}
    asked = list(known)
    above: dict[int, set[int]] = {}
    fresh = set(known)
    while fresh:
        for pk in fresh:
            parent_id = known[pk].parent_id
            above[pk] = {parent_id} if parent_id else set()
        for pair in Region.members.through.objects.filter(to_region__in=fresh):
            above[pair.to_region_id].add(pair.from_region_id)
        fresh = {pk for pks in above.values() for pk in pks} - known.keys()
        known |= Region.objects.in_bulk(fresh)
    return {pk: frozenset(known[found] for found in _reachable(pk, above)) for pk in asked}


def _reachable(start: int, above: Mapping[int, set[int]]) -> set[int]:
    found, queue = {start}, [start]
    while queue:
        fresh = above[queue.pop()] - found
        found |= fresh
        queue += fresh
    return found
