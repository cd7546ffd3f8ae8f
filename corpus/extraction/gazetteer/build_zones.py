"""Zones and parks out of curated/zones.txt, whose head explains its signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer.build_china import slugify
from corpus.extraction.gazetteer.rows import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NATIONAL = {
    "hitech": "High-tech Industrial Development Zone",
    "etdz": "Economic and Technological Development Zone",
}


def zones(curated: Path, others: Mapping[str, Place]) -> list[Place]:
    """`others`: the places that zones lie in, by id. A zone written out goes before the one of a list."""
    found: dict[str, Place] = {}
    kind, parent = "", ""
    for line in (curated / "zones.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("%"):
            kind = NATIONAL[line.removeprefix("% ")]
        elif kind and not line.startswith("#"):
            for zone in _national(line, kind, others):
                found.setdefault(zone.name, zone)
        elif line.startswith("@"):
            parent = others[line.removeprefix("@ ")].id
        elif line and not line.startswith("#"):
            zone = _written(line, parent)
            found[zone.name] = zone
    return list(found.values())


def _written(line: str, parent: str) -> Place:
    name, _, aliases = line.removeprefix("!").partition("=")
    identifier = f"{parent}-{slugify(name)}"
    return Place(
        identifier,
        name,
        RegionLevel.ZONE,
        parent,
        tuple(filter(None, aliases.split(", "))),
        needs_context=line.startswith("!"),
    )


def _national(line: str, kind: str, others: Mapping[str, Place]) -> Iterator[Place]:
    province, _, cities = line.partition(": ")
    for slug in cities.split():
        city = others[f"{province}-{slug}"]
        yield _written(f"{_bare(city)} {kind}", city.id)


def _bare(city: Place) -> str:
    """The first word of a city's name, which may hold more: "Jilin City", "Yanbian Korean Autonomous Prefecture"."""
    return city.name.partition(" ")[0]
