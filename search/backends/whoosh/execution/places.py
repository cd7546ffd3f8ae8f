"""Which of some documents have terms, and where in their bodies, from the postings."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from search.backends.whoosh.segments.postings import each_once, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from numpy.typing import NDArray

    from search.backends.whoosh.execution.matching import AnyOf
    from search.backends.whoosh.segments.postings import Postings
    from search.backends.whoosh.segments.segment import Contents
    from search.backends.whoosh.words.likeness import Likeness

    _Found = tuple[NDArray[Any], NDArray[Any], Mapping[int, set[str]]]

NOWHERE = np.empty(0, np.int64)


def having_any(postings: Postings, documents: Iterable[int], terms: Iterable[bytes]) -> set[int]:
    """Those of some documents that have any of these terms."""
    ascending = np.array(sorted(documents), np.int64)
    found: set[int] = set()
    for term in terms:
        having, _ = shared(ascending, postings.of(term).cut(postings.ids))
        found.update(ascending.take(having).tolist())
    return found


class Alike(NamedTuple):
    """Positions in a document, ascending, and the terms that are there."""

    positions: NDArray[Any]
    terms: Set[str]


class BodyPlaces:
    """Of some documents of one segment, for the terms of one query: what is found for one helps with the next. `alike`
    has what stands for inexact words."""

    def __init__(self, contents: Contents, documents: Iterable[int], alike: Mapping[Likeness, AnyOf]) -> None:
        self._size = contents.size
        self._postings = contents.fields["body"]
        self._documents = np.array(sorted(documents), np.int64)
        self._alike = alike
        self._places: dict[bytes, Mapping[int, NDArray[Any]]] = {}
        self._alike_places: dict[Likeness, _Found] = {}

    def of(self, document: int, term: bytes) -> NDArray[Any]:
        """The positions of a term, ascending."""
        if term not in self._places:
            self._places[term] = self._find(term)
        return self._places[term].get(document, NOWHERE)

    def _find(self, term: bytes) -> Mapping[int, NDArray[Any]]:
        extent = self._postings.of(term)
        having, rows = shared(self._documents, extent.cut(self._postings.ids))
        positions = self._postings.positions_of(rows + extent.first)
        return dict(zip(self._documents.take(having).tolist(), positions, strict=True))

    def alike(self, document: int, likeness: Likeness) -> Alike:
        """What stands for an inexact word."""
        if likeness not in self._alike_places:
            self._alike_places[likeness] = self._find_alike(likeness)
        documents, positions, terms = self._alike_places[likeness]
        first, last = documents.searchsorted((document, document + 1)).tolist()
        return Alike(positions[first:last], terms.get(document, set()))

    @cached_property
    def _is_wanted(self) -> NDArray[np.bool_]:
        found = np.zeros(self._size, bool)
        found[self._documents] = True
        return found

    def _find_alike(self, likeness: Likeness) -> _Found:
        """Documents, ascending, and positions in them, and the terms of each document: for all in one pass."""
        query, postings = self._alike[likeness], self._postings
        rows = np.concatenate((self._begun(query.prefix), self._listed(query.terms_)))
        terms = defaultdict(set)
        for document, term in zip(postings.ids[rows].tolist(), postings.terms_of(rows), strict=True):
            terms[document].add(term.decode())
        places = each_once(np.sort(postings.places_of(rows)))
        documents = postings.documents(places)
        return documents, places.astype(np.int64) - postings.base[documents], terms

    def _begun(self, prefix: bytes) -> NDArray[np.int64]:
        if not prefix:
            return NOWHERE
        extent = self._postings.extent(*self._postings.terms.begun_by(prefix))
        return np.flatnonzero(self._is_wanted.take(extent.cut(self._postings.ids))) + extent.first

    def _listed(self, terms: Sequence[bytes]) -> NDArray[np.int64]:
        rows = self._postings.listed(terms)
        return rows[self._is_wanted.take(self._postings.ids[rows])]
