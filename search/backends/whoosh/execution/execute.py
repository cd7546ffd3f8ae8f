"""A query of Whoosh's evaluated over one segment, whole arrays at a time: the same documents and scores as its matchers.

Documents come with deleted ones. What is not known here runs on Whoosh's own matcher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from whoosh import query as whoosh

from search.backends.whoosh.execution.matching import AnyOf, PlacedTerms, Without
from search.backends.whoosh.segments.postings import each_once, shared, sought
from search.backends.whoosh.words.placing import following

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.execution.statistics import Statistics
    from search.backends.whoosh.segments.segment import Contents

SPARSE = 16  # lists are joined by sorting when all of them have less than a 16th of the documents
LONG = 4096  # places; in shorter lists what is likely is looked for as quickly as it's told
STRETCH = 5  # bits of a place that don't count when it's asked what is near
CHUNK = 1 << 14  # documents that are marked at once, so that their numbers stay in the processor's cache


class Matches(NamedTuple):
    """Of arrays of their own. (Documents are of numpy's own type for indexes: any other is converted at each use.)"""

    documents: NDArray[np.intp]
    scores: NDArray[np.float64]

    @property
    def nbytes(self) -> int:
        return self.documents.nbytes + self.scores.nbytes

    def at(self, rows: NDArray[np.intp]) -> Matches:
        return Matches(self.documents.take(rows), self.scores.take(rows))

    def of(self, mask: NDArray[np.bool_]) -> Matches:
        """Those in a mask of documents."""
        return self.at(mask.take(self.documents).nonzero()[0])


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

    def run(
        self, query: whoosh.Query, *, within: NDArray[np.bool_] | None = None, ascending: bool = True
    ) -> Matches:
        """Each document once; unless they are to be `ascending`, in any order, which takes less time. What is not `within` a
        mask of documents need not be found, but may be."""
        match query:
            case whoosh.Term() if query.fieldname in self._statistics.fields:
                return self._term(query.fieldname, _encoded(query.text), query.boost, within)
            case PlacedTerms():
                return self._placed(query)
            case AnyOf():
                return self._any_of(query)
            case Without():
                return _without(self.run(query.wanted, within=within), self.run(query.unwanted))
            case whoosh.And() if query.subqueries and not _any_not(query.subqueries):
                return self._all(query.subqueries, query.boost, within, ascending=ascending)
            case whoosh.Or() if _is_plain(query):
                parts = [self.run(child, within=within) for child in _alternatives(query)]
                return self._union(parts, query.boost, ascending=ascending)
            case _:
                return self._fallback(query)

    def _term(self, field: str, term: bytes, boost: float, within: NDArray[np.bool_] | None) -> Matches:
        postings = self._contents.fields[field]
        extent = postings.of(term)
        if not len(extent):
            return NOTHING
        documents = extent.cut(postings.ids).astype(np.intp)
        rows = None
        if within is not None:
            rows = within.take(documents).nonzero()[0]
            documents = documents.take(rows)
        scores = self._statistics.scores(field, term, postings, extent, rows=rows)
        if boost != 1:
            scores *= boost
        return Matches(documents, scores)

    def _any_of(self, query: AnyOf) -> Matches:
        postings = self._contents.fields[query.fieldname]
        found = np.zeros(self._size, bool)
        if query.prefix:
            begun = postings.extent(*postings.terms.begun_by(query.prefix)).cut(postings.ids)
            for start in range(0, len(begun), CHUNK):
                some = begun[start : start + CHUNK].astype(np.intp)  # twice as fast as with shorter indexes
                found[some] = True
        found[postings.ids[postings.listed(query.terms_)]] = True
        documents = found.nonzero()[0]
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
        documents = each_once(postings.documents(reached))
        scores = np.zeros(len(documents))
        for term, extent in extents.items():
            rows = self._rows(extent.cut(postings.ids), documents)
            scores += self._statistics.scores(query.fieldname, term, postings, extent, rows=rows)
        return Matches(documents, scores if query.boost == 1 else scores * query.boost)

    def _rows(self, having: NDArray[Any], documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where documents are in a list that has all of them; both ascend."""
        if len(documents) * SPARSE < len(having):
            return sought(having, documents)
        here = np.zeros(self._size, bool)
        here[documents] = True
        return here.take(having).nonzero()[0]

    # Lists of documents together

    def _all(
        self,
        queries: Sequence[whoosh.Query],
        boost: float,
        within: NDArray[np.bool_] | None,
        *,
        ascending: bool,
    ) -> Matches:
        """What may find much looks only at what the others have found."""
        first, *others = sorted(queries, key=self._most)
        found = self.run(first, within=within, ascending=ascending)
        for query in others:
            if not len(found.documents):
                return NOTHING
            here = np.zeros(self._size, bool)
            here[found.documents] = True
            found = self._both(found, here, self.run(query, within=here, ascending=ascending))
        return Matches(found.documents, found.scores if boost == 1 else found.scores * boost)

    def _both(self, found: Matches, here: NDArray[np.bool_], other: Matches) -> Matches:
        """In the order of the other's; `here` has what is found."""
        score_of = np.empty(self._size)
        score_of[found.documents] = found.scores
        rows = here.take(other.documents).nonzero()[0]
        documents = other.documents.take(rows)
        return Matches(documents, other.scores.take(rows) + score_of.take(documents))

    def _most(self, query: whoosh.Query) -> int:
        """How many documents terms may find; 0 for what can't be narrowed down."""
        match query:
            case whoosh.Term() if query.fieldname in self._contents.fields:
                return len(self._contents.fields[query.fieldname].of(_encoded(query.text)))
            case whoosh.Or():
                return sum(map(self._most, query.subqueries))
            case _:
                return 0

    def _union(self, parts: list[Matches], boost: float, *, ascending: bool) -> Matches:
        parts = [part for part in parts if len(part.documents)]
        if len(parts) < 2:
            documents, scores = parts[0] if parts else NOTHING
        elif sum(len(part.documents) for part in parts) * SPARSE < self._size:
            documents, scores = _merged(parts)
        elif len(parts) == 2 and min(len(part.documents) for part in parts) * SPARSE < self._size:
            few, many = sorted(parts, key=lambda part: len(part.documents))
            documents, scores = _put_in(few, many, ascending=ascending)
        else:
            documents, scores = self._added(parts)
        return Matches(documents, scores if boost == 1 else scores * boost)

    def _added(self, parts: Sequence[Matches]) -> Matches:
        score_of = np.zeros(self._size)
        found = np.zeros(self._size, bool)
        for documents, scores in parts:
            np.add.at(score_of, documents, scores)  # faster than `+=` with an index
            found[documents] = True
        together = found.nonzero()[0]
        return Matches(together, score_of.take(together))


def _is_plain(query: whoosh.Or) -> bool:
    return not query.minmatch and not query.scale


def _alternatives(query: whoosh.Or) -> Iterator[whoosh.Query]:
    """Also those of alternatives."""
    for child in query.subqueries:
        if isinstance(child, whoosh.Or) and _is_plain(child) and child.boost == 1:
            yield from _alternatives(child)
        else:
            yield child


def _any_not(queries: Sequence[whoosh.Query]) -> bool:
    """Whether Whoosh would take a query for an exclusion; its `Not` adds to the scores, too."""
    return any(isinstance(query, whoosh.Not) for query in queries)


def _merged(parts: Sequence[Matches]) -> Matches:
    documents = np.concatenate([part.documents for part in parts])
    scores = np.concatenate([part.scores for part in parts])
    order = np.argsort(documents, kind="stable")
    documents, scores = documents[order], scores[order]
    first = np.concatenate(([True], documents[1:] != documents[:-1])).nonzero()[0]
    return Matches(documents[first], np.add.reduceat(scores, first))


def _put_in(few: Matches, many: Matches, *, ascending: bool) -> Matches:
    """The union of a short list and a long one, such as of titles and bodies with a word. Takes `many` apart."""
    places = sought(many.documents, few.documents)
    is_new = many.documents.take(places, mode="clip") != few.documents
    known, new = (~is_new).nonzero()[0], is_new.nonzero()[0]
    many.scores[places.take(known)] += few.scores.take(known)
    documents, scores = few.documents.take(new), few.scores.take(new)
    if not ascending:
        return Matches(np.concatenate((many.documents, documents)), np.concatenate((many.scores, scores)))
    where = places.take(new)
    return Matches(np.insert(many.documents, where, documents), np.insert(many.scores, where, scores))


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
        likely = _likely(reached, places, offset - before, slop)
        reached = following(reached, likely, offset - before, slop)
        before = offset
    return reached


def _likely(before: NDArray[Any], places: NDArray[Any], distance: int, slop: int) -> NDArray[Any]:
    """Without places that have none of those before in the same stretch or the last: those needn't be looked for among
    them, which is what takes time. A stretch is longer than the slop."""
    if not len(before) or len(places) < LONG:
        return places
    width = max(STRETCH, slop.bit_length())
    stretches = (places - distance) >> width
    beside = np.zeros(max(before[-1] >> width, stretches[-1]) + 1, bool)
    beside[(before >> width).astype(np.intp)] = True
    beside[1:] |= beside[:-1]
    return places[beside.take(stretches).nonzero()[0]]


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
    return together.take((together[1:] == together[:-1]).nonzero()[0])


def _encoded(term: str | bytes) -> bytes:
    return term if isinstance(term, bytes) else term.encode()
