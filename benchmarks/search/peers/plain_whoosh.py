"""Whoosh as it comes: its own writer, codec and searcher, facets by `groupedby`. Only the terms are ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh import index, query
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.scoring import BM25F
from whoosh.sorting import Count, FieldFacet

from benchmarks.search.entries import COLUMNS, entry_of, facets_of, passes
from benchmarks.search.peers.base import TOP, Answer
from benchmarks.search.tasks import Kind, Mode
from search.backends.whoosh.words.analysis import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from whoosh.searching import Results

    from benchmarks.search.tasks import Task
    from search.documents import SearchDocument

WEIGHTING = BM25F(B=0.75, K1=1.2, title_B=0.3)
BOOSTS = {"title": 2.5, "body": 1.0}
PASSAGES = 2
MEMORY_MB = 256


class OurTerms(Analyzer):  # type: ignore[misc]
    """Our analysis as Whoosh's tokens."""

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Token]:
        token = Token(positions=True, chars=True, removestops=False, mode="", boost=1.0)
        for term, _, position, start, end in occurrences(value):
            token.text = token.original = term
            token.pos, token.startchar, token.endchar = position, start, end
            token.stopped = False
            yield token


SCHEMA = Schema(
    id=ID(stored=True, unique=True),
    title=TEXT(analyzer=OurTerms(), stored=True),
    body=TEXT(analyzer=OurTerms(), stored=True),
    day=NUMERIC(sortable=True),
    largest=NUMERIC(bits=64, sortable=True),
    **{column: KEYWORD(commas=True) for column in COLUMNS},
)


class PlainWhoosh:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: Any = None

    def build(self, documents: Iterable[SearchDocument]) -> None:
        self._path.mkdir(parents=True)
        writer = index.create_in(self._path, SCHEMA).writer(limitmb=MEMORY_MB)
        for document in documents:
            writer.add_document(**_fields(document))
        writer.commit()

    def update(self, document: SearchDocument) -> None:
        writer = index.open_dir(self._path).writer()
        writer.update_document(**_fields(document))
        writer.commit()
        self.close()

    def search(self, task: Task) -> Answer:
        words = _query(task)
        if task.mode is Mode.BARE:
            found = self._searcher.search(words, limit=TOP, filter=_filter(passes(task)[0].filters))
            return Answer(len(found), _ids(found))
        first, *others = passes(task)
        main = self._grouped(words, first.filters, first.columns, task)
        counts = _counts(main, first.columns)
        for other in others:
            counts |= _counts(self._grouped(words, other.filters, other.columns, task), other.columns)
        snippets = tuple(hit.highlights("body", top=PASSAGES) for hit in main[:TOP])
        return Answer(len(main), _ids(main), snippets, facets_of(task, counts))

    def _grouped(
        self, words: query.Query, filters: Iterable[tuple[str, str]], columns: Iterable[str], task: Task
    ) -> Results:
        return self._searcher.search(
            words,
            limit=TOP,
            filter=_filter(filters),
            groupedby={column: FieldFacet(column, allow_overlap=True) for column in columns},
            maptype=Count,
            **_order(task),
        )

    @property
    def _searcher(self) -> Any:
        if self._open is None:
            self._open = index.open_dir(self._path).searcher(weighting=WEIGHTING)
        return self._open

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _fields(document: SearchDocument) -> dict[str, Any]:
    entry = entry_of(document)
    return {
        "id": str(document.article_id),
        "title": document.title,
        "body": document.body,
        "day": entry.day,
        "largest": entry.largest,
        **{column: ",".join(values) for column, values in entry.columns.items() if values},
    }


def _query(task: Task) -> query.Query:
    """Each word in title or body."""
    match task.kind:
        case Kind.PHRASE:
            return query.Or(
                [query.Phrase(name, list(task.terms), boost=boost) for name, boost in BOOSTS.items()]
            )
        case Kind.PREFIX:
            return query.Or(
                [query.Prefix(name, task.terms[0], boost=boost) for name, boost in BOOSTS.items()]
            )
    words = [
        query.Or([query.Term(name, term, boost=boost) for name, boost in BOOSTS.items()])
        for term in task.terms
    ]
    if len(words) == 1:
        return words[0]
    return query.And(words) if task.kind is Kind.AND else query.Or(words)


def _filter(filters: Iterable[tuple[str, str]]) -> query.Query | None:
    terms = [query.Term(column, value) for column, value in filters]
    return query.And(terms) if terms else None


def _order(task: Task) -> dict[str, Any]:
    column = {Mode.DATE: "day", Mode.AMOUNT: "largest"}.get(task.mode)
    return {"sortedby": column, "reverse": True} if column else {}


def _counts(found: Results, columns: Iterable[str]) -> dict[str, dict[str, int]]:
    return {
        column: {value: number for value, number in found.groups(column).items() if value is not None}
        for column in columns
    }


def _ids(found: Results) -> tuple[int, ...]:
    return tuple(int(hit["id"]) for hit in found[:TOP])
