"""The files of one build: on disk before a commit counts, gone if it fails."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC

from search.backends.whoosh.errors import Damage
from search.backends.whoosh.layout import sync
from search.backends.whoosh.schema import SCHEMA
from search.backends.whoosh.segments.codec import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Files(FileStorage):  # type: ignore[misc]
    """Whoosh reads and writes its tables of contents here. Segments are opened as `arrays.Arrays`."""

    def __init__(self, directory: Path) -> None:
        super().__init__(str(directory))
        self.directory = directory
        self._new: set[str] = set()
        self._written: list[StructFile] = []

    def latest(self) -> int:
        """The number of the last commit, -1 without any."""
        number: int = TOC._latest_generation(self, NAME)
        return number

    def contents(self, number: int | None = None) -> TOC:
        """The table of contents of a commit, or of the last one. Raises `Damage` for one that can't be read as such."""
        try:
            return TOC.read(self, NAME, gen=number, schema=SCHEMA)
        except (OSError, MemoryError):
            raise
        except Exception as error:  # Whoosh and pickle have no error of their own for this
            raise Damage("The table of contents can't be read") from error

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        return StructFile(io.BytesIO((self.directory / name).read_bytes()), name=name, **kwargs)

    def create_file(self, name: str, **kwargs: Any) -> StructFile:
        self.add(name)
        self._written.append(super().create_file(name, **kwargs))
        return self._written[-1]

    def add(self, name: str) -> Path:
        """A new file that the next commit needs."""
        self._new.add(name)
        return self.directory / name

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """The rename of a table of contents is the commit: all it names must be on disk before."""
        for name in self._new:
            sync(self.directory / name)
        sync(self.directory)
        super().rename_file(oldname, newname, safe=safe)
        self._new.clear()
        sync(self.directory)

    def release(self) -> None:
        """Close what was written, and remove what no commit has taken."""
        for file in self._written:
            if not file.is_closed:
                file.close()
        for name in self._new:
            (self.directory / name).unlink(missing_ok=True)


@contextmanager
def opened(directory: Path) -> Iterator[Files]:
    files = Files(directory)
    try:
        yield files
    finally:
        files.release()
