"""Gleaner, through its protocol."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarks.search.entries import FACETS
from benchmarks.search.peers.base import TOP, Answer, Unavailable
from benchmarks.search.tasks import Kind, Mode
from search.backends.whoosh import WhooshBackend
from search.facets import AMOUNT_BUCKETS
from search.query import NO_VALUE, And, Bound, Or, Phrase, Prefix, SearchQuery, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from benchmarks.search.tasks import Task
    from search.documents import SearchDocument
    from search.query import Node
    from search.results import Hit

BUCKETS = {bucket.name: bucket for bucket in AMOUNT_BUCKETS}
FEN = Decimal("0.01")


class Gleaner:
    def __init__(self, path: Path, **options: Any) -> None:
        """`options` go to the backend."""
        try:
            self._backend = WhooshBackend(path=path, **options)
        except TypeError as error:
            raise Unavailable(f"the backend takes no such option ({error})") from None

    def build(self, documents: Iterable[SearchDocument]) -> None:
        with self._backend.rebuild() as build:
            build.index(documents)
            build.publish()

    def update(self, document: SearchDocument) -> None:
        self._backend.index([document])

    def search(self, task: Task) -> Answer:
        is_full = task.mode is not Mode.BARE
        found = self._backend.search(query_of(task))
        return Answer(
            total=found.total,
            ids=tuple(hit.article_id for hit in found.hits),
            snippets=tuple(map(_text, found.hits)) if is_full else (),
            facets={name: _with_value(found.facets[name]) for name in FACETS} if is_full else {},
        )

    def close(self) -> None:
        pass


def query_of(task: Task) -> SearchQuery:
    bucket = BUCKETS.get(task.bucket)
    return SearchQuery(
        text=" ".join(task.words),
        tree=_tree(task),
        regions=(task.region,) if task.region else (),
        organisations=(task.organisation,) if task.organisation else (),
        roles=(task.role,) if task.role else (),
        amount_min=Bound(bucket.low) if bucket and bucket.low else None,
        amount_max=Bound(bucket.high - FEN) if bucket and bucket.high else None,
        years=(task.year,) if task.year else (),
        sort=task.sort,
        page_size=TOP,
        facets=() if task.mode is Mode.BARE else FACETS,
        with_fragments=task.mode is not Mode.BARE,
    )


def _with_value(counts: Mapping[str, int]) -> dict[str, int]:
    """Without the articles that have none, which peers don't count."""
    found = dict(counts.items())
    found.pop(NO_VALUE, None)
    return found


def _tree(task: Task) -> Node:
    words = tuple(map(Word, task.words))
    match task.kind:
        case Kind.AND:
            return And(words)
        case Kind.OR:
            return Or(words)
        case Kind.PHRASE:
            return Phrase(" ".join(task.words))
        case Kind.PREFIX:
            return Prefix(task.words[0])
        case _:
            return words[0]


def _text(hit: Hit) -> str:
    return " … ".join("".join(fragment.text for fragment in snippet) for snippet in hit.snippets)
