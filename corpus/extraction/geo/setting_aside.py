"""Marks the names that stand in the name of something else, by the organisations found before and by what is around."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind
from corpus.extraction.geo.surroundings import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.extraction.base import OrganisationMention
    from corpus.extraction.geo.spans import Span

NEARBY = 4  # organisations whose names may hold one another
PUBLIC_BODIES = ("committee", "commission", "administration", "authority", "bureau", "government")


def set_aside(spans: Iterable[Span], bodies: Sequence[OrganisationMention]) -> list[Span]:
    """The spans of one passage, hidden where they name no place; `bodies` are sorted by start. From right to left: what
    follows a name is another place only if that one isn't part of another name itself."""
    ordered = sorted(spans, key=lambda span: span.first)
    ends = {span.after: span for span in ordered}
    starts: dict[int, Span] = {}
    body_starts = [body.start for body in bodies]
    result = []
    for span in reversed(ordered):
        before = bisect_right(body_starts, (span.inside or span).start)
        around = [body for body in bodies[max(0, before - NEARBY) : before] if _is_around(body, span)]
        hidden = _is_private(around) if around else _is_no_place(span, starts, ends)
        if not hidden:
            starts[span.first] = span
        result.append(replace(span, hidden=hidden))
    return result[::-1]


def _is_no_place(span: Span, starts: dict[int, Span], ends: dict[int, Span]) -> bool:
    is_judged_already = span.inside is not None or bool(span.own_name) or span.rule == "short-form"
    return not is_judged_already and is_hidden(span, starts, ends)


def _is_around(body: OrganisationMention, span: Span) -> bool:
    """Whether a longer name holds the place; for a place in a zone's name, one longer than that."""
    whole = span.inside or span
    return (
        body.start <= whole.start
        and whole.end <= body.end
        and body.end - body.start > whole.end - whole.start
    )


def _is_private(bodies: Iterable[OrganisationMention]) -> bool:
    return any(
        body.kind is not OrganisationKind.GOVERNMENT and not body.text.lower().endswith(PUBLIC_BODIES)
        for body in bodies
    )
