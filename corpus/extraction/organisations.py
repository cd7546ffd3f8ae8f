"""Organisations: companies, government bodies, universities, institutes, hospitals, funds, associations.

Listed names come first, then names that say what they are, then names that only their context tells, then what a model
adds, if there is one. Headings with every word capitalised bring listed names and what the text has elsewhere. In the end
all forms of one body get one name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind as Kind
from corpus.extraction.base import OrganisationMention, Part
from corpus.extraction.lists import NO_LISTS, NameLists
from corpus.extraction.model import ModelEntities
from corpus.extraction.orgs.candidates import Candidate, without_overlaps
from corpus.extraction.orgs.context import find_in_context
from corpus.extraction.orgs.distinct import is_in_other_name
from corpus.extraction.orgs.entities import with_entities
from corpus.extraction.orgs.governments import find_governments, find_unnamed, provinces_of
from corpus.extraction.orgs.known import find_known
from corpus.extraction.orgs.merging import (
    Bodies,
    Body,
    abbreviates,
    abbreviation_after,
    clean_name,
    core_forms,
)
from corpus.extraction.orgs.names import find_names
from corpus.extraction.orgs.passage import Passage, read_passage
from corpus.extraction.orgs.repeats import find_repeats
from corpus.extraction.orgs.tokens import fold
from corpus.extraction.orgs.zones import find_zone_committees

if TYPE_CHECKING:
    from corpus.extraction.base import Extraction

SURE_IN_HEADINGS = frozenset(("known-name", "government", "legal-form", "party-committee"))


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate in its passage and the body that it names."""

    passage: Passage
    candidate: Candidate
    body: Body

    def mention(self) -> OrganisationMention:
        start, end = self.passage.span(self.candidate.first, self.candidate.after)
        end += self.passage.has_dot(self.candidate.after - 1)
        return OrganisationMention(
            start=start,
            end=end,
            text=self.passage.text[start:end],
            part=self.passage.part,
            rule=self.candidate.rule,
            confidence=self.candidate.confidence,
            name=self.body.name,
            kind=self.body.kind,
        )


class OrganisationExtractor:
    """`model` names a spaCy model whose organisations are added where the rules find none, merged like all others."""

    def __init__(self, *, model: str = "") -> None:
        self._entities = ModelEntities(model) if model else None

    def extract(self, known: Extraction, /) -> Extraction:
        passages = [read_passage(part, known.text(part)) for part in (Part.TITLE, Part.BODY)]
        found = find_organisations(passages, self._entities, known.lists)
        mentions = (one.mention() for one in found)
        return replace(
            known,
            organisations=tuple(
                mention
                for mention in mentions
                if not known.lists.bars_organisation(mention.name, mention.text)
            ),
        )


def find_organisations(
    passages: list[Passage], entities: ModelEntities | None = None, lists: NameLists = NO_LISTS
) -> list[Found]:
    vocabulary = frozenset(fold(token.text) for passage in passages for token in passage.tokens)
    provinces = provinces_of(passages)
    candidates = [
        without_overlaps(chain(find_candidates(passage, vocabulary, lists), find_unnamed(passage, provinces)))
        for passage in passages
    ]
    if entities is not None:
        candidates = [
            with_entities(passage, found, entities)
            for passage, found in zip(passages, candidates, strict=True)
        ]
    candidates = [_without_barred(p, found, lists) for p, found in zip(passages, candidates, strict=True)]
    bodies = Bodies()
    sure = list(
        chain.from_iterable(_sure(bodies, p, found) for p, found in zip(passages, candidates, strict=True))
    )
    bodies.merge_short_forms()
    return _with_repeats(passages, candidates, sure, bodies)


def _without_barred(passage: Passage, candidates: list[Candidate], lists: NameLists) -> list[Candidate]:
    """Spans that are never an organisation are left alone, so that they don't name what they are a part of, either."""

    def is_barred(candidate: Candidate) -> bool:
        start, end = passage.span(candidate.first, candidate.after)
        return lists.bars_organisation(candidate.name, passage.text[start:end])

    return [replace(c, kind=None) if is_barred(c) else c for c in candidates]


def find_candidates(
    passage: Passage, vocabulary: frozenset[str], lists: NameLists = NO_LISTS
) -> list[Candidate]:
    """What the rules propose for one passage, without overlaps; spans to leave alone are among them (kind None)."""
    listed = [
        Candidate(first, after, entry.kind, "known-name", 0.97, entry.name, is_known=True)
        for first, after, entry in find_known(passage.tokens, vocabulary, lists.always_organisations)
        if after - first > 1 or not is_in_other_name(passage, first)
    ]
    in_listed = {at: c.after for c in listed for at in range(c.first, c.after)}
    named = without_overlaps(
        chain(
            listed, find_names(passage, in_listed), find_governments(passage), find_zone_committees(passage)
        )
    )
    taken = {at: c for c in named for at in range(c.first, c.after)}
    return without_overlaps(chain(named, find_in_context(passage, taken)))


def _sure(bodies: Bodies, passage: Passage, candidates: list[Candidate]) -> list[Found]:
    return [
        Found(passage, c, _body(bodies, passage, c))
        for c in candidates
        if c.kind is not None
        and not passage.in_aside[c.first]
        and (not passage.in_heading[c.first] or c.rule in SURE_IN_HEADINGS)
    ]


def _body(bodies: Bodies, passage: Passage, candidate: Candidate) -> Body:
    start, end = passage.span(candidate.first, candidate.after)
    text = passage.text[start:end]
    body = bodies.add(
        candidate.name or clean_name(text), candidate.kind or Kind.OTHER, text, is_known=candidate.is_known
    )
    short = abbreviation_after(passage, end)
    if short and abbreviates(short, clean_name(text)):
        bodies.bind(short, body)
    return body


def _with_repeats(
    passages: list[Passage], candidates: list[list[Candidate]], sure: list[Found], bodies: Bodies
) -> list[Found]:
    """Also the places where a body is named by a form that is only known from elsewhere in the article."""
    current = {id(body): body for body in bodies.distinct()}
    merged = {form: body for body in current.values() for form in body.forms}
    found = [replace(f, body=merged.get(f.body.forms[0], f.body)) for f in sure]
    forms = {**core_forms(bodies.distinct()), **merged}
    for passage, proposed in zip(passages, candidates, strict=True):
        taken = {
            at for f in found if f.passage is passage for at in range(f.candidate.first, f.candidate.after)
        }
        taken |= {at for c in proposed if c.kind is None for at in range(c.first, c.after)}
        found.extend(Found(passage, c, body) for c, body in find_repeats(passage, forms, taken))
    return sorted(found, key=lambda f: (f.passage.part is Part.BODY, f.candidate.first))
