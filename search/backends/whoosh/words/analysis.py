"""Text to terms, the same for articles and for queries. Nothing here knows an index.

A token keeps what is written as one word: `CAR-T`, `R&D`, `U.S.`, `1,680`, `5.7`. Its term is folded (case, accents,
typographic hyphens), joined over hyphens and stemmed when it is all letters: `cart`, `r&d`, `us`, `1680`, `5.7`.

A compound such as `Beijing-Tianjin-Hebei` or `2022-2025` is found by its parts, too: they take successive positions when
all are words of two letters or more, or all numbers. In other compounds (`COVID-19`, `T-cell`) only words of four
letters or more count and what they are added to (`COVID-19` in `COVID-19-related`), all at the compound's one position:
`car` does not find `CAR-T`.

Stop words leave a gap in the positions, so that a phrase knows how far apart its words are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from whoosh.lang.snowball.english import EnglishStemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TERM = 64  # characters of a term; more say nothing about a language

# Articles, prepositions, conjunctions, auxiliaries, determiners. "us", "it", "may", "can" and "will" are also the US, IT,
# a month and names, "who" is the WHO: they stay.
_ARTICLES_AND_DETERMINERS = "a an the that this these those which its their"
_LINKS = "and or but nor than of in on at to for from by with as into onto upon"
_AUXILIARIES = "is are was were be been being am has have had having do does did"
STOP_WORDS = frozenset(f"{_ARTICLES_AND_DETERMINERS} {_LINKS} {_AUXILIARIES}".split())

# What the stemmer would throw together with other words: an important thing is no import, a university no universe.
UNSTEMMED = {
    **{word: word for word in ("important", "international", "news", "severe", "university")},
    **dict.fromkeys(("importance", "importantly"), "important"),
    **dict.fromkeys(("authority", "authorities"), "authority"),
    **dict.fromkeys(("business", "businesses"), "business"),
    **dict.fromkeys(("experiment", "experiments", "experimental"), "experiment"),
    **dict.fromkeys(("organisation", "organisations", "organization", "organizations"), "organisation"),
    "universities": "university",
}

_HYPHENS = "-‐‑‒–−﹣－"
_APOSTROPHES = "'’‘ʼ＇"
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W_{_IDEOGRAPHS}]"  # or digit
_MARK = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]"  # accents and what is not seen
_RUN = rf"{_LETTER}{{1,{MAX_TERM}}}+(?:{_MARK}{{1,4}}+{_LETTER}{{0,{MAX_TERM}}}+){{0,16}}+"
_INITIALS = r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?"
_UNIT = rf"(?:{_INITIALS}|{_RUN})"
_JOINT = (
    rf"(?:[{_HYPHENS}{_APOSTROPHES}]|(?<!\w\w\w)&|(?<=\d)[./](?=\d)|(?<=\d)(?<!\d{{4}}),(?=\d{{3}}(?!\d)))"
)
_CURRENCY = r"(?<!\w)(?:[Rr][Mm][Bb]|CNY|USD|EUR|GBP|HKD|JPY)(?=\d)"
_TOKEN = re.compile(rf"{_CURRENCY}|{_UNIT}(?:{_JOINT}{_UNIT}){{0,15}}|[{_IDEOGRAPHS}]")
_PART = re.compile(rf"[^{_HYPHENS}/{_APOSTROPHES}]+")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sSｓＳ]$")
_stemmer = EnglishStemmer()


class _Part(NamedTuple):
    """What is between hyphens, folded, and which characters of the token it is."""

    form: str
    start: int
    end: int


class Term(NamedTuple):
    """A term of a token: where it stands after the token's first position, and which characters of the token it is.
    `form` is the term before stemming."""

    text: str
    form: str
    offset: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """What a word as written stands for. `starts` tells at which of its characters each of its positions begins; `parts`
    are all terms between its hyphens in order, None for stop words."""

    terms: tuple[Term, ...]
    starts: tuple[int, ...]
    whole: str
    parts: tuple[str | None, ...]

    @property
    def width(self) -> int:
        """How many positions it takes."""
        return len(self.starts)

    @property
    def is_compound(self) -> bool:
        return len(self.parts) > 1


class Occurrence(NamedTuple):
    """A term in a text; `start` and `end` are code points, end-exclusive."""

    term: str
    form: str
    position: int
    start: int
    end: int


def tokens(text: str) -> Iterator[tuple[int, int, Token]]:
    """The tokens of a text with their start in it and their position."""
    position = 0
    for match in _TOKEN.finditer(text):
        token = analyse(match[0])
        yield match.start(), position, token
        position += len(token.starts)


def token_at(text: str, start: int) -> Token | None:
    """The token that begins there, or what follows of it where one of its parts begins."""
    match = _TOKEN.match(text, start)
    return analyse(match[0]) if match else None


def occurrences(text: str) -> Iterator[Occurrence]:
    """The terms of a text, by position."""
    for begin, position, token in tokens(text):
        for term, form, offset, start, end in token.terms:
            yield Occurrence(term, form, position + offset, begin + start, begin + end)


@lru_cache(maxsize=1 << 16)
def analyse(written: str) -> Token:
    """What one word as written stands for."""
    if written.isascii() and written.isalpha():  # most are, and need no more than this
        return _simple([_Part(written.lower(), 0, len(written))])
    possessive = _POSSESSIVE.search(written)
    found = _PART.finditer(written, 0, possessive.start() if possessive else len(written))
    parts = [_Part(form, *match.span()) for match in found if (form := fold(match[0]))]
    if len(parts) < 2:
        return _simple(parts)
    stand_alone = _stand_alone(parts) and not any(mark in written for mark in _APOSTROPHES)
    return Token(
        terms=(_joined(parts), *(_words(parts) if stand_alone else _mixed_parts(parts))),
        starts=tuple(part.start for part in parts) if stand_alone else (0,),
        whole=_joined(parts).form,
        parts=tuple(None if part.form in STOP_WORDS else stem(part.form) for part in parts),
    )


def _simple(parts: list[_Part]) -> Token:
    terms = tuple(_words(parts))
    return Token(
        terms,
        starts=(0,),
        whole=parts[0].form if parts else "",
        parts=tuple(term.text for term in terms) or (None,),
    )


def _joined(parts: list[_Part]) -> Term:
    form = "".join(part.form for part in parts)[:MAX_TERM]
    return Term(stem(form), form, 0, parts[0].start, parts[-1].end)


def _words(parts: list[_Part]) -> Iterator[Term]:
    for offset, (form, start, end) in enumerate(parts):
        if form not in STOP_WORDS:
            yield Term(stem(form), form, offset, start, end)


def _mixed_parts(parts: list[_Part]) -> Iterator[Term]:
    """The long words of a compound, and what they are added to: `COVID-19` in `COVID-19-related`, `PD-1` in
    `anti-PD-1`."""
    for part in filter(_is_long_word, parts):
        yield from _words([part])
    first, last = 0, len(parts)
    while last and _is_long_word(parts[last - 1]):
        last -= 1
    if last == len(parts):
        first = int(_is_long_word(parts[0]))
    if last - first < len(parts) and _is_core(parts[first:last]):
        yield _joined(parts[first:last])


def _is_core(parts: list[_Part]) -> bool:
    return len(parts) > 1 or any(not form.isalpha() and not _is_number(form) for form, _, _ in parts)


def _stand_alone(parts: list[_Part]) -> bool:
    """Whether the parts of a compound are words, or numbers, of their own."""
    forms = [part.form for part in parts]
    words = all(form.replace("&", "").isalpha() and len(form) > 1 for form in forms)
    return words or all(map(_is_number, forms))


def _is_long_word(part: _Part) -> bool:
    return len(part.form) >= 4 and part.form.isalpha() and part.form not in STOP_WORDS


def _is_number(form: str) -> bool:
    return form.replace(".", "").isdecimal()


def fold(text: str) -> str:
    """Letters and digits without case and accents; a number keeps its point, initials lose theirs."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum() or c in ".&").casefold()
    text = text.lower().replace(",", "")
    return text if any(map(str.isdigit, text)) else text.replace(".", "")


@lru_cache(maxsize=1 << 16)
def stem(form: str) -> str:
    if len(form) < 3 or not (form.isascii() and form.isalpha()):
        return form
    return UNSTEMMED.get(form) or str(_stemmer.stem(form))


def forget() -> None:
    """Give back the memory of what was analysed, some 50 MB after many texts."""
    analyse.cache_clear()
    stem.cache_clear()


def is_short_or_number(form: str) -> bool:
    """Whether a word is likely to be half of one that is often written with a hyphen, such as `PD 1`."""
    return len(form) <= 2 or _is_number(form)
