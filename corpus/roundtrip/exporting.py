"""Every table as a file, batch by batch: memory doesn't grow with the corpus."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from corpus.formats import as_csv, as_json_lines
from corpus.roundtrip.tables import TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

    from corpus.formats import Row
    from corpus.roundtrip.tables import Table

BATCH = 1000  # rows


def json_lines() -> Iterator[bytes]:
    """One row a line, which names its table."""
    for table in TABLES.values():
        yield from as_json_lines([{"table": table.name, **row} for row in batch] for batch in rows_of(table))


def write_zip(file: IO[bytes]) -> None:
    """A CSV file for each table."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for table in TABLES.values():
            with archive.open(f"{table.name}.csv", "w", force_zip64=True) as member:
                for piece in as_csv(rows_of(table), {name: _cell(name) for name in table.header()}):
                    member.write(piece)


def rows_of(table: Table) -> Iterator[list[Row]]:
    """By id, so many at a time, each batch by a query of its own: what is added meanwhile comes at the end."""
    last = 0
    while batch := list(table.rows().filter(pk__gt=last)[:BATCH]):
        yield [_row(table, row) for row in batch]
        last = batch[-1].pk


def _row(table: Table, row: Any) -> Row:
    values = table.values(row)
    return {"id": row.pk, **values, VERSION: table.version(values)}


def _cell(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]
