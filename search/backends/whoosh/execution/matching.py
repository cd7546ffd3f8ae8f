"""Query nodes that Whoosh lacks or gets wrong: words at given distances, any of many terms, and exclusion.

The engine evaluates them over arrays (`execute`). Each has a matcher of Whoosh's kind, too, which says what is meant in a
few lines, and with which the tests compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh.matching import FilterMatcher, IntersectionMatcher, ListMatcher, NullMatcher
from whoosh.query import Query, Term
from whoosh.util import make_binary_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whoosh.matching import Matcher
    from whoosh.reading import IndexReader
    from whoosh.searching import SearchContext, Searcher

    from search.backends.whoosh.words.readings import Reading


class OwnQuery(Query):  # type: ignore[misc]
    """One that Whoosh's `And` and `Or` can have as a child; they begin with the rarest by this guess."""

    def estimate_size(self, reader: IndexReader) -> int:
        return int(reader.doc_count_all())


class PlacedTerms(OwnQuery):
    """Terms in this order and at these distances, or up to `slop` farther from the one before. Scored as all of the
    terms together."""

    def __init__(self, field: str, reading: Reading, *, slop: int = 0, boost: float = 1.0) -> None:
        self.fieldname = field
        self.reading = reading
        self.slop = slop
        self.boost = boost

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        matchers = {
            term: Term(self.fieldname, term, boost=self.boost).matcher(searcher, context)
            for term in {term: None for _, term in self.reading}
        }
        return _listed(self._matches(matchers))

    def _matches(self, matchers: dict[str, Matcher]) -> Iterator[tuple[int, float]]:
        together = make_binary_tree(IntersectionMatcher, list(matchers.values()))
        while together.is_active():
            if self._is_placed({term: m.value_as("positions") for term, m in matchers.items()}):
                yield together.id(), together.score()
            together.next()

    def _is_placed(self, positions: dict[str, list[int]]) -> bool:
        (before, first), *others = self.reading
        reached = set(positions[first])
        for offset, term in others:
            distances = range(offset - before, offset - before + self.slop + 1)
            reached = {p for p in positions[term] if any(p - distance in reached for distance in distances)}
            before = offset
        return bool(reached)


class AnyOf(OwnQuery):
    """Any of some terms, or of those that begin with `prefix`; each document is scored alike."""

    def __init__(
        self, field: str, terms: Iterable[bytes] = (), *, prefix: bytes = b"", score: float = 1.0
    ) -> None:
        self.fieldname = field
        self.terms_ = tuple(terms)
        self.prefix = prefix
        self.score = score

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        reader = searcher.reader()
        begun = reader.expand_prefix(self.fieldname, self.prefix) if self.prefix else ()
        documents: set[int] = set()
        for term in (*self.terms_, *begun):
            if (self.fieldname, term) in reader:
                documents.update(reader.postings(self.fieldname, term).all_ids())
        return _listed((document, self.score) for document in sorted(documents))


class Without(OwnQuery):
    """What `wanted` finds and `unwanted` doesn't, scored as `wanted`. (Whoosh's `AndNot` can keep a wrong document, and
    its `Not` adds to scores.)"""

    def __init__(self, wanted: Query, unwanted: Query) -> None:
        self.wanted = wanted
        self.unwanted = unwanted

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        unwanted = frozenset(self.unwanted.matcher(searcher, context).all_ids())
        return FilterMatcher(self.wanted.matcher(searcher, context), unwanted, exclude=True)


def _listed(matches: Iterable[tuple[int, float]]) -> Matcher:
    found = list(matches)
    if not found:
        return NullMatcher()
    return ListMatcher([document for document, _ in found], [score for _, score in found])
