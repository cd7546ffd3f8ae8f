"""Whoosh's files: memory-mapped for reading, on disk before a commit counts."""

from __future__ import annotations

import io
import mmap
import secrets
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec, W3PerDocReader, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from search.backends.whoosh.layout import sync

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whoosh.columns import Column


class Files(FileStorage):  # type: ignore[misc]
    """The files of one build. What was opened stays open until `release`: Whoosh leaves files open when a reader fails
    half-way, and calls `close` of the whole storage for each segment it merges."""

    def __init__(self, directory: Path) -> None:
        super().__init__(str(directory))
        self._opened: list[StructFile] = []
        self._created: set[str] = set()

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        with Path(self.folder, name).open("rb") as file:
            try:
                content: Any = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError:  # an empty file can't be mapped
                content = io.BytesIO()
        self._opened.append(StructFile(content, name=name, **kwargs))
        return self._opened[-1]

    def create_file(self, name: str, **kwargs: Any) -> StructFile:
        self._created.add(name)
        self._opened.append(super().create_file(name, **kwargs))
        return self._opened[-1]

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """The rename of a table of contents is the commit: all it names must be on disk before."""
        for name in self._created:
            with suppress(FileNotFoundError):
                sync(Path(self.folder, name))
        sync(Path(self.folder))
        super().rename_file(oldname, newname, safe=safe)
        sync(Path(self.folder))
        self._created.clear()

    def release(self) -> None:
        for file in self._opened:
            if not file.is_closed:
                file.close()
        self._opened.clear()


@contextmanager
def opened(directory: Path) -> Iterator[Files]:
    files = Files(directory)
    try:
        yield files
    finally:
        files.release()


class DocumentReader(W3PerDocReader):  # type: ignore[misc]
    """Reads the lengths of a field's values at once. Whoosh seeks each one, and looks for a file each time that a field
    has none."""

    def _cached_reader(self, fieldname: str, column: Column) -> Any:
        if fieldname not in self._readers:
            lengths = column is LENGTHS_COLUMN and self.has_column(fieldname)
            read = self._lengths if lengths else super()._cached_reader
            self._readers[fieldname] = read(fieldname, column)
        return self._readers[fieldname]

    def _lengths(self, fieldname: str, column: Column) -> bytes:
        """A byte each; what is missing at the end is 0."""
        file, start, size = self._get_column_file(fieldname)
        return bytes(file.get(start, size).ljust(self.doc_count_all(), b"\0"))


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own format."""

    def per_document_reader(self, storage: FileStorage, segment: W3Segment) -> DocumentReader:
        return DocumentReader(storage, segment)

    def new_segment(self, storage: FileStorage, indexname: str) -> W3Segment:
        """Whoosh draws the names of segments from `random`, which a seed repeats: live files would be overwritten."""
        return W3Segment(W3Codec(), indexname, segid=secrets.token_hex(8))
