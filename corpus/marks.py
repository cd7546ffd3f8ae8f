"""A text cut into segments by what is marked in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

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
        Mark(start, end, "region", _label(link.region.get_level_display(), link.region.name))
        for link in article.shown_regions
        for start, end in link.spans(part)
    ]
    marks += [
        Mark(start, end, "organisation", _label(link.organisation.get_kind_display(), link.organisation.name))
        for link in article.shown_organisations
        for start, end in link.spans(part)
    ]
    for amount in article.shown_amounts:
        marks += [
            Mark(start, end, "amount", _label(amount.get_role_display(), amount.text), anchor)
            for start, end, anchor in amount.anchored_spans(part)
        ]
    return marks


def _label(kind: str, text: str) -> str:
    return gettext("%(name)s: %(value)s") % {"name": kind, "value": text}


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Segment]]:
    """The paragraphs of a text in segments. Marks beyond the text, or empty, are left out. One sweep over text and marks:
    its time grows with their number, not with its square."""
    waiting = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)),
        key=lambda mark: mark.start,
        reverse=True,
    )
    over: list[Mark] = []
    return [
        list(_segments(text, paragraph.start(), paragraph.end(), waiting, over))
        for paragraph in PARAGRAPH.finditer(text)
    ]


def _segments(text: str, start: int, end: int, waiting: list[Mark], over: list[Mark]) -> Iterator[Segment]:
    """Segments from `start` to `end`. `over` are the marks that cover the present place; marks are taken from the end of
    `waiting` as they begin."""
    while start < end:
        over[:] = [mark for mark in over if mark.end > start]
        while waiting and waiting[-1].start <= start:
            mark = waiting.pop()
            if mark.end > start:
                over.append(mark)
        stops = [mark.end for mark in over]
        if waiting:
            stops.append(waiting[-1].start)
        stop = min([end, *stops])
        yield _segment(text[start:stop], over, start)
        start = stop


def _segment(text: str, over: list[Mark], start: int) -> Segment:
    anchor = next((mark.anchor for mark in over if mark.anchor and mark.start == start), "")
    labels = dict.fromkeys(mark.label for mark in over if mark.label)
    return Segment(text, " ".join(sorted({mark.kind for mark in over})), "; ".join(labels), anchor)
