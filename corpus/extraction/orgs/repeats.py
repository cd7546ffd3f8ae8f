"""Further places where an article names a body that it has named before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.orgs.candidates import Candidate
from corpus.extraction.orgs.known import EASY_GAPS
from corpus.extraction.orgs.lexicon import GENERIC, NOT_AFTER_NAME, STARTERS
from corpus.extraction.orgs.runs import breaks
from corpus.extraction.orgs.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.extraction.orgs.merging import Body
    from corpus.extraction.orgs.passage import Passage


def find_repeats(
    passage: Passage, forms: Mapping[str, Body], taken: set[int]
) -> Iterator[tuple[Candidate, Body]]:
    """Forms of names outside the tokens in `taken`, the longest at each point."""
    index = _by_first_word(forms)
    at = 0
    while at < len(passage.tokens):
        match = _match(passage, at, index.get(passage.tokens[at].text, []), taken)
        if match is None:
            at += 1
            continue
        after, body = match
        yield Candidate(at, after, body.kind, "repeated-name", 0.9, body.name), body
        at = after


def _by_first_word(forms: Mapping[str, Body]) -> dict[str, list[tuple[list[str], Body]]]:
    index: dict[str, list[tuple[list[str], Body]]] = {}
    for form, body in forms.items():
        parts = list(words_of(form))
        if parts and parts[0][0].isalnum():
            index.setdefault(parts[0], []).append((parts, body))
    for found in index.values():
        found.sort(key=lambda item: -len(item[0]))
    return index


def _match(
    passage: Passage, at: int, forms: list[tuple[list[str], Body]], taken: set[int]
) -> tuple[int, Body] | None:
    for parts, body in forms:
        after = at + len(parts)
        if passage.words(at, after) == parts and _stands_alone(passage, at, after, taken):
            return after, body
    return None


def _stands_alone(passage: Passage, at: int, after: int, taken: set[int]) -> bool:
    tokens = passage.tokens
    if any(i in taken or passage.in_aside[i] for i in range(at, after)):
        return False
    if any(token.gap not in EASY_GAPS for token in tokens[at + 1 : after]):
        return False
    if passage.in_heading[at]:
        return True
    before = tokens[at - 1] if at and tokens[at].gap == " " else None
    following = tokens[after] if after < len(tokens) and tokens[after].gap == " " else None
    if (
        before
        and before.is_capital
        and not (breaks(before) or before.is_possessive or before.text in STARTERS)
    ):
        return False
    return not (following and following.text in NOT_AFTER_NAME) and not _is_other_name(passage, after)


def _is_other_name(passage: Passage, after: int) -> bool:
    """Whether a capitalised word that follows makes it the name of something else."""
    tokens = passage.tokens
    if after >= len(tokens) or tokens[after].gap != " " or tokens[after - 1].is_possessive:
        return False
    return tokens[after].is_capital and not breaks(tokens[after]) and tokens[after].text not in GENERIC
