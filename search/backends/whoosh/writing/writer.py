"""Documents into one build, in bounded memory. Callers hold the build's lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from search.backends.whoosh.writing.building import Builder, Team
from search.backends.whoosh.writing.commits import changing, remove_leftovers
from search.backends.whoosh.writing.inversion import Room
from search.backends.whoosh.writing.merging import MAX_DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from search.backends.whoosh.segments.codec import ColumnarSegment
    from search.documents import SearchDocument

MEMORY_MB = 512
FIXED = 500  # characters that a document counts for beside its body


class Writer:
    """Takes any number of documents, by several processes when there are many. What isn't committed is gone when it's
    closed."""

    def __init__(self, build: Path, *, memory_mb: int = MEMORY_MB, processes: int = 1) -> None:
        self._build = build
        self._processes = processes
        self._room = Room.within(memory_mb / processes)
        self._builder = Builder(build, self._room)
        self._team: Team | None = None
        self._segments: list[ColumnarSegment] = []
        self._documents: list[SearchDocument] = []
        self._characters = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def add(self, documents: Iterable[SearchDocument]) -> None:
        """Add or replace documents, the last of each article, with the next commit."""
        for document in documents:
            self._documents.append(document)
            self._characters += len(document.body) + FIXED
            if self._characters >= self._room.characters or len(self._documents) >= MAX_DOCUMENTS:
                self._put(is_last=False)

    def commit(self) -> None:
        """What was added, in one step that is durable when this returns."""
        self._put(is_last=True)
        if self._team:
            self._segments += self._team.take()
        if self._segments:
            with changing(self._build) as changes:
                changes.add(self._segments)
            self._segments = []

    def delete(self, article_ids: Collection[int]) -> None:
        """Remove articles in a commit with what was added before; unknown ids are ignored."""
        self.commit()
        if article_ids:
            with changing(self._build) as changes:
                changes.delete_articles(np.array([*article_ids], np.int64))

    def close(self) -> None:
        """Give back what it holds. Another call does nothing: by then the build may be another's to write."""
        self._builder.clear()
        if self._team:
            self._team.close()
        if self._team or self._segments:
            remove_leftovers(self._build)
        self._team, self._segments = None, []

    def _put(self, *, is_last: bool) -> None:
        """Other processes are not worth it for a single part."""
        if not self._documents:
            return
        if self._processes > 1 and not (is_last and self._team is None):
            self._team = self._team or Team(self._build, self._room, self._processes)
            self._team.put(self._documents)
        else:
            self._segments += self._builder.segments_of(self._documents)
        self._documents, self._characters = [], 0
