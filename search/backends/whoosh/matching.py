"""Query nodes that Whoosh lacks or gets wrong: phrases with gaps, expansions of any size, and exclusion.

They are evaluated at once over a segment, since all matches are counted anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh.matching import FilterMatcher, IntersectionMatcher, ListMatcher, NullMatcher
from whoosh.query import Query, Term
from whoosh.util import make_binary_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whoosh.matching import Matcher
    from whoosh.reading import IndexReader
    from whoosh.searching import SearchContext, Searcher

    from search.backends.whoosh.readings import Reading


class PlacedTerms(Query):  # type: ignore[misc]
    """Terms at given distances. Scored as all of the terms together."""

    def __init__(self, field: str, reading: Reading, *, boost: float = 1.0) -> None:
        self.fieldname = field
        self.reading = reading
        self.boost = boost

    def estimate_size(self, reader: IndexReader) -> int:
        return min(int(reader.doc_frequency(self.fieldname, term)) for _, term in self.reading)

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        matchers = {
            term: Term(self.fieldname, term, boost=self.boost).matcher(searcher, context)
            for term in {term: None for _, term in self.reading}
        }
        return _listed(list(self._matches(matchers)))

    def _matches(self, matchers: dict[str, Matcher]) -> Iterator[tuple[int, float]]:
        together = make_binary_tree(IntersectionMatcher, list(matchers.values()))
        while together.is_active():
            if self._is_placed({term: m.value_as("positions") for term, m in matchers.items()}):
                yield together.id(), together.score()
            together.next()

    def _is_placed(self, positions: dict[str, list[int]]) -> bool:
        starts = ({position - offset for position in positions[term]} for offset, term in self.reading)
        return bool(set.intersection(*starts))


class AnyOf(Query):  # type: ignore[misc]
    """Any of many terms, each document scored alike."""

    def __init__(self, field: str, terms: Sequence[bytes], *, score: float = 1.0) -> None:
        self.fieldname = field
        self.terms_ = terms
        self.score = score

    def estimate_size(self, reader: IndexReader) -> int:
        return sum(int(reader.doc_frequency(self.fieldname, term)) for term in self.terms_)

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        reader = searcher.reader()
        documents: set[int] = set()
        for term in self.terms_:
            if (self.fieldname, term) in reader:
                documents.update(reader.postings(self.fieldname, term).all_ids())
        return _listed([(document, self.score) for document in sorted(documents)])


class Without(Query):  # type: ignore[misc]
    """What `wanted` finds and `unwanted` doesn't, scored as `wanted`. (Whoosh's `AndNot` can keep a wrong document, and
    its `Not` adds to scores.)"""

    def __init__(self, wanted: Query, unwanted: Query) -> None:
        self.wanted = wanted
        self.unwanted = unwanted

    def estimate_size(self, reader: IndexReader) -> int:
        return int(self.wanted.estimate_size(reader))

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        unwanted = frozenset(ids(self.unwanted.matcher(searcher, context)))
        return FilterMatcher(self.wanted.matcher(searcher, context), unwanted, exclude=True)


def ids(matcher: Matcher) -> Iterator[int]:
    while matcher.is_active():
        yield matcher.id()
        matcher.next()


def _listed(matches: Iterable[tuple[int, float]]) -> Any:
    found = list(matches)
    if not found:
        return NullMatcher()
    return ListMatcher([document for document, _ in found], [score for _, score in found])
