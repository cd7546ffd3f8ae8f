"""Every name of the gazetteer in a passage, with the word behind it that tells its kind ("district", "Province")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.geo.lexicon import ADJECTIVES, UNIT_WORDS, UNITS
from corpus.extraction.geo.names import longest_name
from corpus.extraction.geo.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.base import Part
    from corpus.extraction.geo.tokens import Passage

MOST_WORDS_OF_A_UNIT = 3
INNER_LEVELS = frozenset({RegionLevel.MACRO, RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.DISTRICT})


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
        after, places = longest_name(zone.passage.tokens, index, limit) or (index + 1, ())
        within = tuple(place for place in places if place.level in INNER_LEVELS)
        if within:
            yield Span(zone.part, zone.passage, index, after, within, inside=zone)
        index = after


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
