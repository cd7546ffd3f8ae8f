"""Facet values of all articles as numbers in arrays: a row an article, -1 where a row is shorter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.search.entries import COLUMNS, passes
from benchmarks.search.peers.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.search.tasks import Task

    Rows = NDArray[np.int64]
    Table = NDArray[np.int32]


class Tables:
    """Rows are ids of articles."""

    def __init__(self, names: Names | None = None, tables: Mapping[str, Table] | None = None) -> None:
        self._names = names or Names()
        self._tables = dict(tables or {column: np.full((1, 1), -1, np.int32) for column in COLUMNS})

    @classmethod
    def read(cls, path: Path) -> Tables:
        return cls(Names.read(path / "names.json"), dict(np.load(path / "tables.npz")))

    def write(self, path: Path) -> None:
        self._names.write(path / "names.json")
        np.savez(path / "tables.npz", allow_pickle=False, **self._tables)

    def add(self, row: int, columns: Mapping[str, Iterable[str]]) -> None:
        """Set a row, new or not."""
        for column, values in columns.items():
            numbers = self._names.numbers(column, values)
            table = self._tables[column] = _grown(self._tables[column], row + 1, len(numbers))
            table[row] = -1
            table[row, : len(numbers)] = numbers

    def failed(self, rows: Rows, filters: Iterable[tuple[str, str]]) -> Rows:
        """A bit for each filter that a row fails."""
        bits = np.zeros(len(rows), np.int64)
        for bit, (column, value) in enumerate(filters):
            (number,) = self._names.numbers(column, [value])
            bits |= (self._tables[column][rows] != number).all(axis=1).astype(np.int64) << bit
        return bits

    def counts(self, rows: Rows, failed: Rows, task: Task) -> dict[str, dict[str, int]]:
        """For each column, over the rows that fail no filter or only the column's own."""
        searches = passes(task)
        free = rows[failed == 0]
        counts = {column: self._count(column, free) for column in searches[0].columns}
        for bit, search in enumerate(searches[1:]):
            others = rows[failed & ~(1 << bit) == 0]
            counts |= {column: self._count(column, others) for column in search.columns}
        return counts

    def _count(self, column: str, rows: Rows) -> dict[str, int]:
        counted = np.bincount(self._tables[column][rows].ravel() + 1)[1:]
        found = np.flatnonzero(counted)
        return self._names.named(column, zip(found.tolist(), counted[found].tolist(), strict=True))


def _grown(table: Table, height: int, width: int) -> Table:
    """At least so large; twice as high when it is too low."""
    if table.shape[0] >= height and table.shape[1] >= width:
        return table
    high = table.shape[0] if table.shape[0] >= height else 2 * height
    larger = np.full((high, max(width, table.shape[1])), -1, np.int32)
    larger[: table.shape[0], : table.shape[1]] = table
    return larger
