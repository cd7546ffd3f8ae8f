"""What a person types, read as a tree.

    query = all { OR all }
    all   = some { [AND] some }
    some  = { NOT | - } [ field: ] ( word | word* | wo*rd | wo?d | word~ | word~2 | "phrase" | "phrase"~5 | "(" query ")" )

Operators are in capitals. AND, written or not, binds tighter than OR. A phrase that isn't closed goes on to the end, and a
quote at the end opens nothing, so that a query can be read while it is typed. Every text gives a tree, None (nothing typed) or
a `QueryError` that says what to change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, NoReturn

from search.errors import QueryError
from search.limits import (
    check_depth,
    check_fuzzy,
    check_length,
    check_prefix,
    check_slop,
    check_tree,
    check_wildcard,
)
from search.query import And, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Wildcard, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIELD_EXAMPLES = {
    Field.TITLE: "title:park",
    Field.REGION: "region:Tianjin",
    Field.ORG: "org:alliance",
    Field.SOURCE: "source:China",
}
LONG_WORD = 8  # letters from which on ~ alone allows for two changes


def parse(text: str) -> Node | None:
    """The tree of what was typed, None if nothing was. Raises `QueryError`."""
    if not text.strip():
        return None
    check_length(len(text))
    tokens = list(_tokens(_plain(text)))
    if not tokens and _plain(text).strip() == '"':
        return None
    if not tokens:
        raise QueryError("There is no word to look for. Type letters or digits.")
    tree = _Reader([*tokens, Token(Kind.END, "", len(text))]).read()
    check_tree(tree)
    return tree


def describe(node: Node) -> str:
    """How a query was read, in the language of queries: `biomedical AND (Tianjin OR Hebei) AND NOT fund`."""
    match node:
        case Word():
            return _with_field(node.field, node.text)
        case Phrase():
            slop = f"~{node.slop}" if node.slop else ""
            return _with_field(node.field, f'"{node.text}"{slop}')
        case Prefix():
            return _with_field(node.field, f"{node.text}*")
        case Wildcard():
            return _with_field(node.field, node.text)
        case Fuzzy():
            return _with_field(node.field, f"{node.text}~{node.distance}")
        case Not():
            return f"NOT {_grouped(node.child)}"
        case And():
            return " AND ".join(map(_grouped, node.children))
        case Or():
            return " OR ".join(map(_grouped, node.children))


def _with_field(field: Field | None, text: str) -> str:
    return text if field is None else f"{field}:{text}"


def _grouped(node: Node) -> str:
    return f"({describe(node)})" if isinstance(node, And | Or) else describe(node)


class Kind(Enum):
    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    position: int


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_VARIANTS = str.maketrans("“”„‟«»＂（）：＊～−", '"""""""():*~-')
_AROUND_WORDS = ",;:!?…'’‘[]{}<>|"
_AROUND = re.escape(_AROUND_WORDS)
_TOKEN = re.compile(
    rf"""
      (?P<around>[{_AROUND}]+|(?<=[")])-+)
    | (?P<OPEN>\()
    | (?P<CLOSE>\))
    | (?P<opening>"\s*\Z)
    | (?P<PHRASE>"[^"]*(?:"(?:~\d*(?!\w))?|\Z))
    | (?P<NOT>(?<![^\s({_AROUND}-])-(?=-*["(\w]))
    | (?P<FIELD>{"|".join(Field)}):(?!//)
    | (?P<unknown>[^\W\d_]+):(?=[^\s)])(?!//)
    | (?P<WORD>[^\s()"]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_INEXACT = re.compile(r"(.*[^\W\d_].*?)~+(\d*)|(.+?)~+()")  # not the range 5~10


def _plain(text: str) -> str:
    """The text with one kind of quote, parenthesis, colon and minus, and nothing unprintable; positions stay."""
    return _UNPRINTABLE.sub(" ", text).translate(_VARIANTS)


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        name = match.lastgroup or ""
        if name == "opening":
            return
        if name == "around":
            continue
        if name == "unknown":
            _refuse_field(match)
        token = Token(Kind[name], match[name], match.start())
        if token.kind is not Kind.WORD:
            yield token
        elif word := token.text.rstrip(_AROUND_WORDS):
            yield from _word(word, token.position)


def _refuse_field(match: re.Match[str]) -> NoReturn:
    raise QueryError(
        "There is no field “%(name)s”; the fields are %(fields)s. To look for the text itself, put it in quotes.",
        name=match["unknown"],
        fields=", ".join(Field),
        position=match.start(),
    )


def _word(word: str, position: int) -> Iterator[Token]:
    """Nothing for a word without letters and digits, such as a dash between spaces."""
    if word in _OPERATORS:
        yield Token(_OPERATORS[word], word, position)
    elif "*" in word or _has_text(word):
        yield Token(Kind.WORD, word, position)


def _has_text(text: str) -> bool:
    return any(map(str.isalnum, text))


_OPERANDS = (Kind.WORD, Kind.PHRASE, Kind.FIELD, Kind.OPEN, Kind.NOT)


class _Reader:
    """Recursive descent over the tokens; what recurses counts its depth."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._index = 0

    def read(self) -> Node:
        node = self._query(None, 0)
        if self._next.kind is not Kind.END:
            raise QueryError(
                "A parenthesis is closed and was not opened. Add or remove one.", position=self._next.position
            )
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._index]

    def _take(self) -> Token:
        self._index += 1
        return self._tokens[self._index - 1]

    def _query(self, field: Field | None, depth: int) -> Node:
        nodes = [self._all(field, depth)]
        while self._next.kind is Kind.OR:
            self._take()
            nodes.append(self._all(field, depth))
        return _any_of(nodes)

    def _all(self, field: Field | None, depth: int) -> Node:
        nodes = [self._some(field, depth)]
        while self._next.kind in (Kind.AND, *_OPERANDS):
            if self._next.kind is Kind.AND:
                self._take()
            nodes.append(self._some(field, depth))
        return _all_of(nodes)

    def _some(self, field: Field | None, depth: int) -> Node:
        check_depth(depth, position=self._next.position)
        if self._next.kind not in _OPERANDS:
            self._refuse()
        token = self._take()
        match token.kind:
            case Kind.NOT:
                child = self._some(field, depth + 1)
                return child.child if isinstance(child, Not) else Not(child)
            case Kind.FIELD:
                return self._fielded(token, depth)
            case Kind.OPEN:
                return self._group(token, field, depth + 1)
            case _:
                return _leaf(token, field)

    def _fielded(self, token: Token, depth: int) -> Node:
        wanted = self._next
        if wanted.kind in (Kind.END, Kind.CLOSE):
            raise QueryError(
                "“%(field)s:” needs something to look for after it, as in %(example)s.",
                field=token.text,
                example=FIELD_EXAMPLES[Field(token.text.lower())],
                position=token.position,
            )
        if wanted.kind not in (Kind.WORD, Kind.PHRASE, Kind.OPEN) or wanted.text.startswith("-"):
            raise QueryError(
                "“%(field)s:” needs a word, a phrase or a parenthesis after it; NOT and - go before it.",
                field=token.text,
                position=token.position,
            )
        return self._some(Field(token.text.lower()), depth)

    def _group(self, opening: Token, field: Field | None, depth: int) -> Node:
        if self._next.kind is Kind.CLOSE:
            raise QueryError("There is nothing between the parentheses.", position=opening.position)
        node = self._query(field, depth)
        if self._take().kind is not Kind.CLOSE:
            raise QueryError(
                "A parenthesis is opened and not closed. Add or remove one.", position=opening.position
            )
        return node

    def _refuse(self) -> NoReturn:
        """Say why there is no operand where one must be."""
        before = self._tokens[self._index - 1] if self._index else None
        if before and before.kind in (Kind.AND, Kind.OR, Kind.NOT):
            raise QueryError(
                "“%(operator)s” needs a word after it.", operator=before.text, position=before.position
            )
        if self._next.kind in (Kind.AND, Kind.OR):
            raise QueryError(
                "“%(operator)s” needs a word before it.",
                operator=self._next.text,
                position=self._next.position,
            )
        if self._next.kind is Kind.CLOSE:
            raise QueryError(
                "A parenthesis is closed and was not opened. Add or remove one.", position=self._next.position
            )
        assert before is not None  # noqa: S101  # the text is not empty, so it ends after an opening parenthesis
        raise QueryError(
            "A parenthesis is opened and not closed. Add or remove one.", position=before.position
        )


def _any_of(nodes: list[Node]) -> Node:
    flat = [child for node in nodes for child in (node.children if isinstance(node, Or) else (node,))]
    return Or(tuple(flat)) if len(flat) > 1 else flat[0]


def _all_of(nodes: list[Node]) -> Node:
    flat = [child for node in nodes for child in (node.children if isinstance(node, And) else (node,))]
    return And(tuple(flat)) if len(flat) > 1 else flat[0]


def _leaf(token: Token, field: Field | None) -> Node:
    if token.kind is Kind.PHRASE:
        return _phrase(token, field)
    if inexact := _INEXACT.fullmatch(token.text):
        return _fuzzy(inexact[1] or inexact[3], inexact[2] or "", token, field)
    if "*" in token.text or "?" in token.text:
        return _wildcard(token, field)
    return Word(token.text, field)


def _phrase(token: Token, field: Field | None) -> Node:
    quoted, closing, slop = token.text[1:].rpartition('"')
    text = " ".join((quoted if closing else slop).split())
    if not _has_text(text):
        raise QueryError("There is no word between the quotes.", position=token.position)
    if closing and slop == "~":
        raise QueryError(
            "A ~ after a phrase needs a number: how many other words may be between its words.",
            position=token.position,
        )
    distance = int(slop[1:] or 0) if closing else 0
    check_slop(distance, position=token.position)
    return Phrase(text, field, distance)


def _fuzzy(text: str, distance: str, token: Token, field: Field | None) -> Node:
    if "*" in text or "?" in text:
        raise QueryError("A word can have either a ~ or * and ?, not both.", position=token.position)
    letters = sum(map(str.isalpha, text))
    changes = int(distance) if distance else 1 if letters < LONG_WORD else 2
    check_fuzzy(text, changes, position=token.position)
    return Fuzzy(text, changes, field)


def _wildcard(token: Token, field: Field | None) -> Node:
    text = re.sub(r"\*+", "*", token.text)
    if not _has_text(text):
        raise QueryError(
            "The * stands for letters of a word, as in “bio*” or “bio*cal”.", position=token.position
        )
    if not text.endswith("*") or "*" in text[:-1] or "?" in text:
        check_wildcard(text, position=token.position)
        return Wildcard(text, field)
    check_prefix(text[:-1], position=token.position)
    return Prefix(text[:-1], field)
