"""Which words are like what a query asks for: begin so, have that shape, or have a letter or two wrong. Words are folded,
as written or stemmed. Nothing here knows an index."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Beginning:
    """Words that begin so."""

    text: str

    def has(self, word: str) -> bool:
        return word.startswith(self.text)

    def among(self, words: Iterable[str]) -> set[str]:
        return set(filter(self.has, words))


@dataclass(frozen=True, slots=True)
class Shape:
    """Words of this shape: `*` is any letters or none, `?` is one letter."""

    text: str

    @property
    def beginning(self) -> str:
        """What is before the first sign."""
        return re.split(r"[*?]", self.text, maxsplit=1)[0]

    def has(self, word: str) -> bool:
        return bool(shape_pattern(self.text).fullmatch(word.encode(errors="surrogatepass")))

    def among(self, words: Iterable[str]) -> set[str]:
        return set(filter(self.has, words))


@dataclass(frozen=True, slots=True)
class Near:
    """Words that are this one after at most `distance` changes, of each letter one at most: one is added, left out or
    replaced, or two neighbours are swapped (optimal string alignment)."""

    text: str
    distance: int

    def has(self, word: str) -> bool:
        return _is_near(self, word)

    def among(self, words: Iterable[str]) -> set[str]:
        possible = list(filter(self._is_possible, words))
        if not possible:
            return set()
        near = distances(self.text, possible) <= self.distance
        return {word for word, is_near in zip(possible, near.tolist(), strict=True) if is_near}

    def _is_possible(self, word: str) -> bool:
        """By its length and letters, which is asked fast."""
        if abs(len(word) - len(self.text)) > self.distance:
            return False
        mine, theirs = set(self.text), set(word)
        return len(mine - theirs) <= self.distance and len(theirs - mine) <= self.distance


Likeness = Beginning | Shape | Near


@lru_cache(_REMEMBERED)
def _is_near(near: Near, word: str) -> bool:
    return bool(near.among((word,)))


@lru_cache(_REMEMBERED)
def shape_pattern(shape: str) -> re.Pattern[bytes]:
    """For words in UTF-8 between line feeds. Each `*` takes as little as will do and never more again, so that many of
    them don't take long: what is between two is found at its first place or not at all."""
    first, *others = [_literal(part) for part in re.split(r"\*+", shape)]
    if not others:
        return re.compile(rb"^" + first + rb"$", re.MULTILINE)
    middle = b"".join(rb"(?>[^\n]*?" + part + rb")" for part in others[:-1])
    return re.compile(rb"^" + first + middle + _last(others[-1]), re.MULTILINE)


def _literal(part: str) -> bytes:
    return b"".join(rb"[^\n\x80-\xbf][\x80-\xbf]*+" if c == "?" else re.escape(c.encode()) for c in part)


def _last(part: bytes) -> bytes:
    return rb"[^\n]*" + part + rb"$" if part else rb"[^\n]*$"


_FAR = np.int16(1 << 10)


def distances(word: str, others: Sequence[str]) -> NDArray[np.int16]:
    """How many changes each of the others is away: the usual table, for all of them side by side."""
    letters = _letters(others)
    before = row = np.repeat(np.arange(len(letters) + 1, dtype=np.int16)[:, None], len(others), axis=1)
    same_before = np.zeros(letters.shape, bool)
    for letter in map(ord, word):
        same = letters == letter
        found = row + np.int16(1)
        np.minimum(found[1:], row[:-1] + ~same, out=found[1:])
        swapped = np.where(same[:-1] & same_before[1:], before[:-2], _FAR)
        np.minimum(found[2:], swapped + np.int16(1), out=found[2:])
        for above, line in pairwise(found):
            np.minimum(line, above + np.int16(1), out=line)
        before, row, same_before = row, found, same
    lengths = np.fromiter(map(len, others), np.intp, len(others))
    return row[lengths, np.arange(len(others))]


def _letters(words: Sequence[str]) -> NDArray[Any]:
    """A column of code points for each word, zeros after its last."""
    longest = max(map(len, words), default=0) or 1
    codes = np.array(words, f"<U{longest}").view("<u4").reshape(len(words), longest)
    return np.ascontiguousarray(codes.T)
