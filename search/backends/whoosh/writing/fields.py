"""The inverted index of a field as arrays, written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from whoosh.util.numeric import byte_to_length

from search.backends.whoosh.segments.postings import APART, BLOCK, MANY
from search.backends.whoosh.writing.glossary import DOCUMENT_BITS, POSITION_BITS, TERM_SHIFT
from search.backends.whoosh.writing.packing import letters, offsets, pack, pointers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import ArrayWriter

SCORED = ("title", "body", "source", "region", "org")
FIELDS = (*SCORED, "forms")
LETTERED = ("title", "body", "region", "org")  # where words that are almost the same are looked for

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)])


def add_scored(
    writer: ArrayWriter,
    field: str,
    occurrences: NDArray[np.int64],
    terms: Sequence[bytes],
    lengths: NDArray[np.int64],
) -> None:
    """`occurrences` are in any order, their terms by number; `lengths` are how many each document has."""
    numbers, occurrences = _sorted(occurrences, terms)
    firsts = np.flatnonzero(np.diff(occurrences >> POSITION_BITS, prepend=-1))
    tf = np.diff(firsts, append=len(occurrences))
    many = np.flatnonzero(tf >= MANY)
    documents = occurrences >> POSITION_BITS & ((1 << DOCUMENT_BITS) - 1)
    positions = occurrences & ((1 << POSITION_BITS) - 1)
    base = bases(_ends(documents, positions, len(lengths)))
    lens = length_bytes(lengths)
    ids = _add_postings(writer, field, occurrences[firsts] >> POSITION_BITS, [terms[n] for n in numbers])
    writer.add(f"{field}.codes", codes(tf, lens[ids]))
    writer.add(f"{field}.many", many.astype(np.uint64))
    writer.add(f"{field}.many_tf", tf[many].astype(np.uint32))
    writer.add(f"{field}.mark", np.append(firsts[::BLOCK], len(occurrences)).astype(np.uint64))
    base = pointers(base)
    writer.add(f"{field}.places", (base[documents] + positions).astype(base.dtype))
    writer.add(f"{field}.base", base)
    writer.add(f"{field}.lens", lens)


def add_forms(
    writer: ArrayWriter,
    occurrences: NDArray[np.int64],
    terms: Sequence[bytes],
    in_common: Callable[[int], int],
) -> None:
    """`occurrences` are distinct; `in_common` tells of a term by number how much it shares with its stem."""
    numbers, occurrences = _sorted(occurrences, terms)
    _add_postings(writer, "forms", occurrences >> POSITION_BITS, [terms[number] for number in numbers])
    writer.add("forms.common", np.array([*map(in_common, numbers)], np.uint8))


def _add_postings(
    writer: ArrayWriter, field: str, postings: NDArray[np.int64], terms: Sequence[bytes]
) -> NDArray[np.int64]:
    """Returns the document of each posting."""
    ids = postings & ((1 << DOCUMENT_BITS) - 1)
    ptr = offsets(np.bincount(postings >> DOCUMENT_BITS, minlength=len(terms)))
    blob, start = pack(terms)
    writer.add(f"{field}.terms", blob)
    writer.add(f"{field}.term_start", pointers(start))
    writer.add(f"{field}.ptr", pointers(ptr))
    if field in LETTERED:
        writer.add(f"{field}.letters", letters(blob, start))
    writer.add(f"{field}.ids", ids.astype(np.int32))
    return ids


def codes(tf: NDArray[np.int64], lens: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """How often a term is in a document, in the high byte, and how long the document's field is."""
    return (np.minimum(tf, MANY) << 8 | lens).astype(np.uint16)


def bases(ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the places of each document begin, from one after its last position; the last is the end of all."""
    return APART + offsets(ends + APART)


def _ends(documents: NDArray[np.int64], positions: NDArray[np.int64], number: int) -> NDArray[np.int64]:
    found = np.zeros(number, np.int64)
    np.maximum.at(found, documents, positions + 1)
    return found


def _sorted(occurrences: NDArray[np.int64], terms: Sequence[bytes]) -> tuple[list[int], NDArray[np.int64]]:
    """The numbers of the terms that occur, sorted by term, and the occurrences, sorted, with the place of the term among
    those instead of its number."""
    numbers = occurrences >> TERM_SHIFT
    used = np.flatnonzero(np.bincount(numbers, minlength=len(terms))).tolist()
    used.sort(key=terms.__getitem__)
    places = np.empty(len(terms), np.int64)
    places[used] = np.arange(len(used))
    occurrences = places[numbers] << TERM_SHIFT | occurrences & ((1 << TERM_SHIFT) - 1)
    occurrences.sort(kind="stable")  # much of it is in order
    return used, occurrences


def length_bytes(lengths: NDArray[np.int64]) -> NDArray[np.uint8]:
    """As `whoosh.util.numeric.length_to_byte`."""
    return np.minimum(np.searchsorted(_LENGTHS, lengths), 255).astype(np.uint8)
