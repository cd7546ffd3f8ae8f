"""Zones and parks that no list holds, by their last words: "X Industrial Park", "X high-tech zone"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.geo.lexicon import (
    BODIES,
    COMMON_TO_ZONES,
    GOVERNMENT,
    LOWER_ZONES,
    OFFICES,
    VISIBLE_BEFORE,
    ZONE_HEADS,
    ZONE_TAILS,
)
from corpus.extraction.geo.pinyin import is_pinyin
from corpus.extraction.geo.spans import Span
from corpus.extraction.geo.zone_names import same_zone

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from corpus.extraction.base import Part
    from corpus.extraction.geo.tokens import Passage, Token

TRADES = ZONE_HEADS["park"]
ZONE_OWNERS = frozenset({RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.DISTRICT})
LONGEST = 14  # tokens of a zone's name
LONGEST_IN_HEADING = 6
FEWEST_WITHOUT_PROPER_NAME = 3


def find_zones(part: Part, passage: Passage, names: Sequence[Span]) -> Iterator[Span]:
    """Zones in a passage, left to right, where `names` are the places that the gazetteer has found in it."""
    ends = {span.after: span for span in names}
    starts = {span.first for span in names}
    for index, token in enumerate(passage.tokens):
        if token.key in ZONE_HEADS:
            found = _written_large(part, passage, index, ends, starts) if token.is_capitalised else None
            found = found or _written_small(part, passage, index, ends)
            if found:
                yield found


def _written_large(
    part: Part, passage: Passage, head: int, places: Mapping[int, Span], starts: Container[int]
) -> Span | None:
    if _goes_on(passage, head + 1):
        return None
    first = _first_of_name(passage, head, places)
    while first < head and passage.tokens[first].key in VISIBLE_BEFORE and first not in starts:
        first += 1
    modifiers = passage.tokens[first:head]
    if not _is_zone(passage.tokens[head], modifiers) or not _is_specific(passage, first, head, places):
        return None
    return _resolved(Span(part, passage, first, head + 1, (), rule="zone-pattern"))


def _resolved(span: Span) -> Span:
    place = same_zone(span.text)
    return replace(span, places=(place,) if place else (), own_name=span.text)


def _goes_on(passage: Passage, index: int) -> bool:
    """Whether the name goes on to that of an event or a company ("... Innovation Park Development Co Ltd")."""
    tail = passage.after(index)
    if (
        tail is None
        or not (tail.is_word and tail.is_capitalised)
        or tail.key in ZONE_TAILS | GOVERNMENT | OFFICES
    ):
        return False
    if not passage.in_heading[index]:
        return True
    return any(token.key in BODIES for token in passage.tokens[index : index + 3])


def _first_of_name(passage: Passage, head: int, places: Mapping[int, Span]) -> int:
    """The first token of the name that ends in the head: capitalised words and places, with what ties them."""
    first = index = head
    lowest = max(0, head - (LONGEST_IN_HEADING if passage.in_heading[head] else LONGEST))
    while index > lowest and not passage.tokens[index].opens_line:
        place = places.get(index)
        if place and index < head:
            if place.has_unit:
                break
            first = index = place.first
        elif _is_word_of_name(passage.tokens[index - 1]):
            first = index = index - 1
        elif _numbers_name(passage, index - 1) or _joins(passage, index - 1, head):
            index -= 1
        else:
            break
    return first


def _is_word_of_name(token: Token) -> bool:
    return token.is_word and token.is_capitalised


def _numbers_name(passage: Passage, index: int) -> bool:
    """Whether a small number stands inside the name: "Thuan Thanh 2 Industrial Park"."""
    before = passage.before(index)
    text = passage.tokens[index].text
    return text.isdigit() and len(text) < 3 and before is not None and _is_word_of_name(before)


def _joins(passage: Passage, index: int, head: int) -> bool:
    """Whether the small word or mark at `index` ties two capitalised words of the name that ends at `head`."""
    token, before, after = passage.tokens[index], passage.before(index), passage.after(index + 1)
    if before is None or after is None:
        return False
    if token.text == "-":
        return token.glued and after.glued
    if token.text in "()":
        return _in_bracket(passage, index, head)
    return (
        token.key in ("&", "and", "for")
        and before.is_capitalised
        and after.is_capitalised
        and _is_technical(before, after)
    )


def _is_technical(before: Token, after: Token) -> bool:
    """ "and" belongs to a name between words for trades ("Science and Technology"), not between two names."""
    words = COMMON_TO_ZONES | TRADES
    return before.key not in ZONE_HEADS and (before.key in words or after.key in words)


def _in_bracket(passage: Passage, index: int, head: int) -> bool:
    """A bracket of a word or two inside a name: "Sino-Singapore (Chengdu) Innovation Park"."""
    if passage.tokens[index].text == ")":
        nearby = passage.tokens[max(0, index - 4) : index]
        return any(token.text == "(" for token in nearby) and not any(
            token.text.isupper() for token in nearby if token.is_word
        )
    return any(token.text == ")" for token in passage.tokens[index + 1 : min(index + 5, head)])


def _is_zone(head: Token, modifiers: Sequence[Token]) -> bool:
    wanted = ZONE_HEADS[head.key]
    return bool(modifiers) and (not wanted or any(token.key in wanted for token in modifiers[-6:]))


def _is_specific(passage: Passage, first: int, head: int, places: Mapping[int, Span]) -> bool:
    """Whether the name tells this zone from others: by a place or another word of its own. In a heading any other word
    may be the verb ("Chongqing Approves New Semiconductor Park")."""
    named = {i for end in range(first + 1, head + 1) if end in places for i in range(places[end].first, end)}
    other = [passage.tokens[i] for i in range(first, head) if i not in named and passage.tokens[i].is_word]
    own = [token for token in other if token.key not in COMMON_TO_ZONES]
    if passage.in_heading[head]:
        return bool(named) and all(token.key in TRADES for token in own)
    return bool(named) or (bool(own) and (len(other) >= FEWEST_WITHOUT_PROPER_NAME or _has_pinyin(own)))


def _has_pinyin(tokens: Sequence[Token]) -> bool:
    return any(is_pinyin(token.key) for token in tokens)


def _written_small(part: Part, passage: Passage, head: int, places: Mapping[int, Span]) -> Span | None:
    for phrase in LOWER_ZONES:
        start = head + 1 - len(phrase)
        if start < 1 or tuple(token.key for token in passage.tokens[start : head + 1]) != phrase:
            continue
        owned = [token.text for token in passage.tokens[start - 2 : start]] == ["'", "s"]
        place = places.get(start - 2 if owned else start)
        if place is None or passage.tokens[start].opens_line or not _may_own_zone(place):
            return None
        span = _resolved(Span(part, passage, place.first, head + 1, (), rule="zone-pattern"))
        return span if span.places or not owned else None
    return None


def _may_own_zone(place: Span) -> bool:
    return any(found.level in ZONE_OWNERS for found in place.places)
