"""Whoosh behind the `SearchBackend` protocol."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from search.backends.base import IndexBuild, IndexExtent, IndexState, IndexStatus
from search.backends.whoosh import schema
from search.backends.whoosh.errors import Unusable, explained
from search.backends.whoosh.execution.alike import alike
from search.backends.whoosh.execution.searching import found, search
from search.backends.whoosh.execution.suggest import suggest
from search.backends.whoosh.layout import Layout
from search.backends.whoosh.snapshot import Snapshots
from search.backends.whoosh.words.highlighting import Highlighter, wanted_by
from search.backends.whoosh.writing.building import give_back_memory
from search.backends.whoosh.writing.commits import create_index, segments_of
from search.backends.whoosh.writing.merges import merge, merge_all
from search.backends.whoosh.writing.merging import MAX_DOCUMENTS
from search.backends.whoosh.writing.policy import due
from search.backends.whoosh.writing.writer import MEMORY_MB, Writer
from search.checking import checked
from search.errors import SearchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from search.backends.whoosh.snapshot import Snapshot
    from search.documents import SearchDocument
    from search.query import SearchQuery
    from search.results import AlikeArticle, SearchResults, Snippet, Suggestions

    Answer = TypeVar("Answer")

CACHE_MB = 256


class WhooshBackend:
    """An index in a directory of its own, which is made by the first rebuild.

    `cache_mb` bounds what a process keeps in memory to answer faster; the index itself is mapped, and its pages are shared
    by all processes. `memory_mb` bounds what building takes, `processes` is how many work at a build."""

    def __init__(
        self,
        *,
        path: str | Path,
        cache_mb: int = CACHE_MB,
        memory_mb: int = MEMORY_MB,
        processes: int = 1,
    ) -> None:
        self._layout = Layout(Path(path), version=schema.VERSION)
        self._snapshots = Snapshots(cache_bytes=cache_mb << 20)
        self._memory_mb = memory_mb
        self._processes = processes

    def index(self, documents: Iterable[SearchDocument]) -> Mapping[int, str]:
        good, refused = checked(documents)  # before the index is locked
        with self._writing() as build, Writer(build, memory_mb=self._memory_mb) as writer:
            writer.add(good)
            writer.commit()
        return refused

    def delete(self, article_ids: Iterable[int]) -> None:
        doomed = set(article_ids)
        with self._writing() as build, Writer(build) as writer:
            writer.delete(doomed)

    def merge(self, *, limit: int | None = None) -> int:
        with explained("written"), self._layout.merging() as build:
            if build is None:
                return 0
            merge(build, limit=MAX_DOCUMENTS if limit is None else limit, locked=self._writing)
            return sum(segment.doc_count() for segment in due(segments_of(build), limit=MAX_DOCUMENTS))

    def search(self, query: SearchQuery) -> SearchResults:
        return self._answer(lambda snapshot: search(snapshot, self._snapshots, query))

    def found(self, query: SearchQuery) -> Sequence[int]:
        return self._answer(lambda snapshot: found(snapshot, self._snapshots, query))

    def highlight(self, query: SearchQuery, text: str) -> Snippet:
        return Highlighter(wanted_by(query.tree)).whole(text)

    def suggest(self, text: str, *, limit: int = 8) -> Suggestions:
        return self._answer(lambda snapshot: suggest(snapshot, text, limit))

    def alike(self, article_id: int, *, limit: int) -> Sequence[AlikeArticle]:
        return self._answer(lambda snapshot: alike(snapshot, article_id, limit))

    def revisions(self) -> Mapping[int, int]:
        return self._answer(lambda snapshot: snapshot.revisions())

    @contextmanager
    def rebuild(self) -> Iterator[IndexBuild]:
        with self._layout.building() as directory:
            with explained("written"):
                create_index(directory)
            with Writer(directory, memory_mb=self._memory_mb, processes=self._processes) as writer:
                yield WhooshBuild(directory, writer, self._layout)

    def status(self) -> IndexStatus:
        try:
            with explained("read"):
                snapshot = self._latest()
        except Unusable as error:
            return IndexStatus(error.state, message=str(error))
        except Exception as error:
            return IndexStatus(IndexState.OUT_OF_REACH, message=str(error))
        return IndexStatus(IndexState.READY, documents=snapshot.documents, generation=snapshot.generation)

    def damages(self) -> Sequence[str]:
        with explained("read"):
            return self._latest().damages()

    def extent(self) -> IndexExtent:
        with explained("read"):
            build = self._layout.current()
            files = [entry.stat() for entry in build.iterdir()]
            return IndexExtent(
                parts=len(segments_of(build)),
                size=sum(file.st_size for file in files),
                committed_at=datetime.fromtimestamp(max(file.st_mtime for file in files), tz=UTC),
            )

    def _latest(self) -> Snapshot:
        return self._snapshots.latest(self._layout.current, link=self._layout.link)

    def _answer(self, ask: Callable[[Snapshot], Answer]) -> Answer:
        """Of the latest commit. What goes wrong with it is damage if its files are not as they were written."""
        with explained("read"):
            snapshot = self._latest()
            try:
                return ask(snapshot)
            except (SearchError, MemoryError):
                raise
            except Exception:
                snapshot.verify()
                raise

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """The live build, locked."""
        with self._layout.writing(), explained("written"):
            yield self._layout.current()


class WhooshBuild:
    """A build beside the live index; only this process writes it."""

    def __init__(self, directory: Path, writer: Writer, layout: Layout) -> None:
        self._directory = directory
        self._writer = writer
        self._layout = layout

    def index(self, documents: Iterable[SearchDocument]) -> Mapping[int, str]:
        refused: dict[int, str] = {}
        for document in documents:
            good, bad = checked((document,))
            refused |= bad
            with explained("written"):
                self._writer.add(good)
        return refused

    def delete(self, article_ids: Iterable[int]) -> None:
        doomed = set(article_ids)
        with explained("written"):
            self._writer.delete(doomed)

    def revisions(self) -> Mapping[int, int]:
        with explained("written"):
            self._writer.commit()
        with explained("read"):
            kept = Snapshots(cache_bytes=0)
            return kept.latest(lambda: self._directory, link=str(self._directory)).revisions()

    def publish(self) -> None:
        with explained("written"):
            self._writer.commit()
            self._writer.close()
            give_back_memory()  # merging has it to itself
            merge_all(self._directory)
            self._layout.publish(self._directory)
