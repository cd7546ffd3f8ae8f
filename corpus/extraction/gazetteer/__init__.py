"""Places by name: countries, macro regions, provinces, cities, districts and zones.

The data files beside this module ship with the project; README.md there names their sources and licences.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer.rows import Place, read_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Place", "ancestors", "by_name", "places", "plain_name"]

DATA = Path(__file__).parent / "data"
LEVELS = tuple(RegionLevel)


@cache
def places() -> Mapping[str, Place]:
    """Every place by its id."""
    return MappingProxyType(
        {place.id: place for path in sorted(DATA.glob("*.tsv")) for place in read_places(path)}
    )


@cache
def by_name() -> Mapping[str, tuple[Place, ...]]:
    """Places by each name and alias exactly as written, the better known first."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in sorted(places().values(), key=_prominence):
        for name in dict.fromkeys((plain_name(place), *place.aliases)):
            found[name].append(place)
    return MappingProxyType({name: tuple(same) for name, same in found.items()})


def plain_name(place: Place) -> str:
    """The name as text has it: "Taizhou" for "Taizhou (Zhejiang)"."""
    return place.name.rpartition(" (")[0] if place.name.endswith(")") else place.name


def ancestors(place_id: str) -> tuple[Place, ...]:
    """The places that contain this one, nearest first, without macro regions."""
    return tuple(place for place in _upwards(place_id) if place.level is not RegionLevel.MACRO)


def _upwards(place_id: str) -> Iterator[Place]:
    known = places()
    place = known.get(place_id)
    while place is not None and place.parent_id is not None:
        place = known[place.parent_id]
        yield place


def _prominence(place: Place) -> tuple[bool, int]:
    return place.needs_context, LEVELS.index(place.level)
