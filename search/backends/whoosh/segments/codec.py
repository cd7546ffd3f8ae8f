"""Segments as Whoosh sees them, so that its table of contents names them and its readers and queries run over them.

Whoosh's matchers go from document to document: they are there for queries that `execute` doesn't know, and to check it
on those that it knows. Segments are written by `writing`, not by Whoosh."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, TermsReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from search.backends.whoosh.segments.arrays import Arrays
from search.backends.whoosh.segments.segment import Contents
from search.backends.whoosh.segments.term_matcher import TermMatcher, TermPostings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from whoosh.fields import FieldType
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Format
    from whoosh.scoring import BaseScorer

    from search.backends.whoosh.segments.terms import Strings

EXTENSION = ".arrays"


class ColumnarSegment(WhooshSegment):  # type: ignore[misc]
    """What a table of contents knows of a segment; pickled into it. `deleted` are numbers of documents that are in it no
    more."""

    compound = False

    def __init__(self, indexname: str, segid: str, documents: int) -> None:
        self.indexname = indexname
        self.segid = segid
        self.documents = documents
        self.deleted: set[int] = set()

    def codec(self) -> ColumnarCodec:
        return ColumnarCodec()

    def doc_count_all(self) -> int:
        return self.documents

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(self.deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        (self.deleted.add if delete else self.deleted.discard)(docnum)


class ColumnarCodec(Codec):  # type: ignore[misc]
    """Reads a segment from `contents` if it's open already, else from its file."""

    def __init__(self, contents: Contents | None = None) -> None:
        self._contents = contents

    def terms_reader(self, storage: FileStorage, segment: ColumnarSegment) -> Terms:
        return Terms(self._contents or open_contents(Path(storage.folder), segment))

    def per_document_reader(self, storage: FileStorage, segment: ColumnarSegment) -> Documents:
        return Documents(self._contents or open_contents(Path(storage.folder), segment), segment)


def open_contents(directory: Path, segment: ColumnarSegment) -> Contents:
    return Contents(segment.segment_id(), Arrays(directory / segment.make_filename(EXTENSION)))


class Terms(TermsReader):  # type: ignore[misc]
    """What was indexed, by field and term. Terms are bytes; fields are in the order of their names."""

    def __init__(self, contents: Contents) -> None:
        self._fields = dict(sorted(contents.fields.items()))
        self._arrays = contents.arrays

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return field in self._fields and self._fields[field].terms.find(text) >= 0

    def indexed_field_names(self) -> list[str]:
        return list(self._fields)

    def cursor(self, fieldname: str, fieldobj: FieldType) -> Cursor:
        return Cursor(self._fields[fieldname].terms)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in self._fields:
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Those of this field only, unlike with Whoosh's codec: whoever calls this stops after them."""
        if fieldname in self._fields:
            terms = self._fields[fieldname].terms
            for ordinal in range(terms.place(prefix), len(terms)):
                yield fieldname, terms[ordinal]

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """A new one each time: Whoosh changes it."""
        found = self._found(fieldname, text)
        return TermInfo(
            weight=float(found.weights.sum()),
            df=len(found.ids),
            minlength=byte_to_length(found.lengths.min()),
            maxlength=byte_to_length(found.lengths.max()),
            maxweight=float(found.weights.max()),
            minid=found.ids.item(0),
            maxid=found.ids.item(-1),
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return len(self._fields[fieldname].of(text)) if fieldname in self._fields else 0

    def matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None
    ) -> TermMatcher:
        return TermMatcher((fieldname, text), self._found(fieldname, text), format_, scorer)

    def _found(self, field: str, text: bytes) -> TermPostings:
        if (field, text) not in self:
            raise TermNotFound(f"No term {field}:{text!r}")
        postings = self._fields[field]
        return TermPostings(postings, postings.of(text), has_positions=f"{field}.codes" in self._arrays)


class Cursor(FieldCursor):  # type: ignore[misc]
    """A place among the terms of a field, for automata."""

    def __init__(self, terms: Strings) -> None:
        self._terms = terms
        self._place = 0

    def first(self) -> str | None:
        return self._go(0)

    def find(self, term: str) -> str | None:
        return self._go(self._terms.place(term.encode()))

    def next(self) -> str | None:
        return self._go(self._place + 1)

    def text(self) -> str | None:
        return self._terms[self._place].decode() if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._place < len(self._terms)

    def _go(self, place: int) -> str | None:
        self._place = place
        return self.text()


class Documents(PerDocumentReader):  # type: ignore[misc]
    """What is known of each document."""

    def __init__(self, contents: Contents, segment: ColumnarSegment) -> None:
        self._contents = contents
        self._segment = segment

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.documents

    def has_deletions(self) -> bool:
        return bool(self._segment.deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._segment.deleted

    def deleted_docs(self) -> Iterator[int]:
        return iter(self._segment.deleted)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """About; exact up to 10."""
        length = self._lengths(fieldname)[docnum]
        return int(byte_to_length(length)) if length else default

    def field_length(self, fieldname: str) -> int:
        return self._contents.total_length(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(self._lengths(fieldname).min()))

    def max_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(self._lengths(fieldname).max()))

    def stored_fields(self, docnum: int) -> dict[str, str]:
        title, body = self._contents.text(docnum)
        return {"id": str(self._contents.article[docnum]), "title": title, "body": body}

    def _lengths(self, field: str) -> NDArray[np.uint8]:
        """A byte a document; 0 for a field without lengths."""
        name = f"{field}.lens"
        arrays = self._contents.arrays
        return arrays[name] if name in arrays else np.zeros(self._segment.documents, np.uint8)
