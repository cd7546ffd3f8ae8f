"""Articles like one: by its most telling words, and by the organisations and regions that it names."""

from __future__ import annotations

from calendar import day_name, month_abbr, month_name
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from whoosh import query as whoosh
from whoosh.lang.stopwords import stoplists

from search.backends.whoosh.words.analysis import occurrences
from search.results import AlikeArticle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.segment import Segment
    from search.backends.whoosh.snapshot import Snapshot

WORDS = 16  # that are looked for
LOOKED_UP = 80  # most frequent words of the text whose frequency in all articles is looked up
LONGEST = 20_000  # characters of a text that are read
SHORTEST = 4  # letters of a word that says something
_OTHERS = (
    "also although among around come could every first give given however last least less long main make many meet might much "
    "must name need next part received said says shall since still take taken want within without would year"
)
_DAYS = (*month_name, *month_abbr, *day_name, "Sept")
EVERYDAY = frozenset(one.term for one in occurrences(" ".join([*stoplists["en"], _OTHERS, *_DAYS])))
"""Terms that say nothing, also those that can be searched for, as "will"."""
COMMON_WORD = 0.1  # of all articles: what is in more of them says little and costs most
COMMON_VALUE = 0.4
FEW_ARTICLES = 6  # that have something don't make it common, however few there are
VALUE_BOOSTS = {"organisation": 0.8, "region": 0.4}  # of a shared value, beside words with at most 1
LEAST = 0.06  # of what an article is like itself
MORE = 4  # times as many are looked at as are wanted, since they may tell one story


class _Clue(NamedTuple):
    """A word or a value of the article and what it counts. `shown` is how it is given back."""

    kind: str
    name: bytes
    weight: float
    shown: str


class _Candidate(NamedTuple):
    score: float
    segment: Segment
    document: int


@dataclass(frozen=True, slots=True)
class _Liking:
    """What each document of a segment has in common with an article."""

    segment: Segment
    scores: NDArray[np.float64]
    having: Sequence[tuple[_Clue, NDArray[np.intp]]]

    def best(self, number: int) -> Iterator[_Candidate]:
        found = np.flatnonzero(self.scores)
        if len(found) > number:
            found = found[np.argpartition(self.scores[found], len(found) - number)[-number:]]
        for document in found.tolist():
            yield _Candidate(self.scores.item(document), self.segment, document)

    def shared(self, document: int) -> Iterator[_Clue]:
        for clue, documents in self.having:
            place = int(documents.searchsorted(document))
            if place < len(documents) and documents.item(place) == document:
                yield clue


def alike(snapshot: Snapshot, article_id: int, limit: int) -> list[AlikeArticle]:
    """The likest first, one of each story, without the article's own."""
    own = _located(snapshot, article_id)
    if own is None:
        return []
    clues = [*_words(snapshot, *own), *_values(snapshot, *own)]
    likings = {segment: _liking(snapshot, segment, clues) for segment in snapshot.segments}
    least = LEAST * likings[own[0]].scores.item(own[1])
    found = chain.from_iterable(liking.best(MORE * limit + 1) for liking in likings.values())
    ranked = sorted(
        (candidate for candidate in found if candidate.score >= least),
        key=lambda one: (-one.score, -one.segment.contents.article.item(one.document)),
    )
    chosen = list(_one_of_each_story(ranked, own))[:limit]
    return [_alike(candidate, likings[candidate.segment].shared(candidate.document)) for candidate in chosen]


def _located(snapshot: Snapshot, article_id: int) -> tuple[Segment, int] | None:
    for segment in snapshot.segments:
        articles, order = segment.contents.article, segment.contents.arrays["article_order"]
        first, last = (
            np.searchsorted(articles, article_id, side, sorter=order) for side in ("left", "right")
        )
        for document in order[first:last].tolist():
            if segment.live is None or segment.live[document]:
                return segment, document
    return None


def _words(snapshot: Snapshot, segment: Segment, document: int) -> Iterable[_Clue]:
    """Its words that say most: often in it, rarely in others."""
    title, body = segment.contents.text(document)
    text = f"{title}\n{body[:LONGEST]}"
    written: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for term, _, _, start, end in occurrences(text):
        if len(term) >= SHORTEST and term.isalpha() and term not in EVERYDAY:
            written.setdefault(term, text[start:end])
            counted[term] += 1
    weights = {
        term: (1 + log(number)) * snapshot.statistics.idf("body", term.encode())
        for term, number in counted.most_common(LOOKED_UP)
        if 1 < _articles_with(snapshot, term) <= max(FEW_ARTICLES, COMMON_WORD * snapshot.documents)
    }
    best = sorted(weights, key=lambda term: (-weights[term], term))[:WORDS]
    return (_Clue("", term.encode(), weights[term] / weights[best[0]], written[term]) for term in best)


def _articles_with(snapshot: Snapshot, term: str) -> int:
    encoded = term.encode()
    return sum(len(segment.contents.fields["body"].of(encoded)) for segment in snapshot.segments)


def _values(snapshot: Snapshot, segment: Segment, document: int) -> Iterator[_Clue]:
    """The organisations and regions that say something: not all articles have them."""
    for facet, boost in VALUE_BOOSTS.items():
        for name in segment.contents.names_of(facet, document):
            number = sum(len(other.contents.documents_having(facet, name)) for other in snapshot.segments)
            if 1 < number <= max(FEW_ARTICLES, COMMON_VALUE * snapshot.documents):
                weight = boost * (1 + log(snapshot.documents / (number + 1)))
                yield _Clue(facet, name, weight, name.decode("utf-8", "surrogatepass"))


def _liking(snapshot: Snapshot, segment: Segment, clues: Iterable[_Clue]) -> _Liking:
    scores, having = np.zeros(segment.contents.size), []
    for clue in clues:
        if clue.kind:
            documents = segment.contents.documents_having(clue.kind, clue.name).astype(np.intp)
            scores[documents] += clue.weight
        else:
            query = whoosh.Term("body", clue.name.decode(), boost=clue.weight)
            documents, found = snapshot.matches(segment, query)
            scores[documents] += found
        having.append((clue, documents))
    if segment.live is not None:
        scores *= segment.live
    return _Liking(segment, scores, having)


def _one_of_each_story(ranked: Iterable[_Candidate], own: tuple[Segment, int]) -> Iterator[_Candidate]:
    stories = {own[0].contents.story.item(own[1])} - {0}
    for candidate in ranked:
        story = candidate.segment.contents.story.item(candidate.document)
        if story not in stories and (candidate.segment, candidate.document) != own:
            stories |= {story} - {0}
            yield candidate


def _alike(candidate: _Candidate, shared: Iterable[_Clue]) -> AlikeArticle:
    clues = sorted(shared, key=lambda clue: -clue.weight)
    return AlikeArticle(
        article_id=candidate.segment.contents.article.item(candidate.document),
        score=candidate.score,
        words=tuple(clue.shown for clue in clues if not clue.kind),
        organisations=tuple(clue.shown for clue in clues if clue.kind == "organisation"),
        regions=tuple(clue.shown for clue in clues if clue.kind == "region"),
    )
