"""What hangs on a word such as "Ministry": "of Trade, Industry and Energy", "for Drug Regulation"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.orgs.joining import with_next
from corpus.extraction.orgs.lexicon import (
    ACRONYMS,
    BODY,
    COMPLEMENT_LINKS,
    LATER_LINKS,
    OWNER_WORDS,
    is_topic,
    words,
)
from corpus.extraction.orgs.runs import Run, run_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.extraction.orgs.passage import Passage

TAKES_ON = words("Council Commission Committee Center Centre Institute Administration Academy")
TAKES_FOR = words(
    "Institute Center Centre Society Association Foundation Alliance Federation Council Agency Organization"
)
LONGEST_LIST = 6  # fields
LONGEST_COMPLEMENT = 8  # pieces


def complement_end(passage: Passage, at: int, head: str, known: Mapping[int, int]) -> int:
    """The index after the complement that begins at a token; `at` itself where there is none."""
    first = _first_piece(passage, at, head)
    if first is None:
        return at
    end = with_next(passage, first, known).after
    end = max(end, known.get(end - 1, end))
    for _ in range(LONGEST_COMPLEMENT):
        further = _further(passage, end, known)
        if further == end:
            break
        end = further
    return end


def _first_piece(passage: Passage, at: int, head: str) -> Run | None:
    tokens = passage.tokens
    if at >= len(tokens) or tokens[at].text not in COMPLEMENT_LINKS or tokens[at].gap != " ":
        return None
    piece = _piece(passage, at + 1)
    if piece is None or (
        tokens[at].text == "on" and (head not in TAKES_ON or not _is_topical(passage, piece))
    ):
        return None
    if tokens[at].text != "of" and head not in TAKES_FOR and not is_topic(tokens[piece.first].text):
        return None
    return piece


def _piece(passage: Passage, at: int) -> Run | None:
    """The run after a link, over "the"."""
    tokens = passage.tokens
    if at < len(tokens) and tokens[at].text == "the" and tokens[at].gap == " ":
        at += 1
    if at >= len(tokens) or tokens[at].gap != " ":
        return None
    run = run_at(passage, at)
    if run is None:
        return None
    after = run.after
    while after > at and tokens[after - 1].text in ACRONYMS:
        after -= 1
    return Run(at, after) if after > at else None


def _further(passage: Passage, at: int, known: Mapping[int, int]) -> int:
    """The end of one more piece: "of Bone", "and Energy", or a list ", Industry and Energy"."""
    tokens = passage.tokens
    if at >= len(tokens) or tokens[at - 1].is_possessive:
        return at
    if tokens[at].text in LATER_LINKS and tokens[at].gap == " ":
        return _linked(passage, at, known)
    return _listed(passage, at, known)


def _linked(passage: Passage, at: int, known: Mapping[int, int]) -> int:
    piece = _piece(passage, at + 1)
    if piece is None:
        return at
    if passage.tokens[at].text == "of" or _is_topical(passage, piece):
        return piece.after
    return at


def _listed(passage: Passage, at: int, known: Mapping[int, int]) -> int:
    """Follows commas only as far as an "and" that ends the list, with a word of a field in every place."""
    tokens = passage.tokens
    end = at
    for _ in range(LONGEST_LIST):
        if end >= len(tokens):
            return at
        is_last = tokens[end].text == "and" and tokens[end].gap in (" ", ", ")
        start = end + 1 if is_last else end
        if not is_last and tokens[end].gap != ", ":
            return at
        piece = run_at(passage, start)
        if piece is None or piece.first in known or not _is_topical(passage, piece):
            return at
        end = piece.after
        if is_last:
            return end
    return at


def _is_topical(passage: Passage, piece: Run) -> bool:
    """Whether a piece names fields only, not another body or a place."""
    words = passage.words(piece.first, piece.after)
    return (
        piece.first not in passage.places
        and words[-1] not in BODY
        and not any(word in OWNER_WORDS for word in words[:1] if word not in ("General", "Key", "State"))
        and all(map(is_topic, words))
    )
