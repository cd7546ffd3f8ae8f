"""What is needed several times, one part after the other, but may be too much to hold."""

from __future__ import annotations

from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_HELD = 4 << 20  # bytes in memory, so that small merges need no file


class Aside:
    """Rows of arrays, read again in their order, any number of times: the first ones in memory, the others in a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._held: list[Sequence[NDArray[Any]]] = []
        self._room = _HELD
        self._widths: list[int] = []  # of rows in the file

    def put(self, row: Sequence[NDArray[Any]]) -> None:
        self._room -= sum(array.nbytes for array in row)
        if self._room >= 0:
            self._held.append(row)
            return
        for array in row:
            np.save(self._file, array, allow_pickle=False)
        self._widths.append(len(row))

    def __iter__(self) -> Iterator[Sequence[NDArray[Any]]]:
        """One reader at a time."""
        yield from self._held
        self._file.seek(0)
        for width in self._widths:
            yield [np.load(self._file, allow_pickle=False) for _ in range(width)]


@contextmanager
def set_aside(folder: Path) -> Iterator[Aside]:
    """The file has no name and goes with the process. It's not in the system's folder, which may be in memory."""
    with TemporaryFile(dir=folder) as file:
        yield Aside(file)
