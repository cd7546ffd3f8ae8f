"""Arrays in one file, written once and memory-mapped for reading: workers share their pages, opening costs nothing.

The arrays come first, each aligned, then a footer in JSON with their names, types, places and checksums, then its length
and checksum. A file that was cut off has no footer."""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from search.backends.whoosh.errors import Damage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import DTypeLike, NDArray

MAGIC = b"GLEANER2"
ALIGNMENT = 64
_END = struct.Struct("<QLL8s")  # place, length and checksum of the footer, magic


_Entry = tuple[str, int, int, int]
"""Of an array: its type, where it begins, how many values and which checksum it has."""


class ArrayWriter:
    """Writes arrays to a new file, one after the other."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._place = 0
        self._index: dict[str, _Entry] = {}

    def add(self, name: str, values: NDArray[Any]) -> None:
        self.extend(name, values.dtype, (values,))

    def extend(self, name: str, dtype: DTypeLike, chunks: Iterable[NDArray[Any]]) -> None:
        """One array from many; they must be of the type named."""
        if name in self._index:
            raise ValueError(f"there is an array {name} already")
        kind = np.dtype(dtype).newbyteorder("<")
        self._write(b"\0" * (-self._place % ALIGNMENT))
        start, size, checksum = self._place, 0, 0
        for chunk in chunks:
            data = np.ascontiguousarray(chunk, dtype=kind).data.cast("B") if chunk.size else b""
            self._write(data)
            checksum = zlib.crc32(data, checksum)
            size += chunk.size
        self._index[name] = kind.str, start, size, checksum

    def close(self, facts: Mapping[str, Any]) -> None:
        """Write the footer with what else is known of the arrays, anything that JSON can hold."""
        footer = json.dumps({"arrays": self._index, "facts": facts}, separators=(",", ":")).encode("ascii")
        place = self._place
        self._write(footer)
        self._write(_END.pack(place, len(footer), zlib.crc32(footer), MAGIC))
        self._file.flush()

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._place += len(data)


class Arrays:
    """The arrays of a file, read-only. The map lives as long as any of them."""

    def __init__(self, path: Path) -> None:
        """Raises `OSError`, and `Damage` for a file that was cut off or is another."""
        self._path = path
        with path.open("rb") as file:
            self._map = _mapped(file)
        footer = _footer(self._map)
        self.facts: dict[str, Any] = footer["facts"]
        self._index: dict[str, _Entry] = footer["arrays"]
        self._arrays: dict[str, NDArray[Any]] = {}
        self._is_verified = False

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self._arrays:
            kind, start, size, _ = self._index[name]
            mapped = np.frombuffer(self._map, kind, size, start) if size else np.empty(0, kind)
            self._arrays[name] = mapped
        return self._arrays[name]

    def verify(self) -> None:
        """Raises `Damage` if what an array holds is not what was written. Reads the whole file, once."""
        if not self._is_verified and (found := self.damage()):
            raise Damage(found)
        self._is_verified = True

    def damage(self) -> str:
        """Which arrays are not as they were written, "" if all are. Reads the whole file."""
        damaged = [
            name
            for name, (_, _, size, checksum) in self._index.items()
            if size and zlib.crc32(self[name].data.cast("B")) != checksum
        ]
        return f"{self._path} is not as it was written: {', '.join(damaged)}." if damaged else ""

    def __contains__(self, name: str) -> bool:
        return name in self._index

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)


def _mapped(file: BinaryIO) -> mmap.mmap:
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError as error:
        raise Damage("The file is empty") from error


def _footer(data: mmap.mmap) -> dict[str, Any]:
    if len(data) < _END.size:
        raise Damage("The file is too short")
    place, length, checksum, magic = _END.unpack(data[-_END.size :])
    footer = data[place : place + length]
    if magic != MAGIC or zlib.crc32(footer) != checksum:
        raise Damage("The file was cut off or is not of this kind")
    found: dict[str, Any] = json.loads(footer)
    return found
