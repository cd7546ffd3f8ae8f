"""Words with natural frequencies: a core of real ones, then ever rarer ones made of syllables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Strings = NDArray[np.object_]


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LINKING = _split(
    """the of and in to a for is on with as that by at from was its are be an has which have their this will it or been
    were had more not also said but than other into new they over about after who all can between under through during
    while we such most only some when would up out there so if no these many both each his her he she they what where
    could may first last one two three"""
)  # of grammar, by frequency

CORE = _split(
    """company project industry investment development market year province city growth technology industrial production
    government business construction park enterprise plan fund products total energy sector capital manufacturing
    economic local high platform services zone biomedical innovation equipment research center plant supply demand
    export export-oriented revenue output factory material bank agreement contract billion million percent quarter
    annual report official director partner cooperation policy support region export trade battery vehicle electric
    chip semiconductor pharmaceutical drug vaccine clinical trial therapy patient hospital device diagnostic laboratory
    steel copper aluminium chemical refinery pipeline port logistics warehouse railway airport highway bridge terminal
    cargo shipping container freight solar wind hydrogen power grid storage turbine panel nuclear coal gas oil carbon
    emission green low-carbon recycling water treatment agriculture grain food textile garment furniture paper machinery
    robot automation software cloud data artificial intelligence network telecom satellite aerospace aircraft drone
    shipbuilding engine component assembly line workshop capacity tonne kilometre hectare unit employee worker engineer
    expert talent university institute academy college student training skill job income salary tax profit loss sales
    order customer supplier brand retail price cost margin dividend share stock listing exchange bond loan credit
    interest insurance venture startup incubator accelerator cluster corridor alliance association council ministry
    bureau commission authority mayor governor chairman president manager spokesman delegation forum exhibition fair
    conference summit ceremony signing launch opening expansion upgrade transformation relocation acquisition merger
    subsidiary headquarters branch shareholder stake joint foreign domestic overseas international regional national
    municipal rural urban coastal inland northern southern eastern western central strategic emerging advanced smart
    digital modern traditional leading major key large small medium private public state-owned listed approved planned
    completed launched signed built invested raised produced exported imported delivered expanded developed announced
    reported expected estimated increased declined rose fell doubled reached exceeded attracted established promoted"""
)  # of business, about by frequency

ONSETS = _split(
    "b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w z"
)
VOWELS = _split("a e i o u ai ea ia io oa ou")
CODAS = [*[""] * 12, *_split("l m n nd nt r rd rm s sk st t x")]
ENDINGS = ("", "s", "ed", "ing", "er", "ation", "al", "ive", "ment", "ly")
ENDING_ODDS = (0.45, 0.15, 0.09, 0.09, 0.06, 0.05, 0.04, 0.03, 0.02, 0.02)


@dataclass(frozen=True, slots=True)
class Pool:
    """Things to draw from. `edges` are their cumulative odds, the last 1."""

    values: Strings
    edges: Floats

    @classmethod
    def zipf(cls, values: Sequence[Any], *, exponent: float, flat: float = 2.7) -> Pool:
        """The nth is drawn in proportion to 1 / (n + flat) ** exponent."""
        odds = 1.0 / (np.arange(1, len(values) + 1) + flat) ** exponent
        return cls(_objects(values), np.cumsum(odds) / odds.sum())

    def draw(self, rng: np.random.Generator, size: int) -> Strings:
        return self.at(rng.random(size))

    def at(self, draws: Floats) -> Strings:
        """What numbers from 0 to 1 stand for."""
        found: Strings = self.values[
            np.searchsorted(self.edges, draws, side="right").clip(max=len(self.edges) - 1)
        ]
        return found


def _objects(values: Sequence[Any]) -> Strings:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def syllables(rng: np.random.Generator, count: int) -> str:
    parts = (rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(count))
    return "".join(parts)


def distinct(make: Callable[[], str], size: int, *, taken: set[str] | None = None) -> list[str]:
    """So many different strings, none of them in `taken`."""
    seen = set(taken or ())
    found: list[str] = []
    while len(found) < size:
        value = make()
        if value not in seen:
            seen.add(value)
            found.append(value)
    return found


@lru_cache(maxsize=2)
def words(seed: int, size: int) -> tuple[str, ...]:
    """Words by falling frequency: the core first; what is rarer is longer. About half are endings of others."""
    rng = np.random.default_rng([seed, 1])
    made = list(dict.fromkeys(CORE))
    seen = {*made, *LINKING}
    for word in _syllable_words(rng, size):
        if word not in seen:
            seen.add(word)
            made.append(word)
        if len(made) == size:
            break
    return tuple(made)


def _syllable_words(rng: np.random.Generator, size: int) -> Iterator[str]:
    """Endless; drawn in blocks, one for each ten thousand."""
    number = 0
    while True:
        block = 10_000
        lengths = 2 + (rng.random(block) * 2.2 * (0.5 + min(1.0, number / size))).astype(int)
        parts = [rng.choice(_objects(kind), (block, 5)) for kind in (ONSETS, VOWELS, CODAS)]
        endings = rng.choice(_objects(ENDINGS), block, p=ENDING_ODDS)
        for row in range(block):
            length = lengths[row]
            stem = "".join(o + v + c for o, v, c in zip(*(part[row, :length] for part in parts), strict=True))
            yield stem + endings[row]
        number += block
