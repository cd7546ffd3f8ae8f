"""Documents into the arrays of a new segment. `schema` lists them."""

from __future__ import annotations

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

_BATCH = 400_000  # characters whose words are looked up together: their arrays stay in the processor's cache


def write_segment(file: BinaryIO, documents: Sequence[SearchDocument], glossary: Glossary) -> None:
    """Documents are numbered in their order; at most `merging.MAX_DOCUMENTS`."""
    writer = ArrayWriter(file)
    roles = add_columns(writer, documents)
    add_pieces(writer, "text", [*stored_text(documents)])
    inverted = _Inverted(glossary)
    for first, batch in _batches(documents):
        inverted.add(first, batch)
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


class _Inverted:
    """The occurrences in the documents of one segment, all held in memory."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._occurrences: dict[str, list[NDArray[np.int64]]] = {field: [] for field in FIELDS}
        self._lengths: dict[str, list[NDArray[np.int64]]] = {field: [] for field in SCORED}
        self._starts: list[bytes] = []

    def add(self, first: int, batch: Sequence[SearchDocument]) -> None:
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
