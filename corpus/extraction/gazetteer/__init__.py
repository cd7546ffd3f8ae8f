"""Places by name: countries, macro regions, provinces, cities, districts and zones.

The data files beside this module ship with the project; README.md there names their sources and licences.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.extraction.base import RegionLevel


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `id` is a readable slug, unique and stable ("cn-tianjin-binhai"); `name` is what people see, with its
    parent in brackets only where the bare name would mislead ("Taizhou (Zhejiang)"); `parent_id` is the place that
    contains it, None for countries and for macro regions of the world; `member_ids` are the places that a macro region
    spans; `aliases` are other spellings found in text; `code` is the official code (ISO 3166, GB/T 2260) if any."""

    id: str
    name: str
    level: RegionLevel
    parent_id: str | None
    aliases: tuple[str, ...] = ()
    code: str | None = None
    member_ids: tuple[str, ...] = ()


@cache
def places() -> Mapping[str, Place]:
    """Every place by its id."""
    raise NotImplementedError


@cache
def by_name() -> Mapping[str, tuple[Place, ...]]:
    """Places by each name and alias exactly as written, the better known first."""
    raise NotImplementedError


def ancestors(place_id: str) -> tuple[Place, ...]:
    """The places that contain this one, nearest first, without macro regions."""
    raise NotImplementedError
