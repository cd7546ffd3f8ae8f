"""A text cut into segments by what is marked in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.extraction.base import Part
    from corpus.models import Article

PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of text and what it is: kind "region", "organisation", "amount" or "match". `anchor` is the id that its
    first segment gets."""

    start: int
    end: int
    kind: str
    label: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same marks throughout; `kinds` is a space-separated list in alphabetical order."""

    text: str
    kinds: str = ""
    label: str = ""
    anchor: str = ""


def marks_of(article: Article, part: Part) -> list[Mark]:
    """What is known of a text of an article loaded `with_metadata`."""
    marks = [
        Mark(start, end, "region", f"{link.region.get_level_display()}: {link.region.name}")
        for link in article.shown_regions
        for start, end in link.spans(part)
    ]
    marks += [
        Mark(start, end, "organisation", f"{link.organisation.get_kind_display()}: {link.organisation.name}")
        for link in article.shown_organisations
        for start, end in link.spans(part)
    ]
    for amount in article.shown_amounts:
        marks += [
            Mark(start, end, "amount", f"{amount.get_role_display()}: {amount.text}", anchor)
            for start, end, anchor in amount.anchored_spans(part)
        ]
    return marks


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Segment]]:
    """The paragraphs of a text in segments. Marks beyond the text, or empty, are left out."""
    valid = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    return [list(_segments(text, match.start(), match.end(), valid)) for match in PARAGRAPH.finditer(text)]


def _segments(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Segment]:
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {max(start, mark.start) for mark in inside} | {min(end, mark.end) for mark in inside}
    cuts = sorted(edges | {start, end})
    for left, right in pairwise(cuts):
        yield _segment(
            text[left:right], [mark for mark in inside if mark.start <= left and right <= mark.end], left
        )


def _segment(text: str, over: list[Mark], start: int) -> Segment:
    anchor = next((mark.anchor for mark in over if mark.anchor and mark.start == start), "")
    labels = dict.fromkeys(mark.label for mark in over if mark.label)
    return Segment(text, " ".join(sorted({mark.kind for mark in over})), "; ".join(labels), anchor)
