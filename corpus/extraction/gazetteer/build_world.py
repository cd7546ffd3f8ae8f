"""The provinces and cities of other countries out of curated/world.txt, whose head explains its signs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer.build_china import slugify
from corpus.extraction.gazetteer.rows import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NO_STATE = {"-": RegionLevel.CITY, ".": RegionLevel.DISTRICT}


def world(curated: Path, elsewhere: Iterable[Place]) -> list[Place]:
    """`elsewhere`: the places of the other files, from whose names these must differ."""
    lines = (curated / "world.txt").read_text(encoding="utf-8").splitlines()
    places = [place for line in lines if line and not line.startswith("#") for place in _group(line)]
    return list(_tell_apart(places, {place.id: place for place in elsewhere}))


def _group(line: str) -> Iterator[Place]:
    head, _, cities = line.partition(": ")
    country, _, state = head.partition(" / ")
    parent, level = country, NO_STATE.get(state, RegionLevel.CITY)
    if state not in NO_STATE:
        is_city, is_weak = state.startswith("^"), state.startswith("~")
        level = RegionLevel.DISTRICT if is_city else RegionLevel.CITY
        whole = _place(state.lstrip("^~"), country, RegionLevel.CITY if is_city else RegionLevel.PROVINCE)
        parent = whole.id
        yield replace(whole, needs_context=is_weak)
    for city in filter(None, cities.split(", ")):
        yield replace(_place(city.removeprefix("*"), parent, level), needs_context=not city.startswith("*"))


def _place(entry: str, parent: str, level: RegionLevel) -> Place:
    name, _, aliases = entry.partition("=")
    return Place(
        f"{parent}-{slugify(name)}",
        name,
        level,
        parent,
        tuple(filter(None, aliases.replace(";", ",").split(","))),
    )


def _tell_apart(places: list[Place], others: dict[str, Place]) -> Iterator[Place]:
    """Brackets behind every name that another place is shown by as well, save for one known without support."""
    same = Counter(place.name for place in places)
    taken = {place.name for place in others.values()}
    by_id = others | {place.id: place for place in places}
    for place in places:
        doubtful = place.name in taken or (same[place.name] > 1 and place.needs_context)
        parent = by_id[place.parent_id or ""].name.partition(" (")[0]
        yield replace(place, name=f"{place.name} ({parent})") if doubtful else place
