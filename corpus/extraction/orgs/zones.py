"""Committees that run a zone or a park, named without capitals: "the park's management committee"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind as Kind
from corpus.extraction.orgs.candidates import Candidate
from corpus.extraction.orgs.lexicon import words
from corpus.extraction.orgs.runs import run_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.orgs.passage import Passage

TASKS = words("management administrative administration")
LONGEST_ZONE = 12  # words
ZONE_NOUNS = words("Zone Park Base Area Port District City Island Valley Town zone park base area")


def find_zone_committees(passage: Passage) -> Iterator[Candidate]:
    for at, token in enumerate(passage.tokens):
        if token.text in TASKS and passage.words(at + 1, at + 2) == ["committee"]:
            found = _owner_before(passage, at) or _owner_after(passage, at)
            if found:
                yield found


def _owner_before(passage: Passage, at: int) -> Candidate | None:
    """ "Yantai Free Trade Zone's management committee"."""
    first = at
    while (
        first > 0
        and at - first < LONGEST_ZONE
        and passage.tokens[first].gap == " "
        and _may_belong(passage, first - 1, at)
    ):
        first -= 1
    return _committee(passage, first, at + 2, first, at, at)


def _may_belong(passage: Passage, at: int, end: int) -> bool:
    token = passage.tokens[at]
    if token.is_possessive and at != end - 1:
        return False
    return token.is_capital or (at == end - 1 and token.text in ZONE_NOUNS)


def _owner_after(passage: Passage, at: int) -> Candidate | None:
    """ "the administrative committee of the Suzhou Industrial Park"."""
    if passage.words(at + 2, at + 3) != ["of"]:
        return None
    start = at + 3 + (passage.words(at + 3, at + 4) == ["the"])
    run = run_at(passage, start)
    return _committee(passage, at, run.after, start, run.after, at) if run else None


def _committee(
    passage: Passage, first: int, after: int, owner: int, owner_after: int, task: int
) -> Candidate | None:
    zone = passage.words(owner, owner_after)
    if len(zone) < 2 or zone[-1] not in ZONE_NOUNS:
        return None
    name = " ".join((*zone, passage.tokens[task].text.capitalize(), "Committee"))
    return Candidate(first, after, Kind.GOVERNMENT, "zone-committee", 0.85, name)
