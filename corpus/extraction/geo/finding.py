"""Every name of the gazetteer in a passage, with the word behind it that tells its kind ("district", "Province")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import ancestors
from corpus.extraction.geo.lexicon import ADJECTIVES, UNIT_WORDS, UNITS
from corpus.extraction.geo.names import longest_name
from corpus.extraction.geo.spans import Span
from corpus.extraction.geo.towns import find_counties, find_towns
from corpus.extraction.geo.zone_patterns import find_zones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.extraction.base import Part
    from corpus.extraction.gazetteer import Place
    from corpus.extraction.geo.tokens import Passage

MOST_WORDS_OF_A_UNIT = 3
INNER_LEVELS = frozenset({RegionLevel.MACRO, RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.DISTRICT})


def find_spans(part: Part, passage: Passage) -> list[Span]:
    """Names of the gazetteer, zones and towns by pattern, and the places in the names of zones."""
    names = list(find_names(part, passage))
    listed = {index: name for name in names for index in range(name.first, name.after)}
    patterns = (*find_zones(part, passage, names), *find_towns(part, passage), *find_counties(part, passage))
    unlisted = [span for span in patterns if not _clashes(span, listed)]
    taken = {index for span in unlisted for index in range(span.first, span.after)}
    outer = sorted(
        [*unlisted, *(name for name in names if name.first not in taken)], key=lambda span: span.first
    )
    return [inner for span in outer for inner in _with_inner(span)]


def _clashes(unlisted: Span, listed: Mapping[int, Span]) -> bool:
    """Whether a name covers the whole of what a pattern found, or a part of it and something beside it."""
    names = [listed[index] for index in range(unlisted.first, unlisted.after) if index in listed]
    length = unlisted.after - unlisted.first
    return any(
        name.first < unlisted.first or name.after > unlisted.after or name.after - name.first == length
        for name in names
    )


def _with_inner(span: Span) -> Iterator[Span]:
    yield span
    if span.own_level is RegionLevel.ZONE and (span.own_name or _is_zone(span)):
        yield from inner_names(span)


def _is_zone(span: Span) -> bool:
    return any(place.level is RegionLevel.ZONE for place in span.places)


def find_names(part: Part, passage: Passage, first: int = 0, limit: int | None = None) -> Iterator[Span]:
    """Names from left to right, the longest at each point, none inside another."""
    limit = len(passage.tokens) if limit is None else limit
    index = first
    while index < limit:
        found = longest_name(passage.tokens, index, limit)
        if found is None:
            index += 1
            continue
        after, places = found
        span = _with_unit(Span(part, passage, index, after, places), limit)
        yield span
        index = span.after


def inner_names(zone: Span) -> Iterator[Span]:
    """Places inside the name of a zone, which count as well; countries in it don't ("China Medical City")."""
    index = zone.first
    while index < zone.after:
        limit = zone.after - 1 if index == zone.first else zone.after
        after, places = longest_name(zone.passage.tokens, index, limit, INNER_LEVELS) or (index + 1, ())
        if within := _containing(zone, places):
            yield Span(zone.part, zone.passage, index, after, within, inside=zone)
        index = after


def _containing(zone: Span, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Of the places of a name those that have to do with a zone of the gazetteer: the Fuzhou of "Fuzhou New Area" is
    that in Fujian, and "Hangzhou Bay New Area" lies in Ningbo."""
    if not zone.places:
        return places
    parents = {place.parent_id for place in zone.places}
    above = {parent.id for place in zone.places for parent in ancestors(place.id)}
    return tuple(
        place
        for place in places
        if place.id in above or not parents.isdisjoint(parent.id for parent in ancestors(place.id))
    )


def _with_unit(span: Span, limit: int) -> Span:
    if span.passage.tokens[span.after - 1].key in UNIT_WORDS and span.after - span.first > 1:
        return replace(span, has_unit=True)
    words, levels = _unit(span.passage, span.after, limit)
    fitting = tuple(place for place in span.places if place.level in levels)
    if not fitting:
        return _with_adjective(span)
    return replace(span, after=span.after + words, places=fitting, has_unit=True)


def _unit(passage: Passage, index: int, limit: int) -> tuple[int, frozenset[RegionLevel]]:
    """How many words from `index` on say what kind of place it is, and which levels that kind has."""
    following: tuple[str, ...] = ()
    for token in passage.tokens[index : min(index + MOST_WORDS_OF_A_UNIT, limit)]:
        if token.opens_line:
            break
        following = (*following, token.key)
    for length in range(len(following), 0, -1):
        if following[:length] in UNITS:
            return length, UNITS[following[:length]]
    return 0, frozenset()


def _with_adjective(span: Span) -> Span:
    token = span.passage.after(span.after)
    levels = ADJECTIVES.get(token.key, frozenset()) if token else frozenset()
    fitting = tuple(place for place in span.places if place.level in levels)
    return replace(span, places=fitting) if fitting else span
