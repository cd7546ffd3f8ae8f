"""Whoosh behind the `SearchBackend` protocol."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from search.backends.base import IndexBuild, IndexState, IndexStatus
from search.backends.whoosh import schema, writing
from search.backends.whoosh.errors import Unusable, damage_explained, writing_explained
from search.backends.whoosh.highlighting import Highlighter
from search.backends.whoosh.layout import Layout
from search.backends.whoosh.searching import search
from search.backends.whoosh.snapshot import RecordCache, open_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from search.documents import SearchDocument
    from search.query import SearchQuery
    from search.results import SearchResults, Snippet

BATCH = 2_000  # documents of a build in one commit; about 40 kB of memory each


class WhooshBackend:
    """An index in a directory of its own, which is made by the first rebuild."""

    def __init__(self, *, path: str | Path) -> None:
        self._layout = Layout(Path(path), version=schema.VERSION)
        self._cache = RecordCache()

    def index(self, documents: Iterable[SearchDocument]) -> None:
        fields = _fields(documents)
        with self._layout.writing(), writing_explained():
            writing.add(self._layout.current(), fields)

    def delete(self, article_ids: Iterable[int]) -> None:
        doomed = set(article_ids)
        with self._layout.writing(), writing_explained():
            writing.delete(self._layout.current(), doomed)

    def search(self, query: SearchQuery) -> SearchResults:
        with open_snapshot(self._layout.current, self._cache) as snapshot, damage_explained():
            return search(snapshot, query)

    def highlight(self, query: SearchQuery, text: str) -> Snippet:
        return Highlighter(query.tree).whole(text)

    def revisions(self) -> Mapping[int, int]:
        with open_snapshot(self._layout.current, self._cache) as snapshot, damage_explained():
            return snapshot.revisions()

    @contextmanager
    def rebuild(self) -> Iterator[IndexBuild]:
        with self._layout.building() as directory:
            with writing_explained():
                writing.create_index(directory)
            yield WhooshBuild(directory, self._layout)

    def status(self) -> IndexStatus:
        try:
            with open_snapshot(self._layout.current, self._cache) as snapshot:
                return IndexStatus(
                    IndexState.READY, documents=snapshot.searcher.doc_count(), generation=snapshot.generation
                )
        except Unusable as error:
            return IndexStatus(error.state, message=str(error))
        except Exception as error:
            return IndexStatus(IndexState.DAMAGED, message=str(error))


class WhooshBuild:
    """A build beside the live index; only this process writes it."""

    def __init__(self, directory: Path, layout: Layout) -> None:
        self._directory = directory
        self._layout = layout
        self._cache = RecordCache()

    def index(self, documents: Iterable[SearchDocument]) -> None:
        remaining = iter(documents)
        while fields := _fields(islice(remaining, BATCH)):
            with writing_explained():
                writing.add(self._directory, fields)

    def delete(self, article_ids: Iterable[int]) -> None:
        doomed = set(article_ids)
        with writing_explained():
            writing.delete(self._directory, doomed)

    def revisions(self) -> Mapping[int, int]:
        with open_snapshot(lambda: self._directory, self._cache) as snapshot, damage_explained():
            return snapshot.revisions()

    def publish(self) -> None:
        with writing_explained():
            self._layout.publish(self._directory)


def _fields(documents: Iterable[SearchDocument]) -> dict[int, dict[str, object]]:
    """The last of each article, as Whoosh's writer takes it. Made before the index is locked."""
    return {document.article_id: schema.fields_of(document) for document in documents}
