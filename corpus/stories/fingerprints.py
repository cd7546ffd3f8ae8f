"""A text as numbers that can be compared and looked up. Nothing here knows a database.

A shingle is a run of `SHINGLE` words as one hash. Sums count as one sign whatever they are, so that one in other units or in
another currency changes no shingle; what they are is kept beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHINGLE = 3  # words
SHORTEST = 20  # shingles: less text can't tell one story from another
LEAD = 3  # the lead is one such part of the text
KEYS = 24  # of a text that it is looked up by
MOST_NUMBERS = 60  # of a text that are compared

_SCALES = {
    "thousand": 1e3, "k": 1e3, "万": 1e4, "million": 1e6, "mln": 1e6, "m": 1e6, "亿": 1e8, "billion": 1e9, "bn": 1e9,
    "bln": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_NUMBER = re.compile(rf"(\d+(?:[.,]\d+)*)[\s-]?((?:{'|'.join(_SCALES)})(?![a-z]))?", re.IGNORECASE)
_WORD = re.compile(r"#|[\u3400-\u4dbf\u4e00-\u9fff]|[^\W\d_\u3400-\u4dbf\u4e00-\u9fff]+")
_YEARS = range(1900, 2100)
_SMALL = 32  # whole numbers below are days and counts that many texts have
_ODD = tuple(np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """`shingles` are sorted and distinct, `lead` are those of its beginning. `numbers` are distinct values in order,
    without years and small counts."""

    shingles: NDArray[np.uint64]
    lead: NDArray[np.uint64]
    numbers: NDArray[np.float64]

    @property
    def is_telling(self) -> bool:
        return len(self.shingles) >= SHORTEST

    @property
    def keys(self) -> list[int]:
        """The smallest shingles, as integers of 63 bits: two texts share about as many of them as they share shingles, also
        when one is a part of the other. None of a text too short to tell."""
        smallest: list[int] = (self.shingles[:KEYS] >> np.uint64(1)).tolist()
        return smallest if self.is_telling else []


def fingerprint(text: str) -> Fingerprint:
    words = _WORD.findall(_NUMBER.sub(" # ", text.lower()))
    runs = _shingles(np.fromiter(map(_hash, words), np.uint64, len(words)))
    return Fingerprint(np.unique(runs), np.unique(runs[: len(runs) // LEAD]), _numbers(text))


@lru_cache(maxsize=1 << 15)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _shingles(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes of all runs of words, in the order of the text, spread over 64 bits."""
    number = max(0, len(words) - SHINGLE + 1)
    runs = np.zeros(number, np.uint64)
    for place in range(SHINGLE):
        runs = _spread(runs * _ODD[0] + words[place : place + number])
    return runs


def _spread(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each bit of the result depends on all bits of the value."""
    values = (values ^ (values >> np.uint64(30))) * _ODD[1]
    values = (values ^ (values >> np.uint64(27))) * _ODD[2]
    return values ^ (values >> np.uint64(31))


def _numbers(text: str) -> NDArray[np.float64]:
    found = dict.fromkeys(_value(*match.groups("")) for match in _NUMBER.finditer(text))
    return np.array([value for value in found if value][:MOST_NUMBERS])


def _value(digits: str, scale: str) -> float:
    """0 for what doesn't count."""
    try:
        value = float(digits.replace(",", ""))
    except ValueError:  # a date or a version, with several points
        return 0
    is_plain = not scale and value.is_integer() and (value < _SMALL or value in _YEARS)
    return 0 if is_plain else value * _SCALES.get(scale.lower(), 1)
