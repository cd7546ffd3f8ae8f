"""Made-up articles on regional industry: seeded, any number, one at a time.

    python -m benchmarks.search.generate --size 20000 --out articles.jsonl

The first articles of a larger set are those of a smaller one.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from decimal import Decimal
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from benchmarks.search.jsonl import write_documents
from benchmarks.search.prose import make_speech, written
from benchmarks.search.vocabulary import Pool
from benchmarks.search.world import make_world
from corpus.extraction.base import Role
from search.documents import AmountEntry, SearchDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.search.prose import Speech
    from benchmarks.search.world import Body, Place, World

T = TypeVar("T")

SEED = 2024
WORDS = 530  # of a body in the middle, before what is said of its places, bodies and sums
SHORTEST, LONGEST = 120, 2_500  # words
FIRST_DAY, DAYS = date(2013, 1, 1), 12 * 365
UNDATED = 0.02
MOST_ORGANISATIONS, MOST_FIGURES = 8, 6

ON_PLACES = (
    "The project in {0}, {1}, is open to investors.",
    "{0} wants to become the leading hub of {1}.",
    "Officials from {0} in {1} visited the site.",
    "Work on the second phase began in {0}, {1}, this spring.",
)
ON_BODIES = (
    "{0} has signed an agreement on the first phase.",
    "{0} will run the plant.",
    "Half of the shares belong to {0}.",
    "A spokesman for {0} confirmed the sale.",
    "{0} moved its laboratory to the zone.",
)
ROLES = Pool.zipf([role.value for role in Role], exponent=0.7)


def articles(size: int, *, seed: int = SEED) -> Iterator[SearchDocument]:
    """The first `size` articles, ids from 1."""
    world, speech = make_world(seed), make_speech(seed)
    for number in islice(count(1), size):
        yield article(number, world, speech, seed=seed)


def article(number: int, world: World, speech: Speech, *, seed: int = SEED) -> SearchDocument:
    """The article of that number: it depends on nothing but the number and the seed."""
    rng = np.random.default_rng([seed, 4, number])
    regions, bodies = _regions(rng, world), _bodies(rng, world)
    published = _date(rng)
    amounts = _amounts(rng, published)
    size = int(np.clip(rng.lognormal(np.log(WORDS), 0.45), SHORTEST, LONGEST))
    pieces = speech.pieces(rng, size, int(len(speech.topics) * rng.random() ** 1.5)).tolist()
    return SearchDocument(
        article_id=number,
        revision=1,
        title=speech.title(rng),
        body=written(pieces, [*map(_sum, amounts), *_mentions(rng, regions, bodies)], rng),
        source=str(world.sources.draw(rng, 1)[0]),
        published=published,
        regions=tuple(sorted({place.slug for region in regions for place in region.chain})),
        region_names=tuple(dict.fromkeys(place.name for region in regions for place in region.chain)),
        organisations=tuple(body.slug for body in bodies),
        organisation_names=tuple(body.name for body in bodies),
        amounts=amounts,
    )


def _regions(rng: np.random.Generator, world: World) -> list[Place]:
    """One or two places: two to six regions with what contains them."""
    return _distinct(world.named.draw(rng, 1 + int(rng.random() < 0.35)).tolist())


def _bodies(rng: np.random.Generator, world: World) -> list[Body]:
    number = min(int(rng.poisson(2.2)), MOST_ORGANISATIONS)
    return _distinct(world.organisations.draw(rng, number).tolist())


def _distinct(values: Sequence[T]) -> list[T]:
    return list(dict.fromkeys(values))


def _date(rng: np.random.Generator) -> date | None:
    """Later days have more articles."""
    day = int(DAYS * rng.random() ** 0.7)
    return None if rng.random() < UNDATED else FIRST_DAY + timedelta(days=day)


def _amounts(rng: np.random.Generator, published: date | None) -> tuple[AmountEntry, ...]:
    number = min(int(rng.poisson(1.6)), MOST_FIGURES)
    roles = ROLES.draw(rng, number).tolist()
    return tuple(_amount(rng, role, published) for role in roles)


def _amount(rng: np.random.Generator, role: str, published: date | None) -> AmountEntry:
    """From a hundred thousand to a trillion, most of them near a hundred million; a few as ranges, in an unknown currency,
    as goals."""
    value = _rounded(10 ** float(np.clip(rng.normal(8.3, 1.5), 5, 12)))
    kind, year = rng.random(), published.year if published else None
    return AmountEntry(
        role,
        None if kind < 0.02 else value,
        _rounded(float(value) * (1.2 + 4 * rng.random())) if kind > 0.94 else None,
        None if year is None or rng.random() < 0.2 else year + int(rng.integers(-3, 4)),
        bool(rng.random() < 0.15),
    )


def _rounded(value: float) -> Decimal:
    """To three digits."""
    return Decimal(int(float(f"{value:.2e}")))


def _sum(amount: AmountEntry) -> str:
    value = f"{float(amount.value_cny or 0) / 1e9:,.3f} billion yuan"
    year = f" in {amount.year}" if amount.year else ""
    verb = "is expected to reach" if amount.is_target else "came to"
    return f"The {amount.role.replace('_', ' ')} {verb} {value}{year}."


def _mentions(rng: np.random.Generator, places: Sequence[Place], bodies: Sequence[Body]) -> Iterator[str]:
    for place in places:
        yield _one_of(rng, ON_PLACES).format(place.name, place.within[0].name)
    for body in bodies:
        yield _one_of(rng, ON_BODIES).format(body.name)


def _one_of(rng: np.random.Generator, sentences: Sequence[str]) -> str:
    return sentences[int(rng.integers(len(sentences)))]


def main() -> None:
    parser = argparse.ArgumentParser(description="Make up articles.")
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    written_articles = write_documents(options.out, articles(options.size, seed=options.seed))
    print(f"{written_articles} articles in {options.out}")


if __name__ == "__main__":
    main()
