"""What written words stand for, each analysed once and then known by a number.

What lies between white space is looked up whole, with its punctuation: no token reaches over white space, and no rule of
the analysis looks beyond it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.backends.whoosh.words.analysis import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# An occurrence in 63 bits: term, document, position.
POSITION_BITS = 24
DOCUMENT_BITS = 18
TERM_SHIFT = DOCUMENT_BITS + POSITION_BITS

_MARKS_AFTER = ',.;:!?)]"”'  # never part of a term at the end of a word


@dataclass(frozen=True, slots=True)
class Meanings:
    """Of numbered strings. The i-th one's occurrences are `rows[row_ptr[i]:row_ptr[i + 1]]` (packed, document 0), its
    positions begin at the characters `starts[start_ptr[i]:start_ptr[i + 1]]`, and stemming changed the words with the
    numbers `forms[form_ptr[i]:form_ptr[i + 1]]`. `last` is the position of its last occurrence, 0 without any."""

    rows: NDArray[np.int64]
    row_ptr: NDArray[np.int64]
    starts: NDArray[np.int64]
    start_ptr: NDArray[np.int64]
    forms: NDArray[np.int64]
    form_ptr: NDArray[np.int64]
    last: NDArray[np.int64]


class Glossary:
    """Grows with what it is asked."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything. (A new one would wait for the collector of cycles, which is off where indexes are built.)"""
        self._numbers = _Numbers(self)
        self._common: dict[int, int] = {}
        self._terms: defaultdict[str, int] = defaultdict(lambda: len(self._terms))
        self._rows = array("q")
        self._starts, self._forms, self._last = array("q"), array("q"), array("q")
        self._row_ptr, self._start_ptr, self._form_ptr = array("q", [0]), array("q", [0]), array("q", [0])

    def __len__(self) -> int:
        """How many strings it remembers."""
        return len(self._numbers)

    def numbers(self, strings: Sequence[str]) -> NDArray[np.int64]:
        return np.fromiter(map(self._numbers.__getitem__, strings), np.int64, len(strings))

    def terms(self) -> list[bytes]:
        """Terms and forms by their numbers."""
        return [term.encode() for term in self._terms]

    def in_common(self, form: int) -> int:
        """With how many characters of its stem a form begins."""
        return self._common[form]

    def meanings(self) -> Meanings:
        """Views; to be dropped before the glossary grows."""
        return Meanings(
            np.frombuffer(self._rows, np.int64),
            np.frombuffer(self._row_ptr, np.int64),
            np.frombuffer(self._starts, np.int64),
            np.frombuffer(self._start_ptr, np.int64),
            np.frombuffer(self._forms, np.int64),
            np.frombuffer(self._form_ptr, np.int64),
            np.frombuffer(self._last, np.int64),
        )

    def learn(self, string: str) -> int:
        """Its number."""
        forms, last = set[int](), 0
        for begin, position, token in tokens(string):
            self._starts.extend(begin + start for start in token.starts)
            for term, form, offset, _, _ in token.terms:
                last = position + offset
                self._rows.append(self._terms[term] << TERM_SHIFT | last)
                if form != term:
                    forms.add(number := self._terms[form])
                    self._common[number] = _shared(form, term)
        self._forms.extend(forms)
        self._last.append(last)
        self._row_ptr.append(len(self._rows))
        self._start_ptr.append(len(self._starts))
        self._form_ptr.append(len(self._forms))
        return len(self._last) - 1


def _shared(form: str, term: str) -> int:
    """With how many of the same characters both begin."""
    for number, (mine, its) in enumerate(zip(form, term, strict=False)):
        if mine != its:
            return number
    return min(len(form), len(term))


class _Numbers(dict[str, int]):
    """String -> its number; a string that is missing is learnt. What differs in nothing that the analysis sees has the same
    number."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def __missing__(self, string: str) -> int:
        plain = string.rstrip(_MARKS_AFTER)
        if plain.isascii() and plain.isalpha():
            plain = plain.lower()
        number = self[string] = self._glossary.learn(string) if plain == string else self[plain]
        return number
