"""Organisations that are likely the same: by how their names are spelt, by one name being a part of another, by
abbreviations.

Names are compared only with those that share a word which few have, so that ten thousand take some seconds at most.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db.models import Count
from rapidfuzz.fuzz import ratio

from corpus.extraction.orgs.lexicon import GENERIC
from corpus.extraction.orgs.merging import abbreviates
from corpus.extraction.orgs.tokens import fold, words_of
from corpus.models import ArticleOrganisation, Distinction, OrganisationAlias, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SPELLING = 85  # of 100: how alike names must be spelt
SAME_WORD = 80  # of 100: how alike two spellings of a word must be
LEAST_SHARE = 0.55  # of a name's weight, for another to be contained in it
MOST_IN_BLOCK = 60  # names that share a word; one that more have tells nothing
SHORTEST = 4  # letters of a single word that is looked for in other names
MOST = 1000  # pairs that are suggested
KEPT = 24 * 3600  # seconds in the cache; the key changes with the names
PLAIN = {fold(word) for word in GENERIC} | {"of", "and", "the", "for", "in"}


class Reason(StrEnum):
    SPELLING = "spelling"
    PART = "part"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True)
class Name:
    organisation: int
    text: str
    words: tuple[str, ...]

    @property
    def letters(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations by their ids, the lower first, and the names that are alike. `score` is from 0 to 1."""

    first: int
    second: int
    names: tuple[str, str]
    reason: Reason
    score: float


def likely_duplicates() -> list[Pair]:
    """Pairs that nobody told apart, the likeliest first, those with more articles before others alike. Three queries."""
    names = [
        Name(*row, tuple(map(fold, words_of(row[1]))))
        for row in OrganisationAlias.objects.order_by("pk").values_list("organisation", "name")
    ]
    said = repr([(name.organisation, name.text) for name in names])
    key = f"duplicates-{hashlib.sha256(said.encode()).hexdigest()}"
    pairs: list[Pair] | None = cache.get(key)
    if pairs is None:
        pairs = find_pairs(names)
        cache.set(key, pairs, KEPT)
    apart = set(Distinction.objects.values_list("first", "second"))
    articles = _articles()
    left = [pair for pair in pairs if (pair.first, pair.second) not in apart]
    left.sort(key=lambda p: (-round(p.score, 1), -min(articles[p.first], articles[p.second]), p.first))
    return left[:MOST]


def _articles() -> Counter[int]:
    active = ArticleOrganisation.objects.filter(state=State.ACTIVE).order_by()
    return Counter(dict(active.values_list("organisation").annotate(Count("pk"))))


def find_pairs(names: Iterable[Name]) -> list[Pair]:
    """The best reason for each pair of organisations."""
    known = [name for name in names if name.words]
    weights = _weights(known)
    best: dict[tuple[int, int], Pair] = {}
    for pair in _candidates(known, weights):
        key = (pair.first, pair.second)
        if key not in best or best[key].score < pair.score:
            best[key] = pair
    return list(best.values())


def _weights(names: Iterable[Name]) -> Mapping[str, float]:
    """How much each word tells: little if many names have it, nothing to speak of for words like "Group"."""
    counts = Counter(word for name in names for word in set(name.words))
    total = sum(counts.values())
    return {word: 0.2 if word in PLAIN else math.log(1 + total / number) for word, number in counts.items()}


def _candidates(names: list[Name], weights: Mapping[str, float]) -> Iterator[Pair]:
    for block in _blocks(names):
        for first, second in combinations(block, 2):
            if first.organisation != second.organisation:
                yield from _alike(first, second, weights)
    yield from _abbreviations(names)


def _blocks(names: list[Name]) -> Iterator[list[Name]]:
    """Names that share a word, those that begin alike, and those with the same letters without the spaces."""
    blocks: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        for word in set(name.words) - PLAIN:
            blocks["word", word].append(name)
        blocks["joined", "".join(name.words)[:4]].append(name)
    for block in blocks.values():
        if 1 < len(block) <= MOST_IN_BLOCK:
            yield block


def _alike(first: Name, second: Name, weights: Mapping[str, float]) -> Iterator[Pair]:
    score = ratio(first.letters, second.letters, score_cutoff=SPELLING)
    if score and _is_respelt(first, second):
        yield _pair(first, second, Reason.SPELLING, score / 100)
        return
    short, long = sorted((first, second), key=lambda name: len(name.words))
    share = _share(short, long, weights)
    if share >= LEAST_SHARE:
        yield _pair(short, long, Reason.PART, 0.9 * share)


def _is_respelt(first: Name, second: Name) -> bool:
    """Whether it is the same words, spelt or joined otherwise: neither another city nor another number."""
    if "".join(first.words) == "".join(second.words):
        return True
    if len(first.words) != len(second.words):
        return False
    differing = [pair for pair in zip(first.words, second.words, strict=True) if pair[0] != pair[1]]
    return all(
        one.isalpha() and other.isalpha() and len(one) > SHORTEST and ratio(one, other) >= SAME_WORD
        for one, other in differing
    )


def _share(short: Name, long: Name, weights: Mapping[str, float]) -> float:
    """How much of the longer name the shorter one is, if its words stand in it together; else 0."""
    size = len(short.words)
    if size == len(long.words) or (size == 1 and len(short.words[0]) < SHORTEST):
        return 0.0
    runs = (long.words[at : at + size] for at in range(len(long.words) - size + 1))
    if short.words not in runs:
        return 0.0
    return sum(weights[word] for word in short.words) / sum(weights[word] for word in long.words)


def _abbreviations(names: list[Name]) -> Iterator[Pair]:
    """Short forms in capitals of names that begin with the same letter."""
    by_letter: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if len(name.words) > 1:
            by_letter[name.words[0][0]].append(name)
    for short in names:
        if (
            len(short.words) == 1
            and 3 <= len(short.text) <= 8
            and short.text.isupper()
            and short.text.isascii()
        ):
            for long in by_letter[short.words[0][0]]:
                if long.organisation != short.organisation and _stands_for(short.text, long.text):
                    yield _pair(short, long, Reason.ABBREVIATION, 0.85)


def _stands_for(short: str, long: str) -> bool:
    """Each letter begins a word, in order; words such as "of" may be passed over, and parts joined by a hyphen count."""
    initials = "".join(word[0] for word in long.replace("-", " ").split() if word[0].isalnum()).upper()
    plain = "".join(
        word[0] for word in long.replace("-", " ").split() if word[0].isalnum() and fold(word) not in PLAIN
    ).upper()
    joined = "".join(word[0] for word in long.split() if word[0].isalnum()).upper()
    return short in {initials, plain, joined} and abbreviates(short, long)


def _pair(one: Name, other: Name, reason: Reason, score: float) -> Pair:
    first, second = sorted((one, other), key=lambda name: name.organisation)
    return Pair(first.organisation, second.organisation, (first.text, second.text), reason, score)


def tell_apart(one: int, other: int) -> None:
    """Remember that these are not the same. Call it inside `recording`."""
    first, second = sorted((one, other))
    Distinction.objects.get_or_create(first_id=first, second_id=second)
