"""What a rule proposes, and which of the overlapping proposals stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.extraction.base import OrganisationKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `first` up to `after` of a passage. `name` is what the body is called when that differs from the words;
    `is_known` says that it is a listed name; `kind` None means: leave this span alone, it is no organisation of the
    article."""

    first: int
    after: int
    kind: OrganisationKind | None
    rule: str
    confidence: float
    name: str = ""
    is_known: bool = False


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest first, a listed name before others of its length; in order of the text."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (c.first - c.after, not c.is_known, -c.confidence)):
        span = range(candidate.first, candidate.after)
        if taken.isdisjoint(span):
            chosen.append(candidate)
            taken.update(span)
    return sorted(chosen, key=lambda c: c.first)
