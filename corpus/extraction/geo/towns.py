"""Small places that no list here holds, by the word behind their name: China's towns and subdistricts (one word of pinyin
before "town" or "Subdistrict") and America's counties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.geo.lexicon import TOWN_UNITS, VISIBLE_BEFORE
from corpus.extraction.geo.pinyin import is_pinyin
from corpus.extraction.geo.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.base import Part
    from corpus.extraction.geo.tokens import Passage

COUNTY_RULE = "county-pattern"


def find_towns(part: Part, passage: Passage) -> Iterator[Span]:
    for index, token in enumerate(passage.tokens):
        if token.key in TOWN_UNITS and index and not token.opens_line:
            first = _first_of_name(passage, index)
            if first is not None:
                yield _town(part, passage, first, index + 1)


def find_counties(part: Part, passage: Passage) -> Iterator[Span]:
    """ "Johnston County", "St. Clair County": mentions only where the article is about the United States."""
    for index, token in enumerate(passage.tokens):
        if token.text == "County" and index and not token.opens_line:
            name = passage.tokens[index - 1]
            is_name = name.is_word and name.is_capitalised and not name.glued and len(name.text) > 1
            if is_name and name.key not in VISIBLE_BEFORE and not passage.in_heading[index]:
                yield _town(part, passage, index - 1, index + 1, COUNTY_RULE)


def _town(part: Part, passage: Passage, first: int, after: int, rule: str = "town-pattern") -> Span:
    name = passage.text[passage.tokens[first].start : passage.tokens[after - 1].end]
    return Span(part, passage, first, after, (), own_name=name, own_level=RegionLevel.DISTRICT, rule=rule)


def _first_of_name(passage: Passage, unit: int) -> int | None:
    """The first token of a name of pinyin, which may hold an apostrophe ("Bo'ao")."""
    first = unit - 1
    if first >= 2 and passage.tokens[first].glued and passage.tokens[first - 1].text == "'":
        first -= 2
    word = "".join(token.key for token in passage.tokens[first:unit] if token.is_word)
    return first if passage.tokens[first].is_capitalised and is_pinyin(word) else None
