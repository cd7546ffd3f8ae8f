"""Whoosh's files: memory-mapped for reading, on disk before a commit counts."""

from __future__ import annotations

import io
import mmap
import secrets
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from search.backends.whoosh.layout import sync

if TYPE_CHECKING:
    from collections.abc import Iterator


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


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh draws the names of segments from `random`, which a seed repeats: a live segment would be overwritten."""

    def new_segment(self, storage: FileStorage, indexname: str) -> W3Segment:
        return W3Segment(W3Codec(), indexname, segid=secrets.token_hex(8))
