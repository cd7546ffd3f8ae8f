"""Whether a word or a run of words can be the name of one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.orgs.lexicon import (
    ACRONYMS,
    BODY,
    GENERIC,
    LEVEL_WORDS,
    OWNER_WORDS,
    SITES,
    STARTERS,
    TRADE,
    common_words,
    is_topic,
    surnames,
)
from corpus.extraction.orgs.runs import breaks

if TYPE_CHECKING:
    from corpus.extraction.orgs.passage import Passage


def distinctive(passage: Passage, first: int, after: int) -> bool:
    """Whether some word can be the name of one firm: no place, no trade, no common word."""
    at = first
    while at < after:
        if at in passage.places and passage.places[at][0] <= after:
            at = passage.places[at][0]
            continue
        if is_distinctive(passage.tokens[at].text):
            return True
        at += 1
    return False


def is_distinctive(word: str) -> bool:
    if (
        word in ACRONYMS
        or word in OWNER_WORDS
        or word in LEVEL_WORDS
        or word in GENERIC
        or word in TRADE
        or word in BODY
    ):
        return False
    return len(word) > 1 and word[0].isalnum() and word.lower() not in common_words() and not is_topic(word)


def is_in_other_name(passage: Passage, at: int) -> bool:
    """Whether a word is part of another name, most often a person's: "Zhu Huarong", "Huarong Wu", "Hana Micron"."""
    following = passage.tokens[at + 1 : at + 2]
    if (
        following
        and following[0].gap == " "
        and following[0].is_capital
        and not passage.tokens[at].is_possessive
    ):
        return (
            following[0].text in SITES
            or following[0].text.lower() in surnames()
            or _ends_other_name(passage, at)
        )
    return _ends_other_name(passage, at)


def _ends_other_name(passage: Passage, at: int) -> bool:
    if at == 0 or passage.in_heading[at]:
        return False
    before = passage.tokens[at - 1]
    if (
        passage.tokens[at].gap != " "
        or before.is_possessive
        or not before.is_capital
        or before.text in STARTERS
    ):
        return False
    if passage.starts_sentence(at - 1) and before.text.lower() not in surnames():
        return False
    ends_place = any(passage.places.get(i, (0,))[0] == at for i in range(max(0, at - 4), at))
    return is_distinctive(before.text) and not breaks(before) and not ends_place
