"""Where the words of many texts stand, in a few steps for all of them.

An occurrence is term, document and position in one integer (see `glossary`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backends.whoosh.schema import BETWEEN_NAMES
from search.backends.whoosh.segments.postings import ragged
from search.backends.whoosh.writing.glossary import POSITION_BITS, TERM_SHIFT
from search.backends.whoosh.writing.packing import offsets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.writing.glossary import Glossary, Meanings

_SPACE = np.array([chr(code).isspace() for code in range(0x3002)])  # the last white space is U+3000


@dataclass(frozen=True, slots=True)
class Numbered:
    """Strings of each document by their numbers in the glossary: those of the i-th are `numbers[ptr[i]:ptr[i + 1]]`."""

    numbers: NDArray[np.int64]
    ptr: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        return np.diff(self.ptr)

    def of_each(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """A value for each document, for each of its strings."""
        return np.repeat(values, self.sizes)


@dataclass(frozen=True, slots=True)
class Texts(Numbered):
    """What is between white space in the text of each document; `begins` are code points in the text."""

    begins: NDArray[np.int64]

    def advance(self, meanings: Meanings) -> NDArray[np.int64]:
        """How far from the first position of a string that of the next is."""
        return meanings.start_ptr[self.numbers + 1] - meanings.start_ptr[self.numbers]


@dataclass(frozen=True, slots=True)
class Names(Numbered):
    """Any number of names of each document."""

    def advance(self, meanings: Meanings) -> NDArray[np.int64]:
        return meanings.last[self.numbers] + BETWEEN_NAMES


def texts(strings: Sequence[str], glossary: Glossary) -> Texts:
    joined = "\n".join(strings)
    begins = _word_begins(joined)
    text_begins = offsets([len(string) + 1 for string in strings])
    ptr = np.searchsorted(begins, text_begins)
    found = begins - np.repeat(text_begins[:-1], np.diff(ptr))
    return Texts(glossary.numbers(joined.split()), ptr, found)


def _word_begins(text: str) -> NDArray[np.int64]:
    """Where `str.split` cuts."""
    if text.isascii():
        codes: NDArray[Any] = np.frombuffer(text.encode("ascii"), np.uint8)
    else:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        codes = np.minimum(codes, len(_SPACE) - 1)
    space = np.ones(len(codes) + 1, bool)
    np.take(_SPACE, codes, out=space[1:])
    return np.flatnonzero(space[:-1] & ~space[1:])


def names(strings: Sequence[Sequence[str]], glossary: Glossary) -> Names:
    numbers = glossary.numbers([name for row in strings for name in row])
    return Names(numbers, offsets([*map(len, strings)]))


def occurrences(
    strings: Texts | Names, meanings: Meanings, *, first: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The occurrences, by document and position, and how many each document has. `first` is the number of the first
    document."""
    before = offsets(strings.advance(meanings))
    if np.any(np.diff(before[strings.ptr]) >> POSITION_BITS):
        raise ValueError("An article has too many words")
    positions = before[:-1] - strings.of_each(before[strings.ptr[:-1]])
    places = _documents(strings, first) | positions
    sizes, start, index = _runs(meanings.row_ptr, strings.numbers)
    return meanings.rows[index] + np.repeat(places, sizes), np.diff(start[strings.ptr])


def forms(strings: Numbered, meanings: Meanings, *, first: int) -> NDArray[np.int64]:
    """The forms that stemming changed as occurrences at position 0, in no order, some several times."""
    sizes, _, index = _runs(meanings.form_ptr, strings.numbers)
    return meanings.forms[index] << TERM_SHIFT | np.repeat(_documents(strings, first), sizes)


def packed_starts(strings: Texts, meanings: Meanings) -> list[bytes]:
    """For each document, at which code point each position begins: a byte for the width of a number (1, 2 or 4 bytes), then
    how far each is from the one before."""
    sizes, start, index = _runs(meanings.start_ptr, strings.numbers)
    found = meanings.starts[index] + np.repeat(strings.begins, sizes)
    steps = np.diff(found, prepend=0)
    bounds = start[strings.ptr]
    first = bounds[:-1][np.diff(bounds) > 0]
    steps[first] = found[first]
    narrow = steps.astype(np.uint8).tobytes()  # right for nearly all
    wide = np.append(np.flatnonzero(steps >> 8), len(steps))
    next_wide = wide[np.searchsorted(wide, bounds[:-1])]
    return [
        b"\1" + narrow[begin:end] if place >= end else _wide(steps[begin:end])
        for begin, end, place in zip(
            bounds[:-1].tolist(), bounds[1:].tolist(), next_wide.tolist(), strict=True
        )
    ]


def _wide(steps: NDArray[np.int64]) -> bytes:
    width = 4 if steps.max() >> 16 else 2
    return bytes((width,)) + steps.astype(f"<u{width}").tobytes()


def _documents(strings: Numbered, first: int) -> NDArray[np.int64]:
    """The document of each string, as in an occurrence."""
    return strings.of_each(np.arange(first, first + len(strings.ptr) - 1) << POSITION_BITS)


def _runs(
    ptr: NDArray[np.int64], numbers: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The runs of these numbers: their sizes, where each begins among them all, and the places of what is in them."""
    sizes = ptr[numbers + 1] - ptr[numbers]
    index, start = ragged(ptr[numbers], sizes)
    return sizes, start, index
