"""A tree of words as a query of Whoosh's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whoosh import query as whoosh

from search.backends.whoosh.execution.matching import AnyOf, PlacedTerms, Without
from search.backends.whoosh.words.likeness import Beginning, Near, Shape
from search.backends.whoosh.words.readings import inexact_reading, readings, with_neighbours
from search.errors import QueryError
from search.limits import MAX_EXPANSIONS, check_fuzzy, check_prefix, check_tree, check_wildcard
from search.messages import Message
from search.parser import describe
from search.query import And, Fuzzy, Not, Or, Phrase, Prefix, Wildcard, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.backends.whoosh.execution.lexicon import Lexicon
    from search.backends.whoosh.words.likeness import Likeness
    from search.backends.whoosh.words.readings import Inexact, Reading
    from search.query import Field, Node

BOOSTS = {"title": 2.5}
FIELDS = ("title", "body")  # of words without a field


@dataclass(frozen=True, slots=True)
class Translation:
    """The query (None for all articles), notices for the person, and what stands for inexact words in the body. Caches know
    it by `key`, which is small and, unlike a tree, quickly looked up."""

    query: whoosh.Query | None
    notices: tuple[Message, ...] = ()
    alike: Mapping[Likeness, AnyOf] = field(default_factory=dict)
    key: object = field(default_factory=object)


EVERYTHING = Translation(None)


def translate(lexicon: Lexicon, tree: Node) -> Translation:
    """Raises `QueryError` for a tree over the limits or of stop words only."""
    check_tree(tree)
    translation = _Translation(lexicon, expansions=MAX_EXPANSIONS // max(1, _expanded(tree)))
    if query := translation.of(tree):
        return Translation(query, tuple(translation.notices), translation.alike)
    raise QueryError("These words are so common that they are not looked for. Add another word.")


def _expanded(node: Node) -> int:
    """How many words stand for others that must be listed."""
    match node:
        case And() | Or():
            return sum(map(_expanded, node.children))
        case Not():
            return _expanded(node.child)
        case _:
            return int(isinstance(node, Wildcard | Fuzzy))


class _Translation:
    """Methods give None for what has only stop words: it neither finds nor excludes anything."""

    def __init__(self, lexicon: Lexicon, *, expansions: int) -> None:
        self._lexicon = lexicon
        self._expansions = expansions  # for each wildcard or fuzzy word
        self.notices: list[Message] = []
        self.alike: dict[Likeness, AnyOf] = {}

    def of(self, node: Node, joins: tuple[str, ...] = ()) -> whoosh.Query | None:
        match node:
            case Word():
                joined = tuple(((0, term),) for term in joins)
                found = readings(node.text)
                return _readings((*found, *joined), node.field) if found else None
            case Phrase():
                found = readings(node.text)
                return _readings(found, node.field, slop=node.slop) if found else None
            case Prefix() | Wildcard() | Fuzzy():
                return self._inexact(node)
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

    def _inexact(self, node: Inexact) -> whoosh.Query:
        before, likeness = inexact_reading(node)
        _check(likeness)
        fields = searched_fields(node.field)
        terms, prefix = self._terms(node, likeness, fields)
        queries = {field: AnyOf(field, terms, prefix=prefix, score=_boost(field)) for field in fields}
        if "body" in queries:
            self.alike[likeness] = queries["body"]
        query = _any_of([*queries.values()])
        return _all_of([_readings(before, node.field), query]) if before else query

    def _terms(
        self, node: Inexact, likeness: Likeness, fields: tuple[str, ...]
    ) -> tuple[tuple[bytes, ...], bytes]:
        """Terms, and what more of them begin with."""
        if isinstance(likeness, Beginning):
            prefix = likeness.text.encode()
            return self._lexicon.stems_beside(prefix), prefix
        found = self._lexicon.alike(likeness, fields, self._expansions)
        if found.is_cut:
            self.notices.append(
                Message(
                    "“%(text)s” stands for more than %(number)s words; the most frequent were looked for.",
                    {"text": describe(node), "number": f"{self._expansions:,}"},
                )
            )
        return found.terms, b""


def _check(likeness: Likeness) -> None:
    """What is left of a word when it's folded may be too little."""
    match likeness:
        case Beginning():
            check_prefix(likeness.text)
        case Shape():
            check_wildcard(likeness.text)
        case Near():
            check_fuzzy(likeness.text, likeness.distance)


def _boost(field: str) -> float:
    return BOOSTS.get(field, 1.0)


def searched_fields(field: Field | None) -> tuple[str, ...]:
    return FIELDS if field is None else (field.value,)


def _readings(found: tuple[Reading, ...], field: Field | None, *, slop: int = 0) -> whoosh.Query:
    return _any_of([_placed(reading, name, slop) for name in searched_fields(field) for reading in found])


def _placed(reading: Reading, field: str, slop: int) -> whoosh.Query:
    if len(reading) == 1:
        return whoosh.Term(field, reading[0][1], boost=_boost(field))
    return PlacedTerms(field, reading, slop=slop, boost=_boost(field))


def _any_of(queries: list[whoosh.Query]) -> whoosh.Query | None:
    return _combined(whoosh.Or, queries)


def _all_of(queries: list[whoosh.Query]) -> whoosh.Query | None:
    return _combined(whoosh.And, queries)


def _combined(kind: type[whoosh.Query], queries: list[whoosh.Query]) -> whoosh.Query | None:
    if len(queries) > 1:
        return kind(queries)
    return queries[0] if queries else None
