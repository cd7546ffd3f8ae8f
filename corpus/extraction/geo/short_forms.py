"""Short forms that the article itself introduces: "(SSCIP)", "or OVC", "SSCIP for short"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.geo.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.extraction.geo.tokens import Passage

ACRONYM = re.compile(r"[A-Z]{2,8}")
BOUND_LEVELS = frozenset({RegionLevel.ZONE, RegionLevel.MACRO})


def introduced(spans: Sequence[Span]) -> dict[str, Span]:
    """The short forms of zones and macro regions with the span that each stands behind."""
    found: dict[str, Span] = {}
    for span in spans:
        if span.zone or any(place.level in BOUND_LEVELS for place in span.places):
            acronym = _behind(span)
            if acronym and _abbreviates(acronym, span.text):
                found.setdefault(acronym, span)
    return found


def _behind(span: Span) -> str | None:
    words = [token.text for token in span.passage.tokens[span.after : span.after + 3]]
    if len(words) > 1 and (words[0] == "(" or words[:2] == [",", "or"]):
        word = words[1] if words[0] == "(" else words[-1]
        return word if ACRONYM.fullmatch(word) else None
    return None


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether most letters are those that begin the words of the name, in their order."""
    initials = iter(letter for word in re.findall(r"[^\W\d_]+", name) for letter in (word[0].upper(), *re.findall("[A-Z]", word[1:])))
    return sum(letter in initials for letter in acronym) >= 2 and acronym[0] in {word[0].upper() for word in re.findall(r"[^\W\d_]+", name)}


def uses(passage: Passage, part: str, short: dict[str, Span], taken: set[int]) -> Iterator[Span]:
    for index, token in enumerate(passage.tokens):
        if index not in taken and token.text in short:
            whole = short[token.text]
            yield Span(part, passage, index, index + 1, whole.places, zone=whole.zone, rule="short-form")
