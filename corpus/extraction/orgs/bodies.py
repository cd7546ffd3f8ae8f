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
    PLAIN_BEFORE_COMMITTEE,
    STANDS_ALONE,
    TAKES_COMPLEMENT,
    words,
)
from corpus.extraction.orgs.places import owned_words
from corpus.extraction.orgs.runs import Run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.extraction.orgs.passage import Passage

RUNS_ZONE = words("Management Administrative Administration")


def read_body(passage: Passage, run: Run, known: Mapping[int, int]) -> Candidate | None:
    head = passage.tokens[run.after - 1].text
    if head == "Government" or (head == "Party" and len(run) < 3):
        return None
    after = run.after
    if head in TAKES_COMPLEMENT and not passage.tokens[run.after - 1].is_possessive:
        after = complement_end(passage, run.after, head, known)
    if not _is_named(passage, run, after > run.after, known):
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


def _is_named(passage: Passage, run: Run, has_complement: bool, known: Mapping[int, int]) -> bool:
    """Whether a body is told apart from the rest of its sort."""
    head = passage.tokens[run.after - 1].text
    stem = run.after - 1
    count = stem - run.first
    if count == 0:
        return has_complement and head in STANDS_ALONE
    owned = owned_words(passage, run.first, stem) > 0 or any(map(_is_acronym, passage.words(run.first, stem)))
    named = distinctive(passage, run.first, stem) or _has_owner_before(passage, run)
    if head in ("Center", "Centre", "Centers"):
        return _is_named_center(passage, run, has_complement, owned or named, known)
    if head == "Committee" and passage.tokens[stem - 1].text in PLAIN_BEFORE_COMMITTEE:
        return False
    if head == "Congress" and "People" not in passage.words(run.first, stem):
        return False
    if head == "Bureau" and passage.tokens[stem - 1].text == "Political":
        return False
    if head == "Community" and passage.tokens[stem - 1].text != "Integration":
        return False
    if head in ("Committee", "Commission") and has_complement and passage.tokens[stem - 1].text in RUNS_ZONE:
        return True
    if head == "School":
        return (owned or named) and (
            has_complement or passage.tokens[stem - 1].text in ("Medical", "Business", "Law")
        )
    if head in NEEDS_OWNER and run.after + 1 in passage.places and has_complement:
        return True
    if head in NEEDS_OWNER:
        return (owned and (count > 1 or has_complement or head in ("Customs", "Fund"))) or named
    return owned or named or has_complement or count >= 3


def _has_owner_before(passage: Passage, run: Run) -> bool:
    """ "the Ministry's Equipment Industry Center"."""
    before = passage.tokens[run.first - 1] if run.first else None
    return before is not None and before.is_possessive and before.is_capital and len(run) > 2


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1 and word not in ACRONYMS


def _is_named_center(
    passage: Passage, run: Run, has_complement: bool, has_owner: bool, known: Mapping[int, int]
) -> bool:
    stem = run.after - 1
    before = passage.tokens[stem - 1].text
    if before in NOT_CENTER or not has_owner:
        return False
    if run.first in known and not any(word in OWNER_WORDS for word in passage.words(run.first, stem)):
        return False  # a firm's own centre is a place of work
    return before in CENTER_WORK or has_complement


def _kind(passage: Passage, run: Run, head: str) -> Kind:
    words = passage.words(run.first, run.after)
    if head in ("Committee", "Office", "Council", "Board", "Center", "Centre"):
        if "Management" in words or "Administrative" in words or "Administration" in words:
            return Kind.GOVERNMENT
        if any(word in LEVEL_WORDS for word in words[:3]):
            return Kind.GOVERNMENT
    if "Medical" in words and head in ("Center", "Centre"):
        return Kind.HOSPITAL
    return BODY[head]
