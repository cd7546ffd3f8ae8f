"""Which regions contain others that are chosen. Choosing a part of what is chosen narrows: the part stands for the whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from corpus.models import Region

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PARENTS = "parent__parent__parent__parent"


def innermost(slugs: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that contain another one. Two queries for two slugs or more."""
    containing = containers(slugs) if len(slugs) > 1 else {}
    return tuple(slug for slug in slugs if slug not in containing)


def containers(slugs: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The slugs of regions that contain some of these, by parents or as macro regions, each with those it contains. Two
    queries, none without slugs."""
    if not slugs:
        return {}
    above: defaultdict[str, set[str]] = defaultdict(set)
    below: defaultdict[int, set[str]] = defaultdict(set)
    for chosen in Region.objects.filter(slug__in=list(slugs)).select_related(PARENTS):
        for region in _upwards(chosen):
            above[region.slug].add(chosen.slug)
            below[region.pk].add(chosen.slug)
    spans = Region.members.through.objects.filter(to_region__in=list(below))
    for macro, member in spans.values_list("from_region__slug", "to_region_id"):
        above[macro] |= below[member]
    return {slug: frozenset(inside - {slug}) for slug, inside in above.items() if inside - {slug}}


def _upwards(region: Region) -> Iterator[Region]:
    at: Region | None = region
    while at is not None:
        yield at
        at = at.parent
