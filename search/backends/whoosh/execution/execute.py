"""A query of Whoosh's evaluated over one segment, whole arrays at a time: the same documents and scores as its matchers.

Documents come ascending, deleted ones with them. What is not known here runs on Whoosh's own matcher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from whoosh import query as whoosh

from search.backends.whoosh.execution.matching import AnyOf, PlacedTerms, Without
from search.backends.whoosh.segments.postings import shared, sought
from search.backends.whoosh.words.placing import following

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.execution.statistics import Statistics
    from search.backends.whoosh.segments.segment import Contents

SPARSE = 16  # lists are joined by sorting when all of them have less than a 16th of the documents


class Matches(NamedTuple):
    """Of arrays of their own. (Documents are of numpy's own type for indexes: any other is converted at each use.)"""

    documents: NDArray[np.intp]
    scores: NDArray[np.float64]


NOTHING = Matches(np.empty(0, np.intp), np.empty(0))


class Execution:
    """`fallback` gives the matches of any query by Whoosh's matcher, for the same segment."""

    def __init__(
        self, contents: Contents, statistics: Statistics, fallback: Callable[[whoosh.Query], Matches]
    ) -> None:
        self._contents = contents
        self._size = contents.size
        self._statistics = statistics
        self._fallback = fallback

    def run(self, query: whoosh.Query) -> Matches:
        match query:
            case whoosh.Term() if query.fieldname in self._statistics.fields:
                return self._term(query.fieldname, _encoded(query.text), query.boost)
            case PlacedTerms():
                return self._placed(query)
            case AnyOf():
                return self._any_of(query)
            case Without():
                return _without(self.run(query.wanted), self.run(query.unwanted))
            case whoosh.And() if query.subqueries and not _any_not(query.subqueries):
                return self._all(list(map(self.run, query.subqueries)), query.boost)
            case whoosh.Or() if not query.minmatch and not query.scale:
                return self._union(list(map(self.run, query.subqueries)), query.boost)
            case _:
                return self._fallback(query)

    def _term(self, field: str, term: bytes, boost: float) -> Matches:
        postings = self._contents.fields[field]
        extent = postings.of(term)
        if not len(extent):
            return NOTHING
        scores = self._statistics.scores(field, term, postings, extent)
        if boost != 1:
            scores *= boost
        return Matches(extent.cut(postings.ids).astype(np.intp), scores)

    def _any_of(self, query: AnyOf) -> Matches:
        postings = self._contents.fields[query.fieldname]
        found = np.zeros(self._size, bool)
        if query.prefix:
            begun = postings.extent(*postings.terms.begun_by(query.prefix)).cut(postings.ids)
            found[begun.astype(np.intp)] = True  # twice as fast as with shorter indexes
        found[postings.ids[postings.listed(query.terms_)]] = True
        documents = np.flatnonzero(found)
        return Matches(documents, np.full(len(documents), query.score))

    # Words at distances

    def _placed(self, query: PlacedTerms) -> Matches:
        postings = self._contents.fields[query.fieldname]
        reading = [(offset, _encoded(term)) for offset, term in query.reading]
        extents = {term: postings.of(term) for _, term in reading}
        if not all(map(len, extents.values())):
            return NOTHING
        lines = [(offset, postings.places(extents[term])) for offset, term in reading]
        reached = _in_order(lines, query.slop) if query.slop else _in_line(lines)
        documents = _distinct(postings.documents(reached))
        scores = np.zeros(len(documents))
        for term, extent in extents.items():
            rows = sought(extent.cut(postings.ids), documents)
            scores += self._statistics.scores(query.fieldname, term, postings, extent, rows=rows)
        return Matches(documents, scores if query.boost == 1 else scores * query.boost)

    # Lists of documents together

    def _all(self, parts: list[Matches], boost: float) -> Matches:
        parts.sort(key=lambda part: len(part.documents))
        documents, scores = parts[0]
        for part in parts[1:]:
            documents, scores = self._both(documents, scores, part)
        return Matches(documents, scores if boost == 1 else scores * boost)

    def _both(self, documents: NDArray[Any], scores: NDArray[np.float64], other: Matches) -> Matches:
        """`other` is the longer list."""
        if len(documents) * SPARSE < len(other.documents):
            mine, theirs = shared(documents, other.documents)
            return Matches(documents.take(mine), scores.take(mine) + other.scores.take(theirs))
        score_of = np.empty(self._size)
        is_mine = np.zeros(self._size, bool)
        score_of[documents], is_mine[documents] = scores, True
        theirs = np.flatnonzero(is_mine.take(other.documents))
        both = other.documents.take(theirs)
        return Matches(both, score_of.take(both) + other.scores.take(theirs))

    def _union(self, parts: list[Matches], boost: float) -> Matches:
        parts = [part for part in parts if len(part.documents)]
        if len(parts) < 2:
            documents, scores = parts[0] if parts else NOTHING
        elif sum(len(part.documents) for part in parts) * SPARSE < self._size:
            documents, scores = _merged(parts)
        elif len(parts) == 2 and min(len(part.documents) for part in parts) * SPARSE < self._size:
            documents, scores = _put_in(*sorted(parts, key=lambda part: len(part.documents)))
        else:
            documents, scores = self._added(parts)
        return Matches(documents, scores if boost == 1 else scores * boost)

    def _added(self, parts: Sequence[Matches]) -> Matches:
        score_of = np.zeros(self._size)
        found = np.zeros(self._size, bool)
        for documents, scores in parts:
            np.add.at(score_of, documents, scores)  # faster than `+=` with an index
            found[documents] = True
        together = np.flatnonzero(found)
        return Matches(together, score_of.take(together))


def _any_not(queries: Sequence[whoosh.Query]) -> bool:
    """Whether Whoosh would take a query for an exclusion; its `Not` adds to the scores, too."""
    return any(isinstance(query, whoosh.Not) for query in queries)


def _merged(parts: Sequence[Matches]) -> Matches:
    documents = np.concatenate([part.documents for part in parts])
    scores = np.concatenate([part.scores for part in parts])
    order = np.argsort(documents, kind="stable")
    documents, scores = documents[order], scores[order]
    first = np.flatnonzero(np.concatenate(([True], documents[1:] != documents[:-1])))
    return Matches(documents[first], np.add.reduceat(scores, first))


def _put_in(few: Matches, many: Matches) -> Matches:
    """The union of a short list and a long one, such as of titles and bodies with a word."""
    places = sought(many.documents, few.documents)
    is_new = many.documents.take(places, mode="clip") != few.documents
    scores = many.scores.copy()
    scores[places[~is_new]] += few.scores[~is_new]
    if not is_new.any():
        return Matches(many.documents, scores)
    where = places[is_new]
    return Matches(
        np.insert(many.documents, where, few.documents[is_new]), np.insert(scores, where, few.scores[is_new])
    )


def _without(wanted: Matches, unwanted: Matches) -> Matches:
    mine, _ = shared(wanted.documents, unwanted.documents)
    keep = np.ones(len(wanted.documents), bool)
    keep[mine] = False
    return Matches(wanted.documents[keep], wanted.scores[keep])


def _in_line(lines: list[tuple[int, NDArray[Any]]]) -> NDArray[Any]:
    """Where terms stand exactly at their distances: places of one of them. Each line is a distance from the first term and
    the places of a term."""
    lines.sort(key=lambda line: len(line[1]))  # the rarest first
    here, reached = lines[0]
    for offset, places in lines[1:]:
        reached = _common(_moved(reached, offset - here), places)
        here = offset
    return reached


def _in_order(lines: Sequence[tuple[int, NDArray[Any]]], slop: int) -> NDArray[Any]:
    """The places of the last term where each stands at its distance from the one before, or up to `slop` farther."""
    (before, reached), *others = lines
    for offset, places in others:
        reached = following(reached, places, offset - before, slop)
        before = offset
    return reached


def _moved(places: NDArray[Any], distance: int) -> NDArray[Any]:
    """Of the same type: documents are so far apart that no place gets below zero, or into another document."""
    return places + distance if distance >= 0 else places - -distance


def _common(few: NDArray[Any], many: NDArray[Any]) -> NDArray[Any]:
    """What is in both of two ascending lists. Lists of like lengths are merged, which is what a stable sort does with
    two that are sorted."""
    if len(few) * SPARSE < len(many):
        return few[shared(few, many)[0]]
    together = np.concatenate((few, many))
    together.sort(kind="stable")
    return together[:-1][together[1:] == together[:-1]]


def _distinct(ascending: NDArray[np.int64]) -> NDArray[np.int64]:
    return ascending[np.flatnonzero(np.diff(ascending, prepend=-1))]


def _encoded(term: str | bytes) -> bytes:
    return term if isinstance(term, bytes) else term.encode()
