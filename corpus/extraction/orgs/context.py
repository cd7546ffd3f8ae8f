"""Firms that only the words around them give away: lists of companies, "drugmaker X", "CEO of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind as Kind
from corpus.extraction.base import RegionLevel
from corpus.extraction.orgs.candidates import Candidate
from corpus.extraction.orgs.distinct import distinctive
from corpus.extraction.orgs.joining import is_cut_off
from corpus.extraction.orgs.lexicon import (
    CHIEFS,
    COMPANY_PLURALS,
    HOST_LABELS,
    LIST_OPENERS,
    NOT_AFTER_NAME,
    PROFESSION_NOUNS,
    is_topic,
    surnames,
    words,
)
from corpus.extraction.orgs.places import is_place
from corpus.extraction.orgs.runs import Run, breaks, run_at, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.extraction.orgs.passage import Passage

NOUN_REACH = 6  # words between "companies" and "including"
LONGEST_DESCRIPTION = 5  # words before a name in a list: "local private equity firm Fortera Capital"
LONGEST_NAME = 4
LONGEST_COUNTRY = 3
LONGEST_PHRASE = 8  # words from "a" to "maker"
PHRASE_ENDS = words(
    "of in based that which with from for owned backed listed and under headquartered specializing specialising focused"
    " focusing making producing developing engaged founded established controlled invested to by"
)
WHICH_MAKES = [
    ["which", verb] for verb in ("makes", "develops", "produces", "manufactures", "sells", "supplies")
]
FIRM_VERBS = words(
    "said says plans will has had makes make agreed bought buys acquired opened bid announced signed invested invests builds"
    " built operates supplies owns produces sells sold runs won"
)
# "In Chayou Back Banner, a maker of compressors ...": such a name is where the firm is.
WHERE = words("In in Near near At Around around")
FIRMS = (Kind.COMPANY, Kind.FUND)


def find_in_context(passage: Passage, taken: Mapping[int, Candidate]) -> Iterator[Candidate]:
    """`taken` has the candidate that each token already belongs to."""
    for at, token in enumerate(passage.tokens):
        if passage.in_heading[at]:
            continue
        if _opens_list(passage, at):
            yield from _named(passage, _items(passage, at + 1), taken, "list-context", 0.8)
        elif token.text in PROFESSION_NOUNS or token.text.endswith(("-based", "-listed", "maker")):
            yield from _named(passage, _next_run(passage, at + 1), taken, "apposition", 0.72)
        elif token.text in HOST_LABELS and passage.text[token.end : token.end + 1] in (":", "："):
            yield from _named(passage, _host(passage, at + 1), taken, "host-label", 0.75)
        elif token.text in CHIEFS and passage.words(at + 1, at + 2) in (["of"], ["at"]):
            yield from _named(passage, _next_run(passage, at + 2), taken, "head-of", 0.72)
        elif token.is_possessive and _is_foreign_country(passage, at):
            yield from _named(passage, _possessed_run(passage, at + 1, taken), taken, "of-country", 0.7)
        if token.gap == ", " and token.text in ("a", "an", "the", "one", "which"):
            yield from _named(passage, _explained(passage, at), taken, "apposition", 0.72)
    yield from _among_firms(passage, taken)


def _opens_list(passage: Passage, at: int) -> bool:
    tokens = passage.tokens
    opens = tokens[at].text in LIST_OPENERS or (
        tokens[at].text == "as" and at > 0 and tokens[at - 1].text == "such"
    )
    if not opens:
        return False
    before = passage.words(max(0, at - NOUN_REACH), at)
    return any(word in COMPANY_PLURALS for word in before)


def _items(passage: Passage, at: int) -> Iterator[Run]:
    """The names of a list, from its first word on."""
    while True:
        run = _described_run(passage, at)
        if run is None:
            return
        yield run
        at = _next_item(passage, run.after)
        if not at:
            return


def _described_run(passage: Passage, at: int) -> Run | None:
    tokens = passage.tokens
    for i in range(at, min(at + LONGEST_DESCRIPTION, len(tokens))):
        if i > at and tokens[i].gap != " ":
            return None
        if tokens[i].is_capital and not tokens[i].text.endswith("-based"):
            run = run_at(passage, i)
            piece = next(trimmed(passage, run), None) if run else None
            plain = i == at or (
                tokens[i - 1].text in (PROFESSION_NOUNS | {"the"}) or "-" in tokens[i - 1].text
            )
            return piece if plain else None
    return None


def _next_item(passage: Passage, at: int) -> int:
    """Where the next name of a list begins, over a bracket, a comma and "and"; 0 at its end."""
    tokens = passage.tokens
    if at < len(tokens) and tokens[at].gap == " (":
        at = next(
            (i for i in range(at, min(at + 6, len(tokens))) if tokens[i].gap.startswith(")")), len(tokens)
        )
    if at >= len(tokens):
        return 0
    if tokens[at].text in ("and", "or") and tokens[at].gap in (" ", ", ", ") ", "), "):
        return at + 1
    if passage.words(at, at + 3) == ["as", "well", "as"]:
        return at + 3
    return at if tokens[at].gap in (", ", "), ", "; ") else 0


def _host(passage: Passage, at: int) -> Iterator[Run]:
    """The name after "Host:", with fields joined by "and" inside it."""
    run = run_at(passage, at)
    if run is None:
        return
    after_and = run_at(passage, run.after + 1) if passage.words(run.after, run.after + 1) == ["and"] else None
    if after_and and all(map(is_topic, passage.words(after_and.first, after_and.after))):
        run = Run(run.first, after_and.after)
    yield run


def _next_run(passage: Passage, at: int) -> Iterator[Run]:
    tokens = passage.tokens
    if at < len(tokens) and tokens[at].gap == " " and not tokens[at - 1].is_possessive:
        run = run_at(passage, at)
        if run:
            yield from trimmed(passage, run)


def _is_foreign_country(passage: Passage, at: int) -> bool:
    """Whether the token ends a country's name: "Finland's Kemira". China's own are most often programmes and plans."""
    first = next((i for i in range(at, max(-1, at - LONGEST_COUNTRY), -1) if i in passage.places), None)
    if first is None:
        return False
    after, place = passage.places[first]
    return after == at + 1 and place.level is RegionLevel.COUNTRY and place.name != "China"


def _possessed_run(passage: Passage, at: int, taken: Mapping[int, Candidate]) -> Iterator[Run]:
    """The name after a country's, if it goes on with what a firm does or with another firm."""
    run = run_at(passage, at)
    if run is None or passage.tokens[at].gap != " ":
        return
    following = passage.words(run.after, run.after + 1)
    beside = taken.get(run.after + 1) if following == ["and"] else None
    if (beside and beside.kind in FIRMS) or (following and following[0] in FIRM_VERBS):
        yield from trimmed(passage, run)


def _explained(passage: Passage, at: int) -> Iterator[Run]:
    """The name before ", a battery maker in": the words after it say that it's a firm."""
    if not (_is_firm_phrase(passage, at) or passage.words(at, at + 2) in WHICH_MAKES):
        return
    first = at
    while first > 0 and at - first < LONGEST_NAME and _belongs(passage, first - 1, at):
        first -= 1
    if first < at and not (first > 0 and passage.tokens[first - 1].text in WHERE):
        yield from trimmed(passage, Run(first, at))


def _belongs(passage: Passage, at: int, end: int) -> bool:
    """Whether a token is part of the name that ends before `end`."""
    token = passage.tokens[at]
    return (
        token.is_capital
        and not token.is_possessive
        and not breaks(token)
        and (at + 1 == end or passage.tokens[at + 1].gap == " ")
    )


def _is_firm_phrase(passage: Passage, at: int) -> bool:
    """Whether "a ... maker" follows, with the noun at the end of its phrase."""
    tokens = passage.tokens
    for i in range(at + 1, min(at + LONGEST_PHRASE, len(tokens))):
        if tokens[i].gap != " " or tokens[i].text in PHRASE_ENDS:
            return False
        if tokens[i].text in PROFESSION_NOUNS | {"company", "firm"}:
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            return following is None or following.gap != " " or following.text in PHRASE_ENDS
    return False


def _named(
    passage: Passage, runs: Iterator[Run], taken: Mapping[int, Candidate], rule: str, confidence: float
) -> Iterator[Candidate]:
    for run in runs:
        if _may_be_firm(passage, run, taken) and (rule == "host-label" or not is_cut_off(passage, run)):
            yield Candidate(run.first, run.after, Kind.COMPANY, rule, confidence)


def _may_be_firm(passage: Passage, run: Run, taken: Mapping[int, Candidate]) -> bool:
    last = passage.tokens[run.after - 1].text
    return (
        not any(at in taken or passage.in_aside[at] for at in range(run.first, run.after))
        and len(run) <= LONGEST_NAME
        and last not in NOT_AFTER_NAME
        and not is_place(passage, run.first, run.after)
        and not _is_person(passage, run)
        and distinctive(passage, run.first, run.after)
    )


def _is_person(passage: Passage, run: Run) -> bool:
    name = [word.lower() for word in passage.words(run.first, run.after)]
    if passage.words(run.after, run.after + 1) in (["who"], ["whose"]):
        return True
    return len(name) in (2, 3) and (name[0] in surnames() or name[-1] in surnames())


def _among_firms(passage: Passage, taken: Mapping[int, Candidate]) -> Iterator[Candidate]:
    """In a list where at least two are firms and they're the most, the others are firms too."""
    at = 0
    while at < len(passage.tokens):
        run = _listed_run(passage, at, taken)
        if run is None:
            at += 1
            continue
        chain = _chain(passage, run, taken)
        at = chain[-1].after
        firms = sum(run.first in taken and taken[run.first].kind in FIRMS for run in chain)
        if len(chain) > 1 and (2 * firms >= max(4, len(chain)) or _are_called_firms(passage, at)):
            yield from _named(passage, iter(chain), taken, "list-context", 0.75)


def _are_called_firms(passage: Passage, at: int) -> bool:
    """Whether a list goes on with "and other drugmakers" or "are among its clients"."""
    following = passage.words(at, at + 7)
    if following[:2] == ["and", "other"] or following[:2] in (["are", "among"], ["were", "among"]):
        return any(word in COMPANY_PLURALS for word in following[2:])
    return False


def _chain(passage: Passage, run: Run, taken: Mapping[int, Candidate]) -> list[Run]:
    chain = [run]
    while True:
        start = _next_item(passage, chain[-1].after)
        following = _listed_run(passage, start, taken) if start else None
        if following is None:
            return chain
        chain.append(following)


def _listed_run(passage: Passage, at: int, taken: Mapping[int, Candidate]) -> Run | None:
    """The name at a token: a candidate as a whole, else a run."""
    tokens = passage.tokens
    if at < len(tokens) and tokens[at].text in ("the", "from", "by"):
        at += 1
    if at in taken:
        return Run(taken[at].first, taken[at].after)
    run = run_at(passage, at)
    return next(trimmed(passage, run), None) if run and not passage.in_heading[at] else None
