"""An answer from a snapshot: words, then filters and facets, then order, then the page."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from search.backends.whoosh.facets import Counts, Filters
from search.backends.whoosh.highlighting import Highlighter
from search.backends.whoosh.queries import translate
from search.limits import WINDOW
from search.query import Field, Sort
from search.results import Hit, SearchResults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whoosh.query import Query

    from search.backends.whoosh.records import Record
    from search.backends.whoosh.snapshot import Segment, Snapshot
    from search.query import SearchQuery


SNIPPET_REACH = 100_000  # characters of a body that passages are taken from


class Match(NamedTuple):
    """A document (`number` in its segment) that has the words and passes the filters. Sorted by `key`."""

    key: tuple[float, int, int]
    score: float
    number: int
    segment: Segment


def search(snapshot: Snapshot, query: SearchQuery) -> SearchResults:
    words, notices = translate(query.tree, snapshot.searcher.reader()) if query.tree else (None, ())
    filters = Filters.of(query)
    counts = Counts(filters)
    matches = [
        Match(_key(record, score, query.sort, filters), score, number, segment)
        for segment in snapshot.segments
        for number, score in _scored(segment, words)
        if counts.add(record := segment.records[number])
    ]
    page = nsmallest(min(query.offset + query.page_size, WINDOW), matches, key=lambda match: match.key)
    highlighter = Highlighter(query.tree)
    return SearchResults(
        total=len(matches),
        hits=tuple(_hit(match, highlighter) for match in page[query.offset :]),
        facets=counts.result(),
        notices=notices,
    )


def _scored(segment: Segment, words: Query | None) -> Iterator[tuple[int, float]]:
    """The documents that have the words, with their scores; all without words."""
    if words is None:
        for number in segment.live():
            yield number, 0.0
        return
    matcher = words.matcher(segment.searcher, segment.searcher.context(needs_current=True))
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()


def _key(record: Record, score: float, sort: Sort, filters: Filters) -> tuple[float, int, int]:
    """What sorts first is smaller: then the newer, then the higher id; without a date or an amount is last."""
    first: float = 0
    if sort is Sort.RELEVANCE:
        first = -score
    elif sort is Sort.AMOUNT:
        largest = filters.largest(record)
        first = float("inf") if largest is None else -largest
    return first, -(record.day or 0), -record.article_id


def _hit(match: Match, highlighter: Highlighter) -> Hit:
    stored = match.segment.searcher.stored_fields(match.number)
    return Hit(
        article_id=match.segment.records[match.number].article_id,
        score=match.score,
        title=highlighter.whole(stored["title"], field=Field.TITLE),
        snippets=highlighter.passages(stored["body"][:SNIPPET_REACH]),
    )
