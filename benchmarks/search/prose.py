"""Sentences and paragraphs out of drawn words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.search.vocabulary import LINKING, Pool, distinct, syllables, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.search.vocabulary import Floats, Strings

VOCABULARY = 400_000  # words; 100,000 articles use about 100,000 of them
TOPICS, TOPIC_WORDS = 300, 250

# What a piece of a text is, and its odds.
LINK, WORD, TOPIC, PAIR, NUMBER, NAME, COMPOUND, CODE = range(8)
ODDS = (0.36, 0.41, 0.12, 0.03, 0.03, 0.025, 0.015, 0.01)

SHORTEST_SENTENCE, LONGEST_SENTENCE = 7, 33  # pieces
SENTENCES = 5  # of a paragraph, at most


@dataclass(frozen=True, slots=True)
class Speech:
    """What texts are drawn from: a pool for each kind of piece; `topics` are pools of words that occur together."""

    pools: tuple[Pool, ...]
    topics: tuple[Pool, ...]
    kinds: Floats

    def pieces(self, rng: np.random.Generator, size: int, topic: int) -> Strings:
        """So many words, names, numbers ..., of which some are on the topic."""
        drawn = np.searchsorted(self.kinds, rng.random(size), side="right").clip(max=len(ODDS) - 1)
        draws = rng.random(size)
        found = np.empty(size, dtype=object)
        for kind, pool in enumerate(self.pools):
            chosen = drawn == kind
            found[chosen] = (self.topics[topic] if kind == TOPIC else pool).at(draws[chosen])
        return found

    def title(self, rng: np.random.Generator) -> str:
        """8 to 12 words."""
        pieces = self.pools[WORD].draw(rng, int(rng.integers(8, 13)))
        return _begun(" ".join(pieces))


@lru_cache(maxsize=2)
def make_speech(seed: int) -> Speech:
    rng = np.random.default_rng([seed, 3])
    vocabulary = words(seed, VOCABULARY)
    word = Pool.zipf(vocabulary, exponent=1.9, flat=60)
    common = [piece for piece in vocabulary[:20_000] if "-" not in piece]
    any_common = Pool.zipf(common, exponent=0.9)
    topics = tuple(
        Pool.zipf(list(rng.choice(common[100:], TOPIC_WORDS)), exponent=1.0) for _ in range(TOPICS)
    )
    pools = (
        Pool.zipf(LINKING, exponent=1.0, flat=1.5),
        word,
        word,
        Pool.zipf(_joined(" ", any_common.draw(rng, 10_000)), exponent=1.0),
        Pool.zipf(_numbers(rng), exponent=1.0),
        Pool.zipf(_names(rng), exponent=0.9),
        Pool.zipf(_joined("-", any_common.draw(rng, 16_000)), exponent=0.8),
        Pool.zipf(_codes(rng), exponent=1.0),
    )
    return Speech(pools, topics, np.cumsum(ODDS))


def _numbers(rng: np.random.Generator) -> list[str]:
    return [_number(rng) for _ in range(8_000)]


def _number(rng: np.random.Generator) -> str:
    form = rng.random()
    if form < 0.4:
        return str(rng.integers(2, 100))
    if form < 0.6:
        return str(rng.integers(2000, 2036))
    if form < 0.8:
        return f"{rng.random() * 100:.1f}"
    return f"{int(10 ** (3 + 3 * rng.random())):,}"


def _names(rng: np.random.Generator) -> list[str]:
    """People, and things with a name."""
    return [
        f"{syllables(rng, 1).capitalize()} {syllables(rng, 2).capitalize()}"
        if rng.random() < 0.6
        else syllables(rng, 3).capitalize()
        for _ in range(6_000)
    ]


def _joined(mark: str, drawn: Strings) -> list[str]:
    """Two and two."""
    return [mark.join(two) for two in drawn.reshape(-1, 2).tolist()]


def _codes(rng: np.random.Generator) -> list[str]:
    """Such as PD-1, T-7R and VK-305."""

    def code() -> str:
        letters = "".join(rng.choice(list("ABCDEHKLMPRSTVX"), int(rng.integers(1, 4))))
        number = int(10 ** (3 * rng.random()))
        return f"{letters}-{number}{'R' if rng.random() < 0.1 else ''}"

    return distinct(code, 1_000)


def written(pieces: Sequence[str], extra: Sequence[str], rng: np.random.Generator) -> str:
    """Pieces as sentences, with the `extra` sentences among them, in paragraphs."""
    sentences = _sentences(pieces, rng)
    for sentence in extra:
        sentences.insert(int(rng.integers(len(sentences) + 1)), sentence)
    return "\n\n".join(_paragraphs(sentences, rng))


def _sentences(pieces: Sequence[str], rng: np.random.Generator) -> list[str]:
    lengths = rng.integers(SHORTEST_SENTENCE, LONGEST_SENTENCE, 1 + len(pieces) // SHORTEST_SENTENCE)
    found, start = [], 0
    for length in lengths.tolist():
        if start >= len(pieces):
            break
        found.append(_sentence(pieces[start : start + length]))
        start += length
    return found


def _sentence(pieces: Sequence[str]) -> str:
    """A long one has a comma in the middle."""
    if len(pieces) < 18:
        return _begun(" ".join(pieces)) + "."
    middle = len(pieces) // 2
    return _begun(f"{' '.join(pieces[:middle])}, {' '.join(pieces[middle:])}.")


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paragraphs(sentences: Sequence[str], rng: np.random.Generator) -> list[str]:
    found, start = [], 0
    for length in rng.integers(1, SENTENCES + 1, len(sentences)).tolist():
        if start >= len(sentences):
            break
        found.append(" ".join(sentences[start : start + length]))
        start += length
    return found
