"""Rows as bytes, batch by batch: CSV, JSON and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from decimal import Decimal

Row = dict[str, Any]
Batches = Iterable[list[Row]]
T = TypeVar("T")

BOM = "\ufeff"  # spreadsheets take a file without it for one of the machine's old encoding
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def as_csv(batches: Iterable[Iterable[T]], columns: Mapping[str, Callable[[T], Any]]) -> Iterator[bytes]:
    """RFC 4180 with a header. `columns` says what each cell of a row is made of. No text is taken for a formula."""
    yield (BOM + _csv_lines([list(columns)])).encode()
    for batch in batches:
        yield _csv_lines([_cell(of(row)) for of in columns.values()] for row in batch).encode()


def _csv_lines(rows: Iterable[list[Any]]) -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(rows)
    return lines.getvalue()


def is_taken_for_formula(text: str) -> bool:
    """Whether a spreadsheet might; also what was kept from it by an apostrophe, so that one more can be taken off again."""
    return text.lstrip("'").startswith(FORMULA_STARTS)


def from_cell(text: str) -> str:
    """The text that a cell of ours was made of."""
    return text[1:] if text.startswith("'") and is_taken_for_formula(text) else text


def _cell(value: object) -> object:
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.4f}".rstrip("0").rstrip(".")
        case str() if is_taken_for_formula(value):
            return f"'{value}"
        case _:
            return value


def exact_number(value: Decimal | None) -> int | float | None:
    """As JSON holds it: whole numbers with all their digits."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def as_json(batches: Batches) -> Iterator[bytes]:
    """One array, a line for each row. A file that was broken off doesn't parse."""
    start = "[\n"
    for batch in batches:
        if batch:
            yield (start + ",\n".join(map(_json, batch))).encode()
            start = ",\n"
    yield b"\n]\n" if start == ",\n" else b"[]\n"


def as_json_lines(batches: Batches) -> Iterator[bytes]:
    for batch in batches:
        yield "".join(f"{_json(row)}\n" for row in batch).encode()


def _json(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
