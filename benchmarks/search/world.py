"""The regions, organisations and sources that articles are about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.search.vocabulary import Pool, distinct, syllables

COUNTRIES, PROVINCES, CITIES = 8, 52, 340
ORGANISATIONS = 10_000
SOURCES = 60
KINDS = {
    "company": (
        "Holdings",
        "Pharma",
        "Motors",
        "Energy",
        "Steel",
        "Logistics",
        "Biotech",
        "Electronics",
        "Group Co Ltd",
    ),
    "fund": ("Capital", "Growth Fund"),
    "university": ("University",),
    "research": ("Institute",),
    "hospital": ("Hospital",),
    "government": ("Commission",),
    "association": ("Alliance",),
}
PAPERS = ("Daily", "Business Post", "Times", "Economic News", "Gazette", "Wire")


@dataclass(frozen=True, slots=True)
class Place:
    """`within` is the chain of slugs that contain it, the nearest first."""

    slug: str
    name: str
    level: str
    within: tuple[Place, ...] = ()

    @property
    def chain(self) -> tuple[Place, ...]:
        return (self, *self.within)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation."""

    slug: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class World:
    """`places` holds every region; `named` are those that articles name: provinces and cities."""

    places: tuple[Place, ...]
    named: Pool
    bodies: tuple[Body, ...]
    organisations: Pool
    sources: Pool


@lru_cache(maxsize=2)
def make_world(seed: int) -> World:
    rng = np.random.default_rng([seed, 2])
    names = iter(distinct(lambda: syllables(rng, 3).capitalize(), COUNTRIES + PROVINCES + CITIES))
    countries = [_place(next(names), "country", None) for _ in range(COUNTRIES)]
    provinces = [_place(next(names), "province", _one_of(rng, countries)) for _ in range(PROVINCES)]
    cities = [_place(next(names), "city", _one_of(rng, provinces)) for _ in range(CITIES)]
    named = [*provinces, *cities]
    rng.shuffle(named)
    bodies = _bodies(rng)
    return World(
        places=(*countries, *provinces, *cities),
        named=Pool.zipf(named, exponent=1.0),
        bodies=bodies,
        organisations=Pool.zipf(bodies, exponent=0.9, flat=10),
        sources=Pool.zipf(_sources(rng), exponent=0.9),
    )


def _place(name: str, level: str, parent: Place | None) -> Place:
    return Place(name.lower(), name, level, parent.chain if parent else ())


def _one_of(rng: np.random.Generator, places: list[Place]) -> Place:
    """The first ones are larger."""
    return places[int(len(places) * rng.random() ** 2)]


def _bodies(rng: np.random.Generator) -> tuple[Body, ...]:
    names = distinct(lambda: syllables(rng, int(rng.integers(2, 4))).capitalize(), ORGANISATIONS)
    return tuple(_body(name, rng) for name in names)


def _body(name: str, rng: np.random.Generator) -> Body:
    kind = "company" if rng.random() < 0.7 else list(KINDS)[int(rng.integers(len(KINDS)))]
    endings = KINDS[kind]
    full = f"{name} {endings[int(rng.integers(len(endings)))]}"
    return Body(full.lower().replace(" ", "-"), full, kind)


def _sources(rng: np.random.Generator) -> list[str]:
    papers = (f"{syllables(rng, 2).capitalize()} {PAPERS[number % len(PAPERS)]}" for number in range(SOURCES))
    return list(papers)
