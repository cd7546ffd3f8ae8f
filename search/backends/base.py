"""The seam between the application and whatever holds the index.

Backends are named in `settings.SEARCH_BACKEND` and loaded by `search.backends.get_backend`. The contract that any of
them must pass is `tests/search/contract.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from search.documents import SearchDocument
    from search.query import SearchQuery
    from search.results import AlikeArticle, SearchResults, Snippet, Suggestions


class IndexState(StrEnum):
    READY = "ready"
    MISSING = "missing"
    DAMAGED = "damaged"
    OUTDATED = "outdated"  # written by another version of the schema
    OUT_OF_REACH = "out of reach"  # the system refuses it now, for want of descriptors, memory, permission


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """`generation` changes with every commit and every rebuild; equal generations give equal answers. `message` says
    for a person what is wrong when the state isn't READY."""

    state: IndexState
    documents: int = 0
    generation: str = ""
    message: str = ""

    @property
    def needs_rebuild(self) -> bool:
        return self.state in (IndexState.MISSING, IndexState.DAMAGED, IndexState.OUTDATED)


@dataclass(frozen=True, slots=True)
class IndexExtent:
    """How the live index lies on disk: the number of its parts, its bytes, and when it was last committed to."""

    parts: int
    size: int
    committed_at: datetime


class IndexBuild(Protocol):
    """An index being built beside the live one. Nothing of it is visible before `publish`."""

    def index(self, documents: Iterable[SearchDocument]) -> Mapping[int, str]:
        """Add or replace documents. They are safe on disk when `revisions`, `delete` or `publish` returns. Returns why
        some were refused, by article (see `search.checking`)."""

    def delete(self, article_ids: Iterable[int]) -> None: ...

    def revisions(self) -> Mapping[int, int]:
        """Article id -> revision of what the build holds."""

    def publish(self) -> None:
        """Make the build the live index in one atomic step; the one before is kept until the next build."""


class SearchBackend(Protocol):
    """An index of articles. Safe to use from several processes; every method may raise `IndexUnavailable`."""

    def index(self, documents: Iterable[SearchDocument]) -> Mapping[int, str]:
        """Add documents or replace those of the same article, in one durable commit. Returns why some were refused, by
        article (see `search.checking`): of those the index holds what it held."""

    def delete(self, article_ids: Iterable[int]) -> None:
        """Remove articles; unknown ids are ignored. One durable commit."""

    def merge(self, *, limit: int | None = None) -> int:
        """Bring the index into good shape after many commits, so that it answers faster; answers don't change, and writers
        needn't wait. Parts with more than `limit` articles together are left alone, which bounds the time. Returns how
        many articles the next parts worth merging have, 0 if there are none. Does nothing while another is at it."""

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query from the latest commit. Raises `QueryError` for a tree over the limits."""

    def found(self, query: SearchQuery) -> Sequence[int]:
        """Ids of all articles found, in the query's order: what its pages would give if they had no end."""

    def highlight(self, query: SearchQuery, text: str) -> Snippet:
        """The whole of `text` in fragments, with the query's words marked as in `search`."""

    def suggest(self, text: str, *, limit: int = 8) -> Suggestions:
        """How what was typed may go on, with at most `limit` words, and what may have been meant by words of it that are
        hardly ever found."""

    def alike(self, article_id: int, *, limit: int) -> Sequence[AlikeArticle]:
        """Articles like one, the likest first: not of its story, and not two of one story. None for an unknown article."""

    def revisions(self) -> Mapping[int, int]:
        """Article id -> revision of what the index holds."""

    def rebuild(self) -> AbstractContextManager[IndexBuild]:
        """Start a build beside the live index; it is thrown away unless published. Works without a live index."""

    def status(self) -> IndexStatus:
        """How the index is; never raises."""

    def damages(self) -> Sequence[str]:
        """What of the live index is not as it was written, a sentence for each part; reads all of it."""

    def extent(self) -> IndexExtent:
        """How the index lies on disk."""
