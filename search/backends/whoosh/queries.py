"""A tree of words as a query of Whoosh's."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from whoosh import query as whoosh

from search.backends.whoosh.analysis import stem
from search.backends.whoosh.matching import AnyOf, PlacedTerms, Without
from search.backends.whoosh.readings import prefix_reading, readings, with_neighbours
from search.errors import QueryError
from search.limits import MAX_EXPANSIONS, check_prefix, check_tree
from search.query import And, Not, Or, Phrase, Prefix, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whoosh.reading import IndexReader

    from search.backends.whoosh.readings import Reading
    from search.query import Field, Node

BOOSTS = {"title": 2.5}
FIELDS = ("title", "body")  # of words without a field


def translate(tree: Node, reader: IndexReader) -> tuple[whoosh.Query, tuple[str, ...]]:
    """The query, and notices for the person. Raises `QueryError` for a tree over the limits or of stop words only."""
    check_tree(tree)
    translation = _Translation(reader, expansions=MAX_EXPANSIONS // max(1, _prefixes(tree)))
    if query := translation.of(tree):
        return query, tuple(translation.notices)
    raise QueryError("These words are so common that they are not looked for. Add another word.")


def _prefixes(node: Node) -> int:
    match node:
        case And() | Or():
            return sum(map(_prefixes, node.children))
        case Not():
            return _prefixes(node.child)
        case _:
            return int(isinstance(node, Prefix))


class _Translation:
    """Methods give None for what has only stop words: it neither finds nor excludes anything."""

    def __init__(self, reader: IndexReader, *, expansions: int) -> None:
        self._reader = reader
        self._expansions = expansions  # for each prefix
        self.notices: list[str] = []

    def of(self, node: Node, joins: tuple[str, ...] = ()) -> whoosh.Query | None:
        match node:
            case Word() | Phrase():
                joined = tuple(((0, term),) for term in joins)
                found = readings(node.text)
                return _readings((*found, *joined), node.field) if found else None
            case Prefix():
                return self._prefix(node)
            case And():
                return self._all_of(node)
            case Or():
                return _any_of([query for child in node.children if (query := self.of(child))])
            case Not():
                return self.of(node.child)

    def _all_of(self, node: And) -> whoosh.Query | None:
        wanted: list[whoosh.Query] = []
        unwanted: list[whoosh.Query] = []
        for child, joins in with_neighbours(node.children):
            if query := self.of(child, joins):
                (unwanted if isinstance(child, Not) else wanted).append(query)
        if not wanted or not unwanted:
            return _all_of(wanted)
        return Without(_all_of(wanted), _any_of(unwanted))

    def _prefix(self, node: Prefix) -> whoosh.Query:
        before, prefix = prefix_reading(node)
        check_prefix(prefix)
        query = _any_of([self._expansion(node, prefix, field) for field in _fields(node.field)])
        return _all_of([_readings(before, node.field), query]) if before else query

    def _expansion(self, node: Prefix, prefix: str, field: str) -> AnyOf:
        terms = list(islice(self._expanded(prefix, field), self._expansions + 1))
        notice = (
            f"“{node.text}*” stands for more than {self._expansions:,} words; "
            "only the first of them were looked for. Type more letters."
        )
        if len(terms) > self._expansions and notice not in self.notices:
            self.notices.append(notice)
        return AnyOf(field, terms[: self._expansions], score=BOOSTS.get(field, 1.0))

    def _expanded(self, prefix: str, field: str) -> Iterator[bytes]:
        """The terms of a field that begin so, and the stems of words that begin so (`biomedical` for `biomedic`)."""
        seen: set[bytes] = set()
        for term in self._reader.expand_prefix(field, prefix):
            seen.add(term)
            yield term
        for form in self._reader.expand_prefix("forms", prefix):
            term = stem(form.decode()).encode()
            if term not in seen and (field, term) in self._reader:
                seen.add(term)
                yield term


def _fields(field: Field | None) -> tuple[str, ...]:
    return FIELDS if field is None else (field.value,)


def _readings(found: tuple[Reading, ...], field: Field | None) -> whoosh.Query:
    return _any_of([_placed(reading, name) for name in _fields(field) for reading in found])


def _placed(reading: Reading, field: str) -> whoosh.Query:
    boost = BOOSTS.get(field, 1.0)
    if len(reading) == 1:
        return whoosh.Term(field, reading[0][1], boost=boost)
    return PlacedTerms(field, reading, boost=boost)


def _any_of(queries: list[whoosh.Query]) -> whoosh.Query | None:
    return _combined(whoosh.Or, queries)


def _all_of(queries: list[whoosh.Query]) -> whoosh.Query | None:
    return _combined(whoosh.And, queries)


def _combined(kind: type[whoosh.Query], queries: list[whoosh.Query]) -> whoosh.Query | None:
    if len(queries) > 1:
        return kind(queries)
    return queries[0] if queries else None
