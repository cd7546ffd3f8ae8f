"""Documents into the arrays of a new segment. `schema` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.backends.whoosh.schema import VERSION
from search.backends.whoosh.segments.arrays import ArrayWriter
from search.backends.whoosh.writing.columns import add_columns, add_pieces, stored_text
from search.backends.whoosh.writing.fields import FIELDS, SCORED, add_forms, add_scored
from search.backends.whoosh.writing.occurrences import forms, names, occurrences, packed_starts, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from numpy.typing import NDArray

    from search.backends.whoosh.writing.glossary import Glossary
    from search.backends.whoosh.writing.occurrences import Names, Texts
    from search.documents import SearchDocument

MOST_STRINGS = 1_000_000  # a segment's occurrences have room for twice as many terms

_FIXED_MB = 64  # what analysing words keeps in memory whatever the room
_BATCH = 400_000  # characters whose words are looked up together: their arrays stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Room:
    """What a process may hold: characters of articles that wait, occurrences of words in those that become one segment, and
    strings that it remembers from one segment to the next. One article more may be held than there is room for."""

    characters: int
    occurrences: int
    strings: int

    @classmethod
    def within(cls, memory_mb: float) -> Room:
        """Half of the memory for each. An occurrence takes about 72 bytes while its segment is written, a string 500."""
        memory = max(memory_mb - _FIXED_MB, memory_mb / 2)
        return cls(
            characters=int(memory * 50_000),
            occurrences=int(memory * 7_000),
            strings=min(int(memory * 1_000), MOST_STRINGS),
        )


def write_segment(file: BinaryIO, documents: Sequence[SearchDocument], glossary: Glossary) -> None:
    """Of documents that there is room for."""
    inverted = Inverted(glossary)
    inverted.take(documents)
    write_inverted(file, documents, inverted)


def write_inverted(file: BinaryIO, documents: Sequence[SearchDocument], inverted: Inverted) -> None:
    """Documents are numbered in their order; at most `merging.MAX_DOCUMENTS`."""
    writer = ArrayWriter(file)
    roles = add_columns(writer, documents)
    add_pieces(writer, "text", [*stored_text(documents)])
    lengths = inverted.write(writer)
    writer.close(facts(documents=len(documents), roles=roles, lengths=lengths))


def facts(*, documents: int, roles: Sequence[str], lengths: dict[str, int]) -> dict[str, object]:
    """What is known of a segment beside its arrays. `lengths` are exact totals."""
    return {
        "version": VERSION,
        "documents": documents,
        "roles": roles,
        "lengths": lengths,
        "fields": FIELDS,
    }


def _batches(documents: Sequence[SearchDocument]) -> Iterator[tuple[int, list[SearchDocument]]]:
    """Each with the number of its first."""
    batch: list[SearchDocument] = []
    size = 0
    for number, document in enumerate(documents):
        batch.append(document)
        size += len(document.body)
        if size >= _BATCH or number == len(documents) - 1:
            yield number + 1 - len(batch), batch
            batch, size = [], 0


class Inverted:
    """The occurrences in the documents of one segment, all held in memory."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._occurrences: dict[str, list[NDArray[np.int64]]] = {field: [] for field in FIELDS}
        self._lengths: dict[str, list[NDArray[np.int64]]] = {field: [] for field in SCORED}
        self._starts: list[bytes] = []
        self._held = 0  # occurrences

    def take(self, documents: Sequence[SearchDocument], room: Room | None = None) -> int:
        """As many as there is room for, at least one. Returns how many."""
        for first, batch in _batches(documents):
            self._add(first, batch)
            if room and (self._held >= room.occurrences or len(self._glossary) >= room.strings):
                return first + len(batch)
        return len(documents)

    def _add(self, first: int, batch: Sequence[SearchDocument]) -> None:
        """`first` is the number of the first of them."""
        known = self._glossary
        bodies = texts([document.body for document in batch], known)
        fields: dict[str, Texts | Names] = {
            "title": texts([document.title for document in batch], known),
            "body": bodies,
            "source": names([(document.source,) for document in batch], known),
            "region": names([document.region_names for document in batch], known),
            "org": names([document.organisation_names for document in batch], known),
        }
        meanings = known.meanings()
        self._starts += packed_starts(bodies, meanings)
        for field, strings in fields.items():
            found, lengths = occurrences(strings, meanings, first=first)
            self._occurrences[field].append(found)
            self._held += len(found)
            self._lengths[field].append(lengths)
        changed = [forms(strings, meanings, first=first) for strings in fields.values()]
        self._occurrences["forms"].append(np.unique(np.concatenate(changed)))

    def write(self, writer: ArrayWriter) -> dict[str, int]:
        """Returns the exact total length of each field. What was added is forgotten."""
        add_pieces(writer, "starts", self._starts)
        terms = self._glossary.terms()
        lengths = {field: _joined(self._lengths[field]) for field in SCORED}
        for field in SCORED:
            add_scored(writer, field, _joined(self._occurrences.pop(field)), terms, lengths[field])
        add_forms(writer, _joined(self._occurrences.pop("forms")), terms, self._glossary.in_common)
        return {field: int(lengths[field].sum()) for field in SCORED}


def _joined(arrays: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate([np.empty(0, np.int64), *arrays])
