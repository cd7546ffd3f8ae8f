"""Runs of capitalised words: the pieces that names are built of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.extraction.orgs.lexicon import (
    ABBREVIATIONS,
    ACRONYMS,
    BODY,
    DATES,
    GENERIC,
    INNER_POSSESSIVE,
    LEGAL,
    LEGAL_AFTER_COMMA,
    PROFESSION_NOUNS,
    STARTERS,
    STARTERS_KEPT,
    TITLES,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.orgs.passage import Passage
    from corpus.extraction.orgs.tokens import Token

LONGEST_RUN = 24  # words
FUNCTION_WORDS = words("The A An This That These Its Their Our In At On By For From And But Or With Of To As")
PARTICLES = words("de da do dos das del di der van von du")
PLAIN_GAPS = (" ", " & ", "&", "-", "\u00a0", " - ")
LEGAL_GAPS = (", ", "., ", ". ", ",", ".,", ".")
IN_BRACKETS = words(
    "Group Holding Holdings China International HK Hong Kong Asia Pacific Greater India USA US UK Europe"
)
BOUND_ADJECTIVES = (
    "-based",
    "-listed",
    "-owned",
    "-backed",
    "-funded",
    "-headquartered",
    "-invested",
    "-led",
    "-born",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens from `first` up to `after`."""

    first: int
    after: int

    def __len__(self) -> int:
        return self.after - self.first


def breaks(token: Token) -> bool:
    """Whether a capitalised word can't be part of a name: "CEO", "Friday", "Shanghai-based"."""
    text = token.text
    return text in TITLES or text in DATES or (text.endswith(BOUND_ADJECTIVES) and text != "State-owned")


def run_at(passage: Passage, first: int) -> Run | None:
    """The longest run that begins at a token, None if the token can't begin one."""
    tokens = passage.tokens
    if first >= len(tokens) or not tokens[first].is_capital or breaks(tokens[first]):
        return None
    after = first + 1
    while after < len(tokens) and after - first < LONGEST_RUN:
        step = _joined(passage, after)
        if not step:
            break
        after += step
    return Run(first, after)


def _joined(passage: Passage, at: int) -> int:
    """How many tokens from `at` on belong to the run that ends before it."""
    before, token = passage.tokens[at - 1], passage.tokens[at]
    if passage.in_aside[at] != passage.in_aside[at - 1]:
        return 0
    if token.gap == " (":
        return _bracketed(passage, at)
    if before.is_possessive and not (before.text in INNER_POSSESSIVE or _is_of_many(before, token)):
        return 0
    if token.gap in PLAIN_GAPS:
        if (token.text == "and" and _is_legal_next(passage, at)) or _is_particle(passage, at):
            return 2
        return int(token.is_capital and not breaks(token) and token.text not in ("The", "And", "Of"))
    if token.gap == ") ":
        return 0
    return int(_abbreviation_joins(before, token))


def _is_of_many(before: Token, token: Token) -> bool:
    """ "Dealers' Association"."""
    return before.text.endswith("s") and token.text in BODY


def _abbreviation_joins(before: Token, token: Token) -> bool:
    if token.gap in LEGAL_GAPS and token.text in LEGAL_AFTER_COMMA:
        return True
    short = before.text in ABBREVIATIONS or (len(before.text) == 1 and before.text.isupper())
    return token.gap == ". " and short and token.is_capital and before.text not in LEGAL and not breaks(token)


def _is_legal_next(passage: Passage, at: int) -> bool:
    """ "Eli Lilly and Co": "and" before a legal form is part of the name."""
    following = passage.tokens[at + 1 : at + 2]
    return (
        bool(following)
        and following[0].gap == " "
        and following[0].text in ("Co", "Company", "Sons", "Brothers")
    )


def _is_particle(passage: Passage, at: int) -> bool:
    """ "Casa dos Ventos": a small word inside a foreign name."""
    following = passage.tokens[at + 1 : at + 2]
    return (
        passage.tokens[at].text in PARTICLES
        and bool(following)
        and following[0].gap == " "
        and following[0].is_capital
    )


def _bracketed(passage: Passage, at: int) -> int:
    """The words of a bracket inside a name and the word after it: "Encure (Beijing) Biopharma"."""
    tokens = passage.tokens
    end = at + 1
    while end < len(tokens) and end - at < 4 and tokens[end].gap == " ":
        end += 1
    closes = (
        end < len(tokens) and tokens[end].gap == ") " and tokens[end].is_capital and not breaks(tokens[end])
    )
    inside = tokens[at:end]
    named = passage.places.get(at, (at,))[0] == end or all(t.text in IN_BRACKETS for t in inside)
    return end + 1 - at if closes and named else 0


def runs(passage: Passage) -> Iterator[Run]:
    """All runs from left to right, without words that begin a sentence and trade acronyms at either end."""
    at = 0
    while at < len(passage.tokens):
        run = run_at(passage, at)
        if run is None:
            at += 1
            continue
        at = run.after
        yield from _split_after_legal(passage, run)


def _split_after_legal(passage: Passage, run: Run) -> Iterator[Run]:
    """What follows a legal form is another name: "Nio Inc | NIO.N"."""
    first = run.first
    for at in range(run.first, run.after - 1):
        if passage.tokens[at].text in LEGAL and passage.tokens[at + 1].text not in GENERIC:
            yield from trimmed(passage, Run(first, at + 1))
            first = at + 1
    yield from trimmed(passage, Run(first, run.after))


def trimmed(passage: Passage, run: Run) -> Iterator[Run]:
    first, after = run.first, run.after
    tokens = passage.tokens
    while first < after and _is_lead(passage, first, after):
        first += 1
    while after > first and tokens[after - 1].text in ACRONYMS:
        after -= 1
    if after > first:
        yield Run(first, after)


def _opens_sentence(passage: Passage, at: int) -> bool:
    """Whether at most two words stand before a token in its sentence, such as begin sentences."""
    for start in range(at, max(at - 3, -1), -1):
        if passage.starts_sentence(start):
            return True
        if passage.tokens[start - 1].text not in STARTERS:
            return False
    return False


def _is_lead(passage: Passage, at: int, after: int) -> bool:
    text = passage.tokens[at].text
    if (
        text.lower() in PROFESSION_NOUNS
        and text not in BODY
        and after - at > 1
        and passage.starts_sentence(at)
    ):
        return True
    if text not in STARTERS or not (text in FUNCTION_WORDS or _opens_sentence(passage, at)):
        return False
    return not (text in STARTERS_KEPT and after - at > 1)
