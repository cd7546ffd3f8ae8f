"""What a page shows of the articles found: titles with the query's words marked, and the best passages."""

from __future__ import annotations

from collections import defaultdict
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from search.backends.whoosh.execution.places import BodyPlaces, having_any
from search.backends.whoosh.words.highlighting import Highlighter, fragments, wanted_by
from search.backends.whoosh.words.snippets import Snippets
from search.query import Field
from search.results import Hit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.execution.folding import Folding
    from search.backends.whoosh.execution.matching import AnyOf
    from search.backends.whoosh.execution.ordering import Page
    from search.backends.whoosh.execution.places import Alike
    from search.backends.whoosh.segments.segment import Contents
    from search.backends.whoosh.words.highlighting import Wanted
    from search.backends.whoosh.words.likeness import Likeness
    from search.query import SearchQuery
    from search.results import Snippet


def hits(
    page: Page, query: SearchQuery, alike: Mapping[Likeness, AnyOf], folding: Folding | None
) -> tuple[Hit, ...]:
    """Of a page, in its order; `alike` has what stands for inexact words."""
    titles, snippets = _texts(page, query, alike) if query.with_fragments else (repeat(()), repeat(()))
    others = map(folding.behind, page.segments, page.documents) if folding else repeat(())
    return tuple(map(Hit, page.articles, page.scores, titles, snippets, others))


def _texts(
    page: Page, query: SearchQuery, alike: Mapping[Likeness, AnyOf]
) -> tuple[list[Snippet], list[tuple[Snippet, ...]]]:
    """Titles and passages."""
    documents = defaultdict(list)
    for segment, document in zip(page.segments, page.documents, strict=True):
        documents[segment.contents].append(document)
    wanted = wanted_by(query.tree)
    shown = {contents: _Shown(contents, several, wanted, alike) for contents, several in documents.items()}
    found = [
        shown[segment.contents].of(document)
        for segment, document in zip(page.segments, page.documents, strict=True)
    ]
    return [title for title, _ in found], [snippets for _, snippets in found]


class _Shown:
    """Documents of one segment that are on the page."""

    def __init__(
        self,
        contents: Contents,
        documents: Sequence[int],
        wanted: Sequence[Wanted],
        alike: Mapping[Likeness, AnyOf],
    ) -> None:
        self._contents = contents
        self._highlighter = Highlighter(wanted)
        self._snippets = Snippets(wanted)
        self._places = BodyPlaces(contents, documents, alike)
        self._with_marked_title = _with_marked_title(contents, documents, wanted)

    def of(self, document: int) -> tuple[Snippet, tuple[Snippet, ...]]:
        """Title and passages."""
        title, body = self._contents.text(document)
        whereabouts = _Whereabouts(self._places, document)
        return self._title(document, title), self._snippets.of(
            body, self._contents.starts(document), whereabouts
        )

    def _title(self, document: int, title: str) -> Snippet:
        if document in self._with_marked_title:
            return self._highlighter.whole(title, field=Field.TITLE)
        return fragments(title, 0, len(title), ())


def _with_marked_title(contents: Contents, documents: Sequence[int], wanted: Sequence[Wanted]) -> set[int]:
    """Those in whose title something may be marked: to analyse the others is time lost."""
    words = [word for word in wanted if word.field in (None, Field.TITLE)]
    if any(word.likeness for word in words):
        return set(documents)
    first = {reading[0][1] for word in words for reading in word.readings}
    return having_any(contents.fields[Field.TITLE], documents, (term.encode() for term in first))


class _Whereabouts(NamedTuple):
    """The terms of one document."""

    places: BodyPlaces
    document: int

    def of(self, term: str) -> NDArray[Any]:
        return self.places.of(self.document, term.encode())

    def alike(self, likeness: Likeness) -> Alike:
        return self.places.alike(self.document, likeness)
