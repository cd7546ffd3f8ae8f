"""Text as words with offsets, and runs of capitalised words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.extraction.orgs.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

DOTTED = r"(?:[A-Z]\.){2,}"  # U.S.
JOINED = r"[^\W_]+(?:(?:[-&+'’]|\.(?=[a-z]))[^\W_]+)*"  # Hi-tech, R&D, L'Oreal, 58.com
WORD = re.compile(f"{DOTTED}|{JOINED}")
NAMED_WITH_S = words(
    "Reddy Divi McDonald Lowe Macy Moody Kellogg Levi Sotheby Christie Kohl Domino Wendy Lee"
)
LABEL = re.compile(
    r"(?<=[a-z])(?=(?:Co-)?(?:Host|Sponsor|Organi[sz]er|Undertaker|Supporter|Source|Editor)s?:)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word. `gap` is what stands between the word before (with its 's) and this one; `is_possessive` says that 's
    or a bare apostrophe follows, which is not part of `text`."""

    text: str
    start: int
    end: int
    gap: str
    is_possessive: bool
    is_capital: bool


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word as names are compared: no case, no accents, straight apostrophes."""
    if not word.isascii():
        word = word.replace("’", "'")
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.casefold()


def looks_capital(word: str) -> bool:
    """Whether a word can stand in a name: "Pfizer", "iFlytek", "3E"; not "2b", "10", "mu"."""
    return word[0].isupper() or any(c.isupper() for c in word[1:3])


def tokenise(text: str) -> list[Token]:
    tokens: list[Token] = []
    last = 0
    for start, end in _words(text):
        word, after = text[start:end], end
        possessive = word[-2:] in ("'s", "’s") and word[:-2] not in NAMED_WITH_S and len(word) > 2
        if possessive:
            word, end = word[:-2], end - 2
        elif word[-1] in "sS" and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] == " ":
            possessive, after = True, end + 1
        tokens.append(Token(word, start, end, text[last:start], possessive, looks_capital(word)))
        last = after
    return tokens


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, without 's."""
    return tuple(token.text for token in tokenise(name))


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Spans of words; words of two columns run together before a label ("CommerceUndertaker:") come apart."""
    cuts = [m.start() for m in LABEL.finditer(text)]
    for match in WORD.finditer(text):
        start, end = match.span()
        for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]:
            yield start, cut
            start = cut
        yield start, end
