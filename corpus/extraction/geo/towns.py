"""China's towns and subdistricts, which no list here holds: one word of pinyin before "town" or "Subdistrict"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.geo.lexicon import TOWN_UNITS
from corpus.extraction.geo.pinyin import is_pinyin
from corpus.extraction.geo.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.base import Part
    from corpus.extraction.geo.tokens import Passage


def find_towns(part: Part, passage: Passage) -> Iterator[Span]:
    for index, token in enumerate(passage.tokens):
        if token.key in TOWN_UNITS and index and not token.opens_line:
            first = _first_of_name(passage, index)
            if first is not None:
                yield _town(part, passage, first, index + 1)


def _town(part: Part, passage: Passage, first: int, after: int) -> Span:
    name = passage.text[passage.tokens[first].start : passage.tokens[after - 1].end]
    return Span(
        part, passage, first, after, (), own_name=name, own_level=RegionLevel.DISTRICT, rule="town-pattern"
    )


def _first_of_name(passage: Passage, unit: int) -> int | None:
    """The first token of a name of pinyin, which may hold an apostrophe ("Bo'ao")."""
    first = unit - 1
    if first >= 2 and passage.tokens[first].glued and passage.tokens[first - 1].text == "'":
        first -= 2
    word = "".join(token.key for token in passage.tokens[first:unit] if token.is_word)
    return first if passage.tokens[first].is_capitalised and is_pinyin(word) else None
