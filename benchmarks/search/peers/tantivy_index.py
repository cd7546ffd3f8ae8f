"""tantivy: our terms as text, one thread. Facets are counted in two ways: by numpy over the ids of all that was found, and
by tantivy's own aggregations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.search.entries import COLUMNS, entry_of, facets_of, filters_of, passes
from benchmarks.search.peers.base import TOP, Answer, optional
from benchmarks.search.peers.snippets import snippet
from benchmarks.search.peers.tables import Tables
from benchmarks.search.peers.terms import GAP, spaced
from benchmarks.search.tasks import Kind, Mode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.search.entries import Facets
    from benchmarks.search.tasks import Task
    from search.documents import SearchDocument

    Rows = NDArray[np.int64]

HEAP = 256_000_000  # bytes of the writer
BOOSTS = {"title": 2.5, "body": 1.0}
MOST_VALUES = 65_000  # of an aggregation
SORTED_BY = {Mode.DATE: "day", Mode.AMOUNT: "largest"}


class Tantivy:
    def __init__(self, path: Path) -> None:
        self._tantivy = optional("tantivy")
        self._path = path
        self._schema = _schema(self._tantivy)
        self._open: Any = None

    def build(self, documents: Iterable[SearchDocument]) -> None:
        self._path.mkdir(parents=True)
        tables = Tables()
        writer = self._index().writer(HEAP, 1)
        for document in documents:
            writer.add_document(self._document(document))
            tables.add(document.article_id, entry_of(document).columns)
        writer.commit()
        writer.wait_merging_threads()
        tables.write(self._path)

    def _document(self, document: SearchDocument) -> Any:
        entry, made = entry_of(document), self._tantivy.Document()
        for name, text in (("title", document.title), ("body", document.body)):
            made.add_text(name, spaced(text))
        made.add_bytes("text", document.body.encode())
        for name, number in (("id", document.article_id), ("day", entry.day), ("largest", entry.largest)):
            made.add_unsigned(name, number)
        for column, values in entry.columns.items():
            for value in values:
                made.add_text(column, value)
        return made

    def update(self, document: SearchDocument) -> None:
        """The tables change in memory only."""
        self._opened()
        writer = self._open.writer(HEAP, 1)
        writer.delete_documents_by_query(
            self._tantivy.Query.term_query(self._schema, "id", document.article_id)
        )
        writer.add_document(self._document(document))
        writer.commit()
        self._open.reload()
        self._searcher = self._open.searcher()
        self._tables.add(document.article_id, entry_of(document).columns)
        del writer

    def search(self, task: Task) -> Answer:
        self._opened()
        if task.mode is Mode.BARE:
            return self._best(task)
        found = self._searcher.search(self._words(task), limit=self._searcher.num_docs).hits
        addresses = [address for _, address in found]
        rows = np.array(self._searcher.fast_field_values("id", addresses), dtype=np.int64)
        failed = self._tables.failed(rows, filters_of(task))
        passed = np.flatnonzero(failed == 0)
        top = [addresses[position] for position in passed[self._first(task, addresses, passed)]]
        facets = facets_of(task, self._tables.counts(rows, failed, task))
        return Answer(len(passed), *self._hits(top, task), facets)

    def _first(self, task: Task, addresses: list[Any], passed: Rows) -> Any:
        """Which of those that passed come first; they are by relevance."""
        if task.mode is Mode.FULL:
            return slice(TOP)
        values = self._searcher.fast_field_values(SORTED_BY[task.mode], [addresses[p] for p in passed])
        keys = -np.array(values, dtype=np.int64)
        if len(keys) <= TOP:
            return np.argsort(keys)
        best = np.argpartition(keys, TOP)[:TOP]
        return best[np.argsort(keys[best])]

    def _best(self, task: Task) -> Answer:
        """What tantivy does best: top ten and total, filters inside."""
        found = self._searcher.search(self._filtered(task, filters_of(task)), limit=TOP)
        ids = self._searcher.fast_field_values("id", [address for _, address in found.hits])
        return Answer(found.count, tuple(ids))

    def _hits(self, addresses: Iterable[Any], task: Task) -> tuple[tuple[int, ...], tuple[str, ...]]:
        stored = [self._searcher.doc(address) for address in addresses]
        return (
            tuple(document.get_first("id") for document in stored),
            tuple(snippet(bytes(document.get_first("text")).decode(), task) for document in stored),
        )

    # Queries

    def _words(self, task: Task) -> Any:
        """Each word in title or body."""
        match task.kind:
            case Kind.PHRASE:
                return self._in_both(lambda q, field: q.phrase_query(self._schema, field, list(task.terms)))
            case Kind.PREFIX:
                return self._in_both(
                    lambda q, field: q.regex_query(self._schema, field, f"{task.terms[0]}.*")
                )
        words = [
            self._in_both(lambda q, field, term=term: q.term_query(self._schema, field, term, "freq"))
            for term in task.terms
        ]
        occur = self._tantivy.Occur.Must if task.kind is Kind.AND else self._tantivy.Occur.Should
        return (
            words[0]
            if len(words) == 1
            else self._tantivy.Query.boolean_query([(occur, word) for word in words])
        )

    def _in_both(self, make: Any) -> Any:
        queries = self._tantivy.Query
        return queries.boolean_query(
            [
                (self._tantivy.Occur.Should, queries.boost_query(make(queries, field), boost))
                for field, boost in BOOSTS.items()
            ]
        )

    def _filtered(self, task: Task, filters: Iterable[tuple[str, str]]) -> Any:
        queries, must = self._tantivy.Query, self._tantivy.Occur.Must
        terms = [
            queries.const_score_query(queries.term_query(self._schema, column, value, "basic"), 0.0)
            for column, value in filters
        ]
        words = self._words(task)
        return queries.boolean_query([(must, query) for query in (words, *terms)]) if terms else words

    # Opening

    def _opened(self) -> None:
        if self._open is None:
            self._tables = Tables.read(self._path)
            self._open = self._index()
            self._open.reload()
            self._searcher = self._open.searcher()

    def _index(self) -> Any:
        index = self._tantivy.Index(self._schema, path=str(self._path))
        builder = self._tantivy.TextAnalyzerBuilder(self._tantivy.Tokenizer.whitespace())
        gaps = self._tantivy.Filter.custom_stopword([GAP])
        index.register_tokenizer("terms", builder.filter(gaps).build())
        return index

    def close(self) -> None:
        self._open = self._searcher = None


class TantivyAggregations(Tantivy):
    """Counts inside tantivy: one aggregation for what no filter is on, and one for each filter without it."""

    def search(self, task: Task) -> Answer:
        self._opened()
        if task.mode is Mode.BARE:
            return self._best(task)
        order = {"order_by_field": SORTED_BY[task.mode]} if task.mode in SORTED_BY else {}
        found = self._searcher.search(self._filtered(task, filters_of(task)), limit=TOP, **order)
        addresses = [address for _, address in found.hits]
        return Answer(found.count, *self._hits(addresses, task), self._facets(task))

    def _facets(self, task: Task) -> Facets:
        counts: dict[str, dict[str, int]] = {}
        for one in passes(task):
            asked = {column: {"terms": {"field": column, "size": MOST_VALUES}} for column in one.columns}
            found = self._searcher.aggregate(self._filtered(task, one.filters), asked) if asked else {}
            for column in one.columns:
                counts[column] = {bucket["key"]: bucket["doc_count"] for bucket in found[column]["buckets"]}
        return facets_of(task, counts)


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    for name in BOOSTS:
        builder.add_text_field(name, tokenizer_name="terms")
    builder.add_bytes_field("text", stored=True)
    builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    for name in ("day", "largest"):
        builder.add_unsigned_field(name, fast=True)
    for column in COLUMNS:
        builder.add_text_field(column, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()
