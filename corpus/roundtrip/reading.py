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
from corpus.ingest.zips import FAULTS, open_zip
from corpus.roundtrip.tables import TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from corpus.roundtrip.tables import Table

DELIMITERS = (",", ";", "\t")
LARGEST = 500 * 1024 * 1024  # bytes unpacked: some two million rows
LONGEST = 2 * 1024 * 1024  # characters, or bytes of JSON, of a line
MOST_MEMBERS = 100
csv.field_size_limit(1024 * 1024)


class ImportRefused(Exception):
    """Why a file can't be read, in a sentence for people."""


@dataclass(frozen=True, slots=True)
class Given:
    """A row of a file. `line` is the line on which it ends; `cells` are texts (from CSV) or JSON's values, by column;
    `has_more` says that there are more cells than columns, so that some belong elsewhere."""

    table: Table
    line: int
    cells: dict[str, Any]
    has_more: bool = False


def read_rows(path: Path, *, name: str) -> Iterator[Given]:
    """The rows of a zip of CSV files, a CSV file or JSON Lines; `name` is what the person calls the file. Raises
    `ImportRefused`, maybe after some rows."""
    if zipfile.is_zipfile(path):
        yield from _from_zip(path, name)
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


def _from_zip(path: Path, name: str) -> Iterator[Given]:
    try:
        with path.open("rb") as packed, open_zip(packed) as archive:
            for member in _members(archive, name):
                with archive.open(member) as file:
                    yield from _from_csv(file, member.filename)
    except FAULTS:
        raise ImportRefused(
            _("“%(name)s” is damaged, or a kind of zip that can't be read here. Pack it again.")
            % {"name": name}
        ) from None


def _members(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The CSV files, without the hidden ones that some systems put beside them."""
    infos = archive.infolist()
    members = [
        m for m in infos if m.filename.lower().endswith(".csv") and PurePath(m.filename).name[0] != "."
    ]
    if not members:
        raise ImportRefused(
            _("“%(name)s” holds no CSV file. Save each table of a spreadsheet as “CSV UTF-8”.")
            % {"name": name}
        )
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST:
        raise ImportRefused(_("The zip unpacks to more than 500 MB, or to too many files."))
    if any(member.flag_bits & 1 for member in members):
        raise ImportRefused(_("The zip is locked with a password."))
    return members


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
    lines = _lines(text)
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(chain([first], lines), delimiter=delimiter)
    header = [column.strip().lower() for column in next(reader, [])]
    while header and not header[-1]:
        header.pop()
    table = _table_of(header, name)
    for row in reader:
        if any(row):
            cells = dict(zip(header, map(from_cell, row), strict=False))
            yield Given(table, reader.line_num, cells, has_more=any(row[len(header) :]))


def _lines(file: IO[Any]) -> Iterator[Any]:
    """The lines of a file, of texts or bytes. One without end doesn't fill the memory."""
    while line := file.readline(LONGEST):
        if len(line) == LONGEST:
            raise ImportRefused(_("A line is longer than any that is exported."))
        yield line


def _table_of(header: list[str], name: str) -> Table:
    """By the columns: people rename files. The name decides between tables of the same columns."""
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        raise ImportRefused(
            _("“%(name)s” has a column twice: %(columns)s.") % {"name": name, "columns": ", ".join(twice)}
        )
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
    for number, line in enumerate(_lines(file), 1):
        if line.strip():
            yield _from_json_line(number, line)


def _from_json_line(number: int, line: bytes) -> Given:
    try:
        row = json.loads(line)
        table = TABLES[row.pop("table")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ImportRefused(
            _("Line %(number)d is no row that was exported: JSON with a “table” is expected.")
            % {"number": number}
        ) from None
    unknown = sorted(row.keys() - set(table.header()))
    if unknown:
        reason = _("Line %(number)d names values that “%(table)s” doesn't have: %(names)s.")
        raise ImportRefused(reason % {"number": number, "table": table.name, "names": ", ".join(unknown)})
    return Given(table, number, row)
