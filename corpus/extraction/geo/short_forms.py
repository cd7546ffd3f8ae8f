"""Short forms that the article itself introduces: "(SSCIP)", "or OVC", "or SSCIP for short"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.extraction.base import Part
    from corpus.extraction.geo.spans import Span
    from corpus.extraction.geo.tokens import Passage

ACRONYM = re.compile(r"[A-Z]{2,8}")
WORD = re.compile(r"[^\W\d_]+")
BOUND_LEVELS = frozenset({RegionLevel.ZONE, RegionLevel.MACRO})
FEWEST_INITIALS = 2


def introduced(spans: Sequence[Span]) -> dict[str, Span]:
    """The short forms of zones and macro regions with the span that each stands behind."""
    found: dict[str, Span] = {}
    for span in spans:
        if span.own_name or any(place.level in BOUND_LEVELS for place in span.places):
            acronym = _behind(span)
            if acronym and _abbreviates(acronym, span.text):
                found.setdefault(acronym, span)
    return found


def uses(part: Part, passage: Passage, short: Mapping[str, Span], spans: Sequence[Span]) -> Iterator[Span]:
    """Where the passage has one of the short forms and no name found before."""
    taken = {index for span in spans for index in range(span.first, span.after)}
    for index, token in enumerate(passage.tokens):
        if index not in taken and token.text in short:
            yield replace(
                short[token.text], part=part, passage=passage, first=index, after=index + 1, rule="short-form"
            )


def _behind(span: Span) -> str | None:
    words = [token.text for token in span.passage.tokens[span.after : span.after + 3]]
    introduces = words[:1] == ["("] or words[:2] == [",", "or"]
    acronym = words[1] if words[:1] == ["("] and len(words) > 1 else words[-1] if words else ""
    return acronym if introduces and ACRONYM.fullmatch(acronym) else None


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether it begins as a word of the name does, and two letters or more are initials in their order."""
    words = WORD.findall(name)
    initials = iter([letter for word in words for letter in word if letter is word[0] or letter.isupper()])
    begins = any(word[0].upper() == acronym[0] for word in words)
    return (
        begins
        and sum(letter.casefold() in map(str.casefold, initials) for letter in acronym) >= FEWEST_INITIALS
    )
