"""A text cut into segments by what is marked in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.extraction.base import Part
    from corpus.models import Article, Link

    AddressOf = Callable[[str, int, str], str]

PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of text and what it is: kind "region", "organisation", "amount" or "match". `anchor` is the id that its
    first segment gets, `address` where it leads, if anywhere."""

    start: int
    end: int
    kind: str
    label: str = ""
    anchor: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same marks throughout; `kinds` is a space-separated list in alphabetical order, `address`
    where the narrowest of the marks leads, `start` its offset."""

    text: str
    kinds: str = ""
    label: str = ""
    anchor: str = ""
    address: str = ""
    start: int = 0


def marks_of(article: Article, part: Part, *, address_of: AddressOf | None = None) -> list[Mark]:
    """What is known of a text of an article loaded `with_metadata`. With `address_of` (of the kind and id of a statement
    and the id of the mark), every mark leads somewhere and has an id."""
    return [
        *_link_marks("region", article.shown_regions, part, address_of),
        *_link_marks("organisation", article.shown_organisations, part, address_of),
        *_figure_marks(article, part, address_of),
    ]


def _link_marks(kind: str, links: Iterable[Link], part: Part, address_of: AddressOf | None) -> Iterator[Mark]:
    for link in links:
        label = _label(link.kind_of_target, str(link))
        for start, end in link.spans(part):
            anchor = f"{kind}-{link.pk}-{part}-{start}" if address_of else ""
            address = address_of(kind, link.pk, anchor) if address_of else ""
            yield Mark(start, end, kind, label, anchor, address)


def _figure_marks(article: Article, part: Part, address_of: AddressOf | None) -> Iterator[Mark]:
    for amount in article.shown_amounts:
        label = _label(amount.get_role_display(), amount.text)
        for start, end, proof in amount.anchored_spans(part):
            anchor = proof or (f"figure-{amount.pk}-{part}-{start}" if address_of else "")
            address = address_of("figure", amount.pk, anchor) if address_of else ""
            yield Mark(start, end, "amount", label, anchor, address)


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
    leading = min(
        (mark for mark in over if mark.address), key=lambda mark: mark.end - mark.start, default=None
    )
    return Segment(
        text,
        " ".join(sorted({mark.kind for mark in over})),
        "; ".join(labels),
        anchor,
        leading.address if leading else "",
        start,
    )
