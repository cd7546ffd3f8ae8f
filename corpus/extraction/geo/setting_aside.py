"""Marks the names that stand in the name of something else, by the organisations found before and by what is around."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind
from corpus.extraction.geo.lexicon import PORTFOLIOS
from corpus.extraction.geo.surroundings import is_china, is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.extraction.base import OrganisationMention
    from corpus.extraction.geo.spans import Span

NEARBY = 4  # organisations whose names may hold one another
PUBLIC_BODIES = ("committee", "commission", "administration", "authority", "bureau", "government")


def set_aside(spans: Iterable[Span], bodies: Sequence[OrganisationMention]) -> list[Span]:
    """The spans of one passage, hidden where they name no place; `bodies` are sorted by start. From right to left: what
    follows a name is another place only if that one isn't part of another name itself."""
    ordered = sorted(spans, key=lambda span: (span.first, -span.after))
    ends = {span.after: span for span in ordered}
    starts: dict[int, Span] = {}
    body_starts = [body.start for body in bodies]
    hidden: dict[tuple[int, int], bool] = {}
    for span in reversed([span for span in ordered if span.inside is None]):
        before = bisect_right(body_starts, span.start)
        around = [body for body in bodies[max(0, before - NEARBY) : before] if _is_around(body, span)]
        hidden[span.first, span.after] = _hides(around, span) if around else _is_no_place(span, starts, ends)
        if not hidden[span.first, span.after]:
            starts[span.first] = span
    return [replace(span, hidden=hidden[_whole(span)]) for span in ordered]


def _whole(span: Span) -> tuple[int, int]:
    """The tokens of the name, or of that of the zone in which it stands."""
    outer = span.inside or span
    return outer.first, outer.after


def _is_around(body: OrganisationMention, span: Span) -> bool:
    """Whether a longer name holds that of the place."""
    return body.start <= span.start and span.end <= body.end and body.end - body.start > span.end - span.start


def _is_no_place(span: Span, starts: dict[int, Span], ends: dict[int, Span]) -> bool:
    is_judged_already = bool(span.own_name) or span.rule == "short-form"
    return not is_judged_already and is_hidden(span, starts, ends)


def _hides(bodies: Iterable[OrganisationMention], span: Span) -> bool:
    """A place counts in the name of a public body, where China still doesn't, nor a portfolio."""
    return (
        is_china(span)
        or span.text in PORTFOLIOS
        or any(
            body.kind is not OrganisationKind.GOVERNMENT and not body.text.lower().endswith(PUBLIC_BODIES)
            for body in bodies
        )
    )
