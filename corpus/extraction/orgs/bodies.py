"""Bodies by words such as "Institute" and "Commission"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind as Kind
from corpus.extraction.orgs.candidates import Candidate
from corpus.extraction.orgs.complements import complement_end
from corpus.extraction.orgs.distinct import distinctive
from corpus.extraction.orgs.lexicon import (
    ACRONYMS,
    BODY,
    CENTER_WORK,
    LEVEL_WORDS,
    NEEDS_OWNER,
    NOT_CENTER,
    OWNER_WORDS,
    STANDS_ALONE,
    TAKES_COMPLEMENT,
    words,
)
from corpus.extraction.orgs.places import owned_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.extraction.orgs.passage import Passage
    from corpus.extraction.orgs.runs import Run

OF_PLACES = words("Bank University")
RUNS_ZONE = words("Management Administrative Administration")
CENTERS = words("Center Centre Centers")
MAY_GOVERN = CENTERS | words("Committee Office Council Board")
ONLY_AFTER = {
    "Congress": words("People"),
    "Community": words("Integration"),
    "School": words("Medical Business Law"),
}
NEVER_AFTER = {
    "Committee": words(
        "Organizing Organising Steering Standing Expert Judging Preparatory Audit Executive Review"
    ),
    "Bureau": words("Political"),
}


def read_body(passage: Passage, run: Run, known: Mapping[int, int]) -> Candidate | None:
    head = passage.tokens[run.after - 1].text
    if head == "Government" or (head == "Party" and len(run) < 3):
        return None
    after = run.after
    if head in TAKES_COMPLEMENT and not passage.tokens[run.after - 1].is_possessive:
        after = complement_end(passage, run.after, head, known)
    if not _is_named(passage, run, after, known):
        return None
    name = _own_name(passage, run, after)
    return Candidate(run.first, after, _kind(passage, run, head), "body", 0.92, name)


def _own_name(passage: Passage, run: Run, after: int) -> str:
    """Without the body it belongs to: "Institute of Physics of the Chinese Academy of Sciences" is the institute."""
    for at in range(run.after + 1, after - 1):
        token = passage.tokens[at]
        if token.text == "of" and any(word in BODY for word in passage.words(at + 1, after)):
            return passage.text[passage.tokens[run.first].start : passage.tokens[at - 1].end]
    return ""


def _is_named(passage: Passage, run: Run, after: int, known: Mapping[int, int]) -> bool:
    """Whether a body is told apart from the rest of its sort; its complement ends before `after`."""
    *before, head = passage.words(run.first, run.after)
    has_complement = after > run.after
    if not before:
        of_place_only = passage.places.get(run.after + 1, (0,))[0] == after
        return has_complement and head in STANDS_ALONE and (head in OF_PLACES or not of_place_only)
    if _is_barred(before[-1], head, has_complement):
        return False
    if has_complement and (
        before[-1] in RUNS_ZONE or (head in NEEDS_OWNER and run.after + 1 in passage.places)
    ):
        return True
    stem = run.after - 1
    owned = owned_words(passage, run.first, stem) > 0 or any(map(_is_acronym, before))
    named = distinctive(passage, run.first, stem) or _has_owner_before(passage, run)
    if head in CENTERS:
        return (owned or named) and _is_working_center(before, has_complement, run.first in known)
    if head in NEEDS_OWNER:
        return named or (owned and (len(before) > 1 or has_complement) and not _is_unplaced(before, head))
    return owned or named or has_complement or len(before) > 2


def _is_barred(before: str, head: str, has_complement: bool) -> bool:
    if head in ONLY_AFTER and not (head == "School" and has_complement):
        return before not in ONLY_AFTER[head]
    return before in NEVER_AFTER.get(head, ())


def _is_unplaced(before: list[str], head: str) -> bool:
    """ "Municipal Talent Office": of which city?"""
    return head in MAY_GOVERN and before[0] in LEVEL_WORDS and before[0] != "State"


def _has_owner_before(passage: Passage, run: Run) -> bool:
    """ "the Ministry's Equipment Industry Center"."""
    before = passage.tokens[run.first - 1] if run.first else None
    return before is not None and before.is_possessive and before.is_capital and len(run) > 2


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1 and word not in ACRONYMS


def _is_working_center(before: list[str], has_complement: bool, is_of_firm: bool) -> bool:
    """Whether a centre is a body and no building; a firm's own centre is one of its places of work."""
    if before[-1] in NOT_CENTER or (is_of_firm and OWNER_WORDS.isdisjoint(before)):
        return False
    return before[-1] in CENTER_WORK or has_complement


def _kind(passage: Passage, run: Run, head: str) -> Kind:
    before = passage.words(run.first, run.after - 1)
    runs_something = not RUNS_ZONE.isdisjoint(before) or not LEVEL_WORDS.isdisjoint(before[:3])
    if runs_something and head in MAY_GOVERN:
        return Kind.GOVERNMENT
    if "Medical" in before and head in CENTERS:
        return Kind.HOSPITAL
    return BODY[head]
