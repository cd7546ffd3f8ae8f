"""Which regions contain others that are chosen. Choosing a part of what is chosen narrows: the part stands for the whole."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.models import Region
from search.prepared import Prepared, in_order, no_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FIELDS = in_order(Region, {"id", "name", "slug", "level", "parent_id"})
DEPTH = 5  # of countries, provinces, cities, districts and zones
_upwards = Prepared(
    lambda slugs: (
        Region.objects.filter(slug__in=slugs)
        .order_by()
        .values_list(*("parent__" * level + field for level in range(DEPTH) for field in FIELDS))
    ),
    stand_in=no_slug,
)
_inside = Prepared(
    lambda slugs: Region.objects.filter(parent__slug__in=slugs).order_by().values_list(*FIELDS),
    stand_in=no_slug,
)
_spans = Prepared(
    lambda ids: Region.members.through.objects.filter(to_region__in=ids).values_list(
        "from_region__slug", "to_region_id"
    )
)


class Surroundings(NamedTuple):
    """Of some regions: the slugs of regions that contain some of them, each with those it contains; they themselves with all
    that they lie in; and what lies right inside them."""

    containers: Mapping[str, frozenset[str]]
    upwards: tuple[Region, ...]
    inside: tuple[Region, ...]


def surroundings(slugs: Sequence[str]) -> Surroundings:
    """Three queries, none without slugs."""
    lines = list(upwards(slugs))
    return Surroundings(_containers(lines), tuple(chain.from_iterable(lines)), tuple(inside(slugs)))


def innermost(slugs: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that contain another one. Two queries for two slugs or more."""
    containing = _containers(upwards(slugs)) if len(slugs) > 1 else {}
    return tuple(slug for slug in slugs if slug not in containing)


def _containers(lines: Iterable[Sequence[Region]]) -> Mapping[str, frozenset[str]]:
    """The slugs of regions that contain the first of a line, by parents or as macro regions, each with those it contains. One
    query."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    below: defaultdict[int, set[str]] = defaultdict(set)
    for line in lines:
        for region in line:
            above[region.slug].add(line[0].slug)
            below[region.pk].add(line[0].slug)
    for macro, member in _spans(list(below)):
        above[macro] |= below[member]
    return {slug: frozenset(inside - {slug}) for slug, inside in above.items() if inside - {slug}}


def upwards(slugs: Sequence[str]) -> Iterator[Sequence[Region]]:
    """Each of these regions with what it lies in, the largest last. One query."""
    for row in _upwards(slugs):
        line = [_region(row[at : at + len(FIELDS)]) for at in range(0, len(row), len(FIELDS))]
        known = [region for region in line if region.pk is not None]
        while known[-1].parent is not None:  # deeper than any that there is
            known.append(known[-1].parent)
        yield known


def inside(slugs: Sequence[str]) -> Iterator[Region]:
    """The regions whose parent is one of these. One query."""
    return map(_region, _inside(slugs))


def _region(row: Sequence[Any]) -> Region:
    """Not to be written to."""
    return Region.from_db(None, FIELDS, row)
