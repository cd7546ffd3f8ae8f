"""One key for the many spellings of a zone's name: "Wuxi Hi-tech Zone", "Wuxi National High-Tech District"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import places, plain_name
from corpus.extraction.geo.lexicon import words
from corpus.extraction.geo.tokens import PLAIN

if TYPE_CHECKING:
    from corpus.extraction.gazetteer import Place

KINDS = (
    ("hitech", re.compile(r"\b(?:new (?:and|&) )?(?:high|hi)(?:-| )?tech(?:nology|nologies)?\b")),
    ("etdz", re.compile(r"\beconomic(?: and | & |-| )tech(?:nological|nology|nical)?\b")),
    ("ftz", re.compile(r"\b(?:pilot )?free(?:-| )trade\b|\bftz\b")),
    ("bonded", re.compile(r"\bcomprehensive bonded\b")),
)
DROPPED = words(
    "the national state level industrial industry industries development zone area park district china new of and"
)


def zone_key(name: str) -> tuple[str, ...] | None:
    """Equal for names of one zone; None for a kind of zone whose spelling doesn't vary so."""
    plain = name.translate(PLAIN).lower().replace("'s ", " ")
    kinds = {kind for kind, pattern in KINDS if pattern.search(plain)}
    if len(kinds) != 1:
        return None
    for kind, pattern in KINDS:
        plain = pattern.sub(f" {kind} ", plain)
    own = [word for word in re.findall(r"[\w']+", plain) if word not in DROPPED]
    return tuple(sorted(own)) if len(own) > 1 else None


@cache
def zones_by_key() -> dict[tuple[str, ...], Place | None]:
    """Zones of the gazetteer; None where a key is that of several."""
    found: dict[tuple[str, ...], Place | None] = {}
    for place in places().values():
        if place.level is not RegionLevel.ZONE:
            continue
        for key in {zone_key(name) for name in (plain_name(place), *place.aliases)} - {None}:
            if key is not None:
                found[key] = place if found.get(key, place) == place else None
    return found


def same_zone(name: str) -> Place | None:
    key = zone_key(name)
    return zones_by_key().get(key) if key else None
