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

from search.backends.whoosh.errors import Damage
from search.backends.whoosh.segments.arrays import Arrays
from search.backends.whoosh.segments.segment import Contents, Segment
from search.backends.whoosh.segments.term_matcher import TermMatcher, TermPostings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from whoosh.fields import FieldType
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Format
    from whoosh.scoring import BaseScorer

    from search.backends.whoosh.segments.terms import Strings

NAME = "MAIN"  # of the index, as Whoosh puts it before the names of its files
EXTENSION = ".arrays"
LIVE = ".live"


class ColumnarSegment(WhooshSegment):  # type: ignore[misc]
    """What a table of contents knows of a segment; pickled into it. `deleted` is how many documents are in it no more, and
    `deletions` what is in the name of the file that tells which: a bit for each document, set while it's there. Files never
    change: a commit that deletes more writes another."""

    compound = False

    def __init__(self, segid: str, documents: int) -> None:
        self.indexname = NAME
        self.segid = segid
        self.documents = documents
        self.deleted = 0
        self.deletions = ""

    def codec(self) -> ColumnarCodec:
        return ColumnarCodec()

    def doc_count_all(self) -> int:
        return self.documents

    def deleted_count(self) -> int:
        return self.deleted

    @property
    def arrays_name(self) -> str:
        return str(self.make_filename(EXTENSION))

    @property
    def live_name(self) -> str:
        return str(self.make_filename(f".{self.deletions}{LIVE}"))

    @property
    def file_names(self) -> list[str]:
        return [self.arrays_name, self.live_name] if self.deleted else [self.arrays_name]

    def live(self, directory: Path) -> NDArray[np.bool_] | None:
        """Which documents are there, None for all. Raises `OSError` and `Damage`."""
        if not self.deleted:
            return None
        bits = np.frombuffer((directory / self.live_name).read_bytes(), np.uint8)
        live = np.unpackbits(bits)[: self.documents].astype(bool)
        if np.count_nonzero(live) != self.documents - self.deleted:
            raise Damage("The deletions are not as they were written")
        return live


class ColumnarCodec(Codec):  # type: ignore[misc]
    """Reads a segment that is open, or opens it."""

    def __init__(self, segment: Segment | None = None) -> None:
        self._segment = segment

    def terms_reader(self, storage: FileStorage, entry: ColumnarSegment) -> Terms:
        return Terms(self._opened(storage, entry).contents)

    def per_document_reader(self, storage: FileStorage, entry: ColumnarSegment) -> Documents:
        return Documents(self._opened(storage, entry))

    def _opened(self, storage: FileStorage, entry: ColumnarSegment) -> Segment:
        return self._segment or open_segment(Path(storage.folder), entry)


def open_segment(directory: Path, entry: ColumnarSegment, contents: Contents | None = None) -> Segment:
    """`contents` are those of the segment if they are open already. Raises `OSError` and `Damage`."""
    if contents is None:
        contents = Contents(entry.segment_id(), Arrays(directory / entry.arrays_name))
    return Segment.of(contents, entry.live(directory))


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

    def __init__(self, segment: Segment) -> None:
        self._contents = segment.contents
        self._deleted = set[int]() if segment.live is None else {*np.flatnonzero(~segment.live).tolist()}
        self._documents = segment.documents

    def doc_count(self) -> int:
        return self._documents

    def doc_count_all(self) -> int:
        return self._contents.size

    def has_deletions(self) -> bool:
        return bool(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whoosh asks for the one after the last, too."""
        return docnum in self._deleted

    def deleted_docs(self) -> Iterator[int]:
        return iter(self._deleted)

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
        return arrays[name] if name in arrays else np.zeros(self._contents.size, np.uint8)
