"""An answer from a snapshot: words, then filters and facets, then order, then the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backends.whoosh.execution.facets import Counting, Filters, SegmentFacets, Selection
from search.backends.whoosh.execution.ordering import Match, all_in_order, leading, page
from search.backends.whoosh.execution.places import Alike, BodyPlaces
from search.backends.whoosh.execution.queries import EVERYTHING, translate
from search.backends.whoosh.words.highlighting import Highlighter, wanted_by
from search.backends.whoosh.words.snippets import Snippets
from search.limits import WINDOW
from search.query import Field, Sort
from search.results import FigureSummary, Hit, SearchResults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from whoosh.query import Query

    from search.backends.whoosh.execution.matching import AnyOf
    from search.backends.whoosh.segments.segment import Contents, Segment
    from search.backends.whoosh.snapshot import Snapshot, Snapshots
    from search.backends.whoosh.words.likeness import Likeness
    from search.query import SearchQuery

NEVER = np.iinfo(np.int32).min  # before the day of no article


_POWERS = 10.0 ** np.arange(3, 20)  # fen: ten yuan and on


def search(snapshot: Snapshot, kept: Snapshots, query: SearchQuery) -> SearchResults:
    """Articles, counts and fragments; `kept` has the caches."""
    words = translate(query.tree, snapshot) if query.tree else EVERYTHING
    filters = Filters.of(query)
    counting = Counting(kept.vocabularies, filters, kept.cache)
    last = min(query.offset + query.page_size, WINDOW)
    total, matches = 0, []
    for segment, scores, selection in _selections(snapshot, kept, words.query, filters):
        total += len(selection.documents)
        is_all = words.query is None and filters.let_all_pass
        counting.add(segment, selection, is_all=is_all)
        keys = _keys(segment, scores, selection, filters, kept)
        matches += leading(segment, selection.documents, scores, keys, last)
    hits = _hits(page(matches, query.offset, last), query, words.alike)
    return SearchResults(total=total, hits=tuple(hits), facets=counting.result(), notices=words.notices)


def found(snapshot: Snapshot, kept: Snapshots, query: SearchQuery) -> list[int]:
    """Ids of all articles, in order."""
    words = translate(query.tree, snapshot) if query.tree else EVERYTHING
    filters = Filters.of(query)
    return all_in_order(
        (segment, selection.documents, _keys(segment, scores, selection, filters, kept))
        for segment, scores, selection in _selections(snapshot, kept, words.query, filters)
    )


def summarise(snapshot: Snapshot, kept: Snapshots, query: SearchQuery) -> FigureSummary | None:
    """The amounts that a query finds; None without any."""
    words = translate(query.tree, snapshot) if query.tree else EVERYTHING
    filters = Filters.of(query)
    values = [
        SegmentFacets(segment.contents, filters.figures, kept.cache).figures.middles(selection.documents)
        for segment, _, selection in _selections(snapshot, kept, words.query, filters)
    ]
    fen = np.concatenate(values) if values else np.empty(0)
    return _summary(fen) if len(fen) else None


def _summary(fen: NDArray[np.float64]) -> FigureSummary:
    powers, numbers = np.unique(np.searchsorted(_POWERS, fen, side="right"), return_counts=True)
    total, median, smallest, largest = (
        Decimal(round(float(value))) / 100 for value in (fen.sum(), np.median(fen), fen.min(), fen.max())
    )
    return FigureSummary(
        number=len(fen),
        total=total,
        median=median,
        smallest=smallest,
        largest=largest,
        histogram=tuple(zip(powers.tolist(), numbers.tolist(), strict=True)),
    )


def _selections(
    snapshot: Snapshot, kept: Snapshots, words: Query | None, filters: Filters
) -> Iterator[tuple[Segment, NDArray[np.float64], Selection]]:
    """For each segment, the documents that have the words and pass the filters, with their scores."""
    for segment in snapshot.segments:
        documents, scores = _found(snapshot, segment, words)
        if segment.live is not None and words is not None:
            documents, scores = _kept(segment.live, documents, scores)
        for unwanted in filters.left_out(segment.contents, kept.cache):
            documents, scores = _kept(~unwanted, documents, scores)
        selection = Selection(documents, filters.masks(segment.contents, kept.cache))
        yield segment, scores[selection.rows], selection


def _found(
    snapshot: Snapshot, segment: Segment, words: Query | None
) -> tuple[NDArray[Any], NDArray[np.float64]]:
    if words is not None:
        return snapshot.matches(segment, words)
    documents = segment.all()
    return documents, np.zeros(len(documents))


def _kept(
    mask: NDArray[np.bool_], documents: NDArray[Any], scores: NDArray[np.float64]
) -> tuple[NDArray[Any], NDArray[np.float64]]:
    rows = np.flatnonzero(mask[documents])
    return documents[rows], scores[rows]


def _keys(
    segment: Segment,
    scores: NDArray[np.float64],
    selection: Selection,
    filters: Filters,
    kept: Snapshots,
) -> NDArray[Any] | None:
    """What the documents are ordered by, highest first; None for the date."""
    match filters.query.sort:
        case Sort.RELEVANCE:
            return scores if filters.query.tree else None
        case Sort.AMOUNT:
            figures = SegmentFacets(segment.contents, filters.figures, kept.cache).figures
            return figures.largest()[selection.documents]
        case Sort.OLDEST:
            days = segment.contents.day[selection.documents]
            return np.where(days > 0, -days, NEVER)
        case Sort.DATE:
            return None


def _hits(matches: Sequence[Match], query: SearchQuery, alike: Mapping[Likeness, AnyOf]) -> Iterator[Hit]:
    if not query.with_fragments:
        for match in matches:
            article_id = match.segment.contents.article.item(match.document)
            yield Hit(article_id=article_id, score=match.score, title=(), snippets=())
        return
    wanted = wanted_by(query.tree)
    highlighter, snippets = Highlighter(wanted), Snippets(wanted)
    places = {
        contents: BodyPlaces(contents, documents, alike)
        for contents, documents in _by_segment(matches).items()
    }
    for match in matches:
        contents, document = match.segment.contents, match.document
        title, body = contents.text(document)
        yield Hit(
            article_id=contents.article.item(document),
            score=match.score,
            title=highlighter.whole(title, field=Field.TITLE),
            snippets=snippets.of(body, contents.starts(document), _Whereabouts(places[contents], document)),
        )


def _by_segment(matches: Iterable[Match]) -> Mapping[Contents, list[int]]:
    found = defaultdict(list)
    for match in matches:
        found[match.segment.contents].append(match.document)
    return found


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """The terms of one document."""

    places: BodyPlaces
    document: int

    def of(self, term: str) -> NDArray[Any]:
        return self.places.of(self.document, term.encode())

    def alike(self, likeness: Likeness) -> Alike:
        return self.places.alike(self.document, likeness)
