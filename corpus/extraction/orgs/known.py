"""Well-known organisations, found by their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind
from corpus.extraction.orgs.lexicon import NAMES
from corpus.extraction.orgs.tokens import Token, fold, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

MASKED = "masked"  # media, exchanges: known so that they are not taken for anything else
EASY_GAPS = (" ", "-", " & ", "&", ". ", "., ", ", ", ".", "*", "\u00a0", "–")


@dataclass(frozen=True, slots=True)
class KnownName:
    """`kind` is None for names that are recognised and left out. `context` are words, folded, one of which must occur
    in the article; empty for names that nothing else is called."""

    name: str
    kind: OrganisationKind | None
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    words: tuple[str, ...]
    folded: tuple[str, ...]
    gaps: tuple[str, ...]
    entry: KnownName


@cache
def entries() -> tuple[tuple[KnownName, tuple[str, ...]], ...]:
    """Every listed organisation with all its names."""
    rows: list[tuple[KnownName, tuple[str, ...]]] = []
    for path in sorted(NAMES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                rows.append(_entry(line))
    return tuple(rows)


def _entry(line: str) -> tuple[KnownName, tuple[str, ...]]:
    name, kind, aliases, context = [*line.split("\t"), "", ""][:4]
    entry = KnownName(
        name,
        None if kind == MASKED else OrganisationKind(kind),
        frozenset(fold(word) for word in context.split()),
    )
    return entry, (name, *(alias for alias in aliases.split("|") if alias))


@cache
def forms() -> dict[str, list[Form]]:
    """All names by their first word, folded, the longest first."""
    index: dict[str, list[Form]] = {}
    for entry, names in entries():
        for name in names:
            form = _form(name, entry)
            index.setdefault(form.folded[0], []).append(form)
    for found in index.values():
        found.sort(key=lambda form: -len(form.words))
    return index


@lru_cache(maxsize=4)
def added_forms(names: tuple[tuple[str, OrganisationKind], ...]) -> dict[str, list[Form]]:
    """The same for names that people listed, each with its kind; they come before ours of the same length."""
    index: dict[str, list[Form]] = {}
    for name, kind in names:
        form = _form(name, KnownName(name, kind, frozenset()))
        if form.folded:
            index.setdefault(form.folded[0], []).append(form)
    return {
        word: sorted([*found, *forms().get(word, ())], key=lambda form: -len(form.words))
        for word, found in index.items()
    }


def _form(name: str, entry: KnownName) -> Form:
    tokens = tokenise(name)
    words = tuple(token.text for token in tokens)
    return Form(words, tuple(map(fold, words)), tuple(token.gap for token in tokens), entry)


def find_known(
    tokens: list[Token],
    vocabulary: frozenset[str],
    added: tuple[tuple[str, OrganisationKind], ...] = (),
) -> Iterator[tuple[int, int, KnownName]]:
    """First token, token after the last, and the name, from left to right, the longest at each point. `vocabulary` is
    every word of the article, folded; `added` are names that people listed."""
    index, more = forms(), added_forms(added)
    at = 0
    while at < len(tokens):
        word = fold(tokens[at].text)
        found = more.get(word) or index.get(word)
        form = _match(tokens, at, found, vocabulary) if found else None
        if form is None:
            at += 1
        else:
            yield at, at + len(form.words), form.entry
            at += len(form.words)


def _match(tokens: list[Token], at: int, candidates: list[Form], vocabulary: frozenset[str]) -> Form | None:
    for form in candidates:
        piece = tokens[at : at + len(form.words)]
        if len(piece) == len(form.words) and _fits(piece, form):
            if form.entry.context and not form.entry.context & vocabulary:
                continue
            return form
    return None


def _fits(piece: list[Token], form: Form) -> bool:
    if not all(map(_same_word, piece, form.words, form.folded)):
        return False
    return all(
        token.gap == gap
        or (token.gap in EASY_GAPS and ("," not in token.gap or token.text in ("Inc", "Ltd")))
        for token, gap in zip(piece[1:], form.gaps[1:], strict=True)
    )


def _same_word(token: Token, word: str, folded: str) -> bool:
    """Whether a word of the text is this word of a name, as far as capitals go: "Catl" is not CATL, "PFIZER" is Pfizer."""
    text = token.text
    if text == word:
        return True
    if fold(text) != folded:
        return False
    if not word[0].isupper() or len(word) < 4:
        return text.isupper() or not word.isascii()
    return text[0].isupper() and (not word.isupper() or len(word) > 5)
