"""Which words are places, and what the government of a place is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.orgs.lexicon import LEVEL_WORDS, OWNER_WORDS

if TYPE_CHECKING:
    from corpus.extraction.gazetteer import Place
    from corpus.extraction.orgs.passage import Passage

MUNICIPALITIES = frozenset(("Beijing", "Shanghai", "Tianjin", "Chongqing"))
AUTONOMOUS = frozenset(("Guangxi", "Inner Mongolia", "Ningxia", "Tibet", "Xizang", "Xinjiang"))


def owned_words(passage: Passage, first: int, after: int) -> int:
    """How many tokens from `first` on are a place with its level ("Shanxi Provincial"), or "National" and the like."""
    at = first
    while at < after:
        if at in passage.places and passage.places[at][0] <= after:
            at = passage.places[at][0]
        elif passage.tokens[at].text in LEVEL_WORDS or passage.tokens[at].text in OWNER_WORDS:
            at += 1
        else:
            break
    return at - first


def is_place(passage: Passage, first: int, after: int) -> bool:
    """Whether all the words are one place or several, with or without "Province"."""
    at = first
    while at < after:
        if at in passage.places and passage.places[at][0] <= after:
            at = passage.places[at][0]
        elif passage.tokens[at].text in LEVEL_WORDS and at > first:
            at += 1
        else:
            return False
    return True


def short_name(place: Place) -> str:
    """The name of a place as it stands before "Government": without a parent in brackets and without its unit."""
    return place.name.split(" (")[0].removesuffix(" City").removesuffix(" Province")


def level_word(place: Place) -> str:
    """The word that goes between a place and "Government"; empty where none does (countries, states abroad)."""
    if place.level is RegionLevel.DISTRICT:
        return "" if short_name(place).endswith(("District", "County", "City", "Banner")) else "District"
    if not place.id.startswith("cn"):
        return ""
    if place.level is RegionLevel.CITY or place.name in MUNICIPALITIES:
        return "Municipal"
    if place.level is RegionLevel.PROVINCE:
        return "" if any(place.name.startswith(name) for name in AUTONOMOUS) else "Provincial"
    return ""
