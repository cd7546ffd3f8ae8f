"""A file that somebody edited -> rows, whatever a spreadsheet program made of it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from corpus.formats import from_cell
from corpus.roundtrip.tables import TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from corpus.roundtrip.tables import Table

DELIMITERS = (",", ";", "\t")
LARGEST = 500 * 1024 * 1024  # bytes unpacked: some two million rows
csv.field_size_limit(1024 * 1024)


class ImportRefused(Exception):
    """Why a file can't be read, in a sentence for people."""


@dataclass(frozen=True, slots=True)
class Given:
    """A row of a file. `line` is the line on which it ends; `cells` are texts (from CSV) or JSON's values, by column."""

    table: Table
    line: int
    cells: dict[str, Any]


def read_rows(path: Path, *, name: str) -> Iterator[Given]:
    """The rows of a zip of CSV files, a CSV file or JSON Lines; `name` is what the person calls the file. Raises
    `ImportRefused`, maybe after some rows."""
    if zipfile.is_zipfile(path):
        yield from _from_zip(path)
    elif PurePath(name).suffix.lower() in {".jsonl", ".ndjson", ".json"}:
        with path.open("rb") as file:
            yield from _from_json_lines(file)
    elif PurePath(name).suffix.lower() in {".csv", ".tsv", ".txt"}:
        with path.open("rb") as file:
            yield from _from_csv(file, name)
    else:
        raise ImportRefused(
            _("“%(name)s” is none of the files that are exported: a zip, .csv or .jsonl.") % {"name": name}
        )


def _from_zip(path: Path) -> Iterator[Given]:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if m.filename.lower().endswith(".csv") and not m.is_dir()]
        if not members:
            raise ImportRefused(_("The zip holds no CSV file."))
        if sum(member.file_size for member in members) > LARGEST or any(m.flag_bits & 1 for m in members):
            raise ImportRefused(_("The zip is locked with a password or unpacks to more than 500 MB."))
        for member in members:
            with archive.open(member) as file:
                yield from _from_csv(file, member.filename)


def _from_csv(file: IO[bytes], name: str) -> Iterator[Given]:
    try:
        with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
            yield from _rows_of_csv(text, name)
    except UnicodeDecodeError:
        raise ImportRefused(
            _("“%(name)s” is not in UTF-8. Save it as “CSV UTF-8”.") % {"name": name}
        ) from None
    except csv.Error as error:
        raise ImportRefused(
            _("“%(name)s” is no readable CSV: %(error)s.") % {"name": name, "error": error}
        ) from None


def _rows_of_csv(text: io.TextIOWrapper, name: str) -> Iterator[Given]:
    first = text.readline()
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(chain([first], text), delimiter=delimiter)
    header = [column.strip().lower() for column in next(reader, [])]
    table = _table_of(header, name)
    for row in reader:
        if any(row):
            cells = dict(zip(header, map(from_cell, row), strict=False))
            yield Given(table, reader.line_num, cells)


def _table_of(header: list[str], name: str) -> Table:
    """By the columns: people rename files. The name decides between tables of the same columns."""
    stem = PurePath(name).stem.lower()
    known = [table for table in TABLES.values() if {"id", VERSION} <= set(header) <= set(table.header())]
    named = [table for table in known if stem.startswith(table.name)]
    if not known:
        raise ImportRefused(
            _(
                "“%(name)s”: its first line is none of the headers that are exported. “id”, “version” and the names of the "
                "columns must stay as they are; other columns can be left out."
            )
            % {"name": name}
        )
    return (named or known)[0]


def _from_json_lines(file: IO[bytes]) -> Iterator[Given]:
    for number, line in enumerate(file, 1):
        if line.strip():
            yield _from_json_line(number, line)


def _from_json_line(number: int, line: bytes) -> Given:
    try:
        row = json.loads(line)
        table = TABLES[row.pop("table")]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ImportRefused(
            _("Line %(number)d is no row that was exported: JSON with a “table” is expected.")
            % {"number": number}
        ) from None
    return Given(table, number, row)
