"""The words of an index: which of them are like what a query asks for, and how frequent they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from search.backends.whoosh.words.analysis import stem
from search.backends.whoosh.words.likeness import Near, Shape, distances, shape_pattern
from search.backends.whoosh.writing.packing import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.postings import Postings
    from search.backends.whoosh.segments.segment import Contents
    from search.backends.whoosh.segments.terms import Strings

FORMS = "forms"
_REMEMBERED = 1_000  # answers


@dataclass(frozen=True, slots=True)
class Expansion:
    """Terms, most frequent first; `is_cut` when there were more."""

    terms: tuple[bytes, ...]
    is_cut: bool


class Lexicon:
    """Of one generation. Frequencies are numbers of articles, with deleted ones, added up over fields."""

    def __init__(self, contents: Sequence[Contents]) -> None:
        self._contents = contents
        self._known: dict[tuple[Shape | Near, tuple[str, ...], int], Expansion] = {}

    def alike(self, likeness: Shape | Near, fields: tuple[str, ...], limit: int) -> Expansion:
        """Terms of words that are like that as written or stemmed, at most `limit`. The first letter of a word that is
        near must be right, unless there is none with at most one change."""
        key = likeness, fields, limit
        if (known := self._known.get(key)) is None:  # other threads may clear what is known at any time
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._alike(likeness, fields, limit)
        return known

    def _alike(self, likeness: Shape | Near, fields: tuple[str, ...], limit: int) -> Expansion:
        terms, forms = self.words(likeness, fields)
        counted = Counter(dict(_leading(terms, limit + 1)))
        for form, frequency in _leading(forms, limit + 1):
            counted[stem_of(form)] += frequency
        return Expansion(tuple(term for term, _ in _leading(counted, limit)), is_cut=len(counted) > limit)

    def words(
        self, likeness: Shape | Near, fields: tuple[str, ...]
    ) -> tuple[Mapping[bytes, int], Mapping[bytes, int]]:
        """Terms, and words that stemming changes, with their frequencies."""
        if isinstance(likeness, Shape):
            return self._shaped(likeness, fields), self._shaped(likeness, (FORMS,))
        closest = Near(likeness.text, 1)
        terms, forms = (
            self._near(closest, fields, anywhere=False),
            self._near(closest, (FORMS,), anywhere=False),
        )
        anywhere = not terms and not forms
        if likeness == closest and not anywhere:
            return terms, forms
        return (
            self._near(likeness, fields, anywhere=anywhere),
            self._near(likeness, (FORMS,), anywhere=anywhere),
        )

    def stems_beside(self, prefix: bytes) -> tuple[bytes, ...]:
        """The stems of words that begin so and don't themselves: `biomedic` for `biomedical`."""
        found: dict[bytes, None] = {}
        for contents in self._contents:
            forms = contents.fields[FORMS].terms
            first, last = forms.begun_by(prefix)
            shorter = np.flatnonzero(contents.arrays["forms.common"][first:last] < len(prefix))
            found |= dict.fromkeys(stem_of(forms[first + ordinal]) for ordinal in shorter.tolist())
        return tuple(found)

    def _shaped(self, shape: Shape, fields: Iterable[str]) -> Mapping[bytes, int]:
        counted: Counter[bytes] = Counter()
        for postings in self._postings(fields):
            _count(counted, postings, shaped_in(postings.terms, shape))
        return counted

    def _near(self, near: Near, fields: Iterable[str], *, anywhere: bool) -> Mapping[bytes, int]:
        counted: Counter[bytes] = Counter()
        for postings in self._postings(fields):
            _count(counted, postings, near_in(postings.terms, near, anywhere=anywhere))
        is_near = distances(near.text, [word.decode() for word in counted]) <= near.distance
        return dict(compress(counted.items(), is_near.tolist()))

    def _postings(self, fields: Iterable[str]) -> Iterator[Postings]:
        for field in fields:
            for contents in self._contents:
                yield contents.fields[field]


def stem_of(form: bytes) -> bytes:
    return stem(form.decode()).encode()


def _leading(counted: Mapping[bytes, int], number: int) -> list[tuple[bytes, int]]:
    return nsmallest(number, counted.items(), key=lambda item: (-item[1], item[0]))


def _count(counted: Counter[bytes], postings: Postings, ordinals: NDArray[np.int64]) -> None:
    for term, size in zip(postings.terms.taken(ordinals), postings.sizes(ordinals).tolist(), strict=True):
        counted[term] += size


def shaped_in(strings: Strings, shape: Shape) -> NDArray[np.int64]:
    first, last = strings.begun_by(shape.beginning.encode())
    found = shape_pattern(shape.text).finditer(strings.between(first, last))
    return strings.at(np.fromiter((match.start() for match in found), np.int64), first)


def near_in(strings: Strings, near: Near, *, anywhere: bool) -> NDArray[np.int64]:
    """Those that have, or lack, no more letters than as many changes can make, and are about as long."""
    word, distance = near.text.encode(), near.distance
    own = _letters_of(word)
    first, last = (0, len(strings)) if anywhere else strings.begun_by(near.text[0].encode())
    theirs = strings.letters[first:last]
    likely = np.flatnonzero(np.bitwise_count(own & ~theirs) <= distance)
    likely = likely[np.bitwise_count(theirs[likely] & ~own) <= distance]
    most = np.where((theirs[likely] | own) & _NOT_ASCII, distance * 4, distance)
    longer = strings.sizes(likely + first) - len(word)
    return likely[np.abs(longer) <= most] + first


def _letters_of(word: bytes) -> np.uint32:
    return letters(np.frombuffer(word + b"\n", np.uint8), np.array((0, len(word) + 1)))[0]


_NOT_ASCII = _letters_of("é".encode())  # its letters have up to four bytes
