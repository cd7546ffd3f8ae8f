"""What is asked of every peer, drawn from the articles so that something is found.

All words are plain ones: a peer with our terms and ordinary queries then finds just the same articles.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import cycle, islice, pairwise
from typing import TYPE_CHECKING, Any

from benchmarks.search.entries import pairs_of
from search.backends.whoosh.words.analysis import STOP_WORDS, UNSTEMMED, stem, tokens
from search.query import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.documents import SearchDocument

SAMPLE = 3_000  # articles that words and filters come from
PLAIN = re.compile(r"[a-z]{4,}")
PREFIX = 4  # letters
MOST_BEGINNINGS = 60  # words of the sample that a prefix may stand for
RARE, MIDDLE, COMMON = (0.0007, 0.003), (0.01, 0.06), (0.12, 0.6)  # shares of articles that a word is in
FILTERS = ((), (), ("region",), ("organisation",), ("figure",), ("year",), ("region", "year"), ("region", "figure"),
           ("figure", "year"), ("organisation", "figure"))  # fmt: skip


class Kind(StrEnum):
    RARE = "rare word"
    COMMON = "common word"
    AND = "two words, both"
    OR = "two words, either"
    PHRASE = "phrase"
    PREFIX = "prefix"


class Mode(StrEnum):
    """How much of an answer is wanted, and in which order."""

    FULL = "full"  # ten hits with snippets, the total, all facets
    BARE = "bare"  # ten ids and the total
    DATE = "by date"  # as FULL
    AMOUNT = "by amount"  # as FULL


ORDERS = (Mode.FULL, Mode.DATE, Mode.AMOUNT)


@dataclass(frozen=True, slots=True)
class Task:
    """`words` as typed; filters are "" or 0 when there is none. `role` and `bucket` hold for one and the same figure."""

    kind: Kind
    words: tuple[str, ...]
    region: str = ""
    organisation: str = ""
    role: str = ""
    bucket: str = ""
    year: int = 0
    mode: Mode = Mode.FULL

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of the index, or the prefix as it is."""
        return self.words if self.kind is Kind.PREFIX else tuple(map(stem, self.words))

    @property
    def sort(self) -> Sort:
        return {Mode.DATE: Sort.DATE, Mode.AMOUNT: Sort.AMOUNT}.get(self.mode, Sort.RELEVANCE)

    @property
    def pair(self) -> str:
        return f"{self.role}|{self.bucket}" if self.role else ""

    def __str__(self) -> str:
        chosen = (self.region, self.organisation, self.pair, str(self.year or ""))
        return f"{self.kind} {' '.join(self.words)} [{', '.join(filter(None, chosen))}] {self.mode}"


def to_json(task: Task) -> dict[str, Any]:
    return asdict(task)


def from_json(values: dict[str, Any]) -> Task:
    kind, mode, words = Kind(values["kind"]), Mode(values["mode"]), tuple(values["words"])
    return Task(**values | {"kind": kind, "mode": mode, "words": words})


def draw_tasks(documents: Iterable[SearchDocument], number: int, *, seed: int = 7) -> list[Task]:
    """A mix of all kinds and of 0, 1 and 2 filters, each combination about as often as the others; no task twice."""
    draw = _Draw(list(islice(documents, SAMPLE)), random.Random(seed))  # noqa: S311
    combinations = cycle([(kind, filters) for filters in FILTERS for kind in Kind])
    found: dict[Task, None] = {}
    for kind, filters in islice(combinations, number * 20):
        if task := draw.task(kind, filters):
            found[task] = None
        if len(found) == number:
            break
    return list(found)


class _Draw:
    """Draws words by how many articles have them, and filters from an article that has the words."""

    def __init__(self, sample: Sequence[SearchDocument], rng: random.Random) -> None:
        self._rng = rng
        self._sample = sample
        self._texts = [list(_words(document)) for document in sample]
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._texts):
            for word in dict.fromkeys(word for word, _ in words):
                self._having[word].append(number)
        self._beginnings = _beginnings(self._having)

    def task(self, kind: Kind, filters: Iterable[str]) -> Task | None:
        """None when the drawn article has no value for a filter."""
        words, number = getattr(self, f"_{kind.name.lower()}")()
        return self._filtered(Task(kind, words), self._sample[number], filters) if words else None

    def _filtered(self, task: Task, document: SearchDocument, filters: Iterable[str]) -> Task | None:
        values: dict[str, Any] = {}
        for name in filters:
            choices = _choices(document, name)
            if not choices:
                return None
            values |= self._rng.choice(choices)
        return replace(task, **values)

    def _between(self, shares: tuple[float, float]) -> tuple[str, int]:
        """A word in about so many of the articles, and one of these."""
        low, high = (max(1, share * len(self._sample)) for share in shares)
        words = [word for word, having in self._having.items() if low <= len(having) <= high]
        word = self._rng.choice(words)
        return word, self._rng.choice(self._having[word])

    def _rare(self) -> tuple[tuple[str, ...], int]:
        word, number = self._between(RARE)
        return (word,), number

    def _common(self) -> tuple[tuple[str, ...], int]:
        word, number = self._between(COMMON)
        return (word,), number

    def _and(self) -> tuple[tuple[str, ...], int]:
        """Two of a text, one of them common."""
        first, number = self._between(COMMON)
        others = sorted({word for word, _ in self._texts[number]} - {first})
        others = [word for word in others if len(self._having[word]) >= MIDDLE[0] * len(self._sample)]
        return ((first, self._rng.choice(others)), number) if others else ((), 0)

    def _or(self) -> tuple[tuple[str, ...], int]:
        first, number = self._between(MIDDLE)
        second, _ = self._between(MIDDLE)
        return ((first, second), number) if stem(first) != stem(second) else ((), 0)

    def _phrase(self) -> tuple[tuple[str, ...], int]:
        """Two words that follow each other in a text, best in several."""
        number = self._rng.randrange(len(self._sample))
        text = self._texts[number]
        pairs = [(a, b) for (a, i), (b, j) in pairwise(text) if j == i + 1 and stem(a) != stem(b)]
        pairs.sort(key=lambda pair: -min(len(self._having[word]) for word in pair))
        return (self._rng.choice(pairs[:40]), number) if pairs else ((), 0)

    def _prefix(self) -> tuple[tuple[str, ...], int]:
        beginning, words = self._rng.choice(self._beginnings)
        return (beginning,), self._having[self._rng.choice(words)][0]


def _words(document: SearchDocument) -> Iterator[tuple[str, int]]:
    """The plain words of the body as written, with their positions."""
    for start, position, token in tokens(document.body):
        word, written = token.whole, document.body[start : start + len(token.whole)]
        is_plain = PLAIN.fullmatch(word) and written.lower() == word and not token.is_compound
        if is_plain and word not in STOP_WORDS and word not in UNSTEMMED:
            yield word, position


def _beginnings(having: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Prefixes that stand for some words, but not too many, and that stemming leaves alone."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in having:
        found[word[:PREFIX]].append(word)
    return [
        (beginning, words)
        for beginning, words in found.items()
        if 3 <= len(words) <= MOST_BEGINNINGS and all(stem(word).startswith(beginning) for word in words)
    ]


def _choices(document: SearchDocument, name: str) -> list[dict[str, Any]]:
    """Values of a filter that the article passes."""
    if name == "year":
        return [{"year": document.published.year}] if document.published else []
    if name == "figure":
        return [dict(zip(("role", "bucket"), pair.split("|"), strict=True)) for pair in pairs_of(document)]
    values = document.regions if name == "region" else document.organisations
    return [{name: value} for value in values]


def summary(tasks: Iterable[Task]) -> Counter[str]:
    return Counter(str(task.kind) for task in tasks)
