"""What every peer does."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.search.entries import Facets
    from benchmarks.search.tasks import Task
    from search.documents import SearchDocument

TOP = 10  # hits


class Unavailable(Exception):
    """Why a peer can't take part."""


def optional(package: str) -> Any:
    """A package of requirements/bench.txt. Raises `Unavailable`."""
    try:
        return import_module(package)
    except ImportError:
        raise Unavailable(f"the package {package} is not installed") from None


@dataclass(frozen=True, slots=True)
class Answer:
    """`ids` are of the first ten; `snippets` (one or more passages each) and `facets` are empty when not asked for."""

    total: int
    ids: tuple[int, ...]
    snippets: tuple[str, ...] = ()
    facets: Facets = field(default_factory=dict)


class Peer(Protocol):
    """An index in a directory of its own. Made with its path; raises `Unavailable` when it can't be."""

    def build(self, documents: Iterable[SearchDocument]) -> None:
        """A new index of these documents, ready to be searched as soon as this returns."""

    def update(self, document: SearchDocument) -> None:
        """Replace one article: durable, and found by the next search."""

    def search(self, task: Task) -> Answer: ...

    def close(self) -> None: ...
