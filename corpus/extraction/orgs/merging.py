"""One body under several names: abbreviations in brackets, short forms, and what all of them are called."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from corpus.extraction.base import OrganisationKind as Kind
from corpus.extraction.orgs.distinct import is_distinctive
from corpus.extraction.orgs.known import entries
from corpus.extraction.orgs.lexicon import GENERIC, TRADE, words
from corpus.extraction.orgs.passage import find_places
from corpus.extraction.orgs.tokens import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.extraction.orgs.passage import Passage

BRACKET = re.compile(
    r"""['’s]{0,2} ?\((?:the |or |hereinafter |“|")?([A-Z][A-Za-z&-]{1,11}|[a-z]?[A-Z]{2,8})[”"]?\)"""
)
LEGAL_MARKS = re.compile(r"[.,]+(?=\s|$)")
SAME_TRADE = {
    **dict.fromkeys(words("pharmaceutical pharmaceuticals pharma pharm medicine pharmaceutics"), "pharma"),
    **dict.fromkeys(words("biopharmaceutical biopharmaceuticals biopharma biopharm"), "biopharma"),
    **dict.fromkeys(words("technology technologies tech"), "tech"),
    **dict.fromkeys(words("biotechnology biotechnologies biotech"), "biotech"),
    **dict.fromkeys(words("automobile automobiles auto automotive motor motors"), "auto"),
    **dict.fromkeys(words("semiconductor semiconductors"), "semiconductor"),
    **dict.fromkeys(words("investment investments"), "investment"),
    **dict.fromkeys(words("material materials"), "materials"),
    **dict.fromkeys(words("chemical chemicals"), "chemical"),
    **dict.fromkeys(words("industry industries industrial"), "industry"),
    **dict.fromkeys(words("therapeutics therapeutic"), "therapeutics"),
}
NOT_MERGED = words(
    "Capital Securities Bank Ventures Venture Insurance Fund Trust Leasing Futures Research Partners Hospital Life Finance"
)
TOO_MANY = 100  # names that share a word: a long list of firms, where no short form is safe
DROPPED = {fold(word) for word in GENERIC} - {"international", "enterprise", "enterprises"} | {"the"}


@dataclass(slots=True)
class Body:
    """One organisation of an article and the forms of its name found so far."""

    name: str
    kind: Kind
    is_known: bool
    forms: list[str] = field(default_factory=list)

    def absorb(self, other: Body) -> None:
        self.forms.extend(other.forms)
        if other.is_known and not self.is_known:
            self.name, self.kind, self.is_known = other.name, other.kind, True
        elif not self.is_known and len(other.name) > len(self.name):
            self.name = other.name


def key(name: str) -> tuple[str, ...]:
    """A name for comparison: without legal forms, with one word for each trade."""
    folded = [fold(word) for word in words_of(name.replace("&", " and "))]
    kept = [SAME_TRADE.get(word, word) for word in folded if word not in DROPPED]
    return tuple(kept or folded)


@cache
def known_keys() -> dict[tuple[str, ...], tuple[str, Kind]]:
    """Listed firms by their comparison keys, where only one has the key."""
    found: dict[tuple[str, ...], set[tuple[str, Kind]]] = {}
    for entry, names in entries():
        if entry.kind is not None and not entry.context:
            for name in names:
                found.setdefault(key(name), set()).add((entry.name, entry.kind))
    return {k: next(iter(v)) for k, v in found.items() if len(v) == 1}


def clean_name(text: str) -> str:
    """ "Eutilex Co., Ltd." as "Eutilex Co Ltd"; single spaces, straight apostrophes."""
    return " ".join(LEGAL_MARKS.sub("", text.replace("’", "'")).split())


class Bodies:
    """The organisations of one article."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, ...], Body] = {}

    def add(self, name: str, kind: Kind, text: str, *, is_known: bool) -> Body:
        """The body that a name means, a new one at its first mention; `text` is how it is put here."""
        listed = None if is_known else known_keys().get(key(name))
        if listed:
            name, kind, is_known = *listed, True
        body = self.by_key.setdefault(key(name), Body(name, kind, is_known))
        body.absorb(Body(name, kind, is_known, [clean_name(text)]))
        return body

    def bind(self, short: str, body: Body) -> None:
        """`short` stood in brackets after a name of the body."""
        other = self.by_key.get(key(short))
        if other and not (other.is_known and body.is_known):
            self._unite(body, other)
        body.forms.append(short)
        self.by_key[key(short)] = body

    def merge_short_forms(self) -> None:
        """ "Sino Biopharm" goes with "Sino Biopharmaceutical Group" if nothing else here could be meant."""
        having: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in self.by_key:
            for word in set(name):
                having[word].append(name)
        for short in list(self.by_key):
            same_word = having[short[0]]
            longer = (
                [name for name in same_word if self._is_short_for(short, name)]
                if len(same_word) < TOO_MANY
                else []
            )
            if len({id(self.by_key[name]) for name in longer}) == 1:
                self._unite(self.by_key[longer[0]], self.by_key[short])

    def distinct(self) -> list[Body]:
        return list({id(body): body for body in self.by_key.values()}.values())

    def _unite(self, kept: Body, other: Body) -> None:
        if kept is not other:
            kept.absorb(other)
            self.by_key.update({name: kept for name, body in self.by_key.items() if body is other})

    def _is_short_for(self, short: tuple[str, ...], long: tuple[str, ...]) -> bool:
        one, two = self.by_key[short], self.by_key[long]
        if one is two or one.kind is not two.kind or (one.is_known and two.is_known):
            return False
        return is_short_form(short, long, may_drop_trade=not one.is_known)


def is_short_form(short: tuple[str, ...], long: tuple[str, ...], *, may_drop_trade: bool) -> bool:
    """Whether the long name is the short one with a place before it or a trade after it."""
    for start in range(len(long) - len(short) + 1):
        if not _same_words(short, long[start : start + len(short)]):
            continue
        before, after = long[:start], long[start + len(short) :]
        if all(map(_is_place_word, before)) and all(
            may_drop_trade and _is_trade_word(word) for word in after
        ):
            return bool(before or after)
    return False


def _same_words(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Equal words, the last one perhaps cut short ("Biopharm")."""
    return short[:-1] == long[:-1] and (
        short[-1] == long[-1] or (len(short) > 1 and len(short[-1]) > 4 and long[-1].startswith(short[-1]))
    )


def _is_place_word(word: str) -> bool:
    return bool(find_places(word.capitalize())) or word in ("china", "inner", "mongolia")


@cache
def _trade_words() -> frozenset[str]:
    plain = {fold(word) for word in TRADE - NOT_MERGED}
    return frozenset(plain | {SAME_TRADE.get(word, word) for word in plain})


def _is_trade_word(word: str) -> bool:
    return word in _trade_words()


def abbreviation_after(passage: Passage, end: int) -> str:
    """ "CATL" where a name is followed by "(CATL)"; empty where not."""
    found = BRACKET.match(passage.text, end)
    return found.group(1) if found else ""


def abbreviates(short: str, name: str) -> bool:
    """Whether the letters of a short form come in this order in the name, the first one at its start, most of them
    at the beginnings of words."""
    initials = "".join(word[0] for word in words_of(name)).upper()
    letters = [c for c in short.upper() if c.isalnum()]
    if sum(c.isupper() for c in short) < 2 or not letters:
        return False
    return _in_order(letters, name.upper()) and sum(c in initials for c in letters) >= 0.6 * len(letters)


def _in_order(letters: list[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def core_forms(bodies: Iterable[Body]) -> dict[str, Body]:
    """What firms are called for short, where only one here can be meant: "Hengrui" of "Jiangsu Hengrui Pharmaceuticals"."""
    found: dict[str, list[Body]] = {}
    for body in bodies:
        if body.kind in (Kind.COMPANY, Kind.FUND):
            for core in {_core(form) for form in body.forms} - {""}:
                found.setdefault(core, []).append(body)
    return {core: same[0] for core, same in found.items() if len(same) == 1}


def _core(name: str) -> str:
    """The words of a name between its place and its trade; empty if they could mean something else."""
    parts = list(words_of(name))
    while parts and find_places(parts[0]):
        parts.pop(0)
    while parts and (parts[-1] in TRADE or parts[-1] in GENERIC):
        parts.pop()
    if not parts or len(parts) > 2 or not all(map(is_distinctive, parts)) or len("".join(parts)) < 3:
        return ""
    return " ".join(parts)
