"""What a model proposes, beside what the rules found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind
from corpus.extraction.orgs.candidates import Candidate
from corpus.extraction.orgs.distinct import distinctive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.model import ModelEntities
    from corpus.extraction.orgs.passage import Passage

CONFIDENCE = 0.6


def with_entities(passage: Passage, found: list[Candidate], entities: ModelEntities) -> list[Candidate]:
    """The rules' candidates and, in between, the model's: none that touches what a rule found or left alone, and none
    without a word that can be a name."""
    taken = {at for candidate in found for at in range(candidate.first, candidate.after)}
    added = [
        Candidate(first, after, OrganisationKind.OTHER, "model", CONFIDENCE)
        for first, after in _token_spans(passage, entities)
        if taken.isdisjoint(range(first, after)) and distinctive(passage, first, after)
    ]
    return sorted([*found, *added], key=lambda candidate: candidate.first)


def _token_spans(passage: Passage, entities: ModelEntities) -> Iterator[tuple[int, int]]:
    """The model's spans as tokens, without "the" before them."""
    at = 0
    tokens = passage.tokens
    for start, end in entities.find(passage.text):
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].end <= end:
            at += 1
        if first < at and tokens[first].text.lower() == "the":
            first += 1
        if first < at:
            yield first, at
