"""What is stored of each document beside its words: numbers, values of facets, figures, the text."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backends.whoosh.segments.fen import MISSING, to_fen
from search.backends.whoosh.writing.packing import group, offsets, pack, pointers
from search.facets import AMOUNT_BUCKETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import ArrayWriter
    from search.documents import AmountEntry, SearchDocument

FACETS = ("region", "organisation")  # those of which a document has several values
FIGURE_COLUMNS = ("role", "low", "high", "year", "target", "buckets")


@dataclass(frozen=True, slots=True)
class ValueLists:
    """The values of a facet: `names` sorted, `ordinals` of all documents one after the other, `sizes` how many each has."""

    names: list[bytes]
    ordinals: NDArray[np.int64]
    sizes: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FigureRows:
    """Figures of all documents one after the other, `sizes` how many each has. `roles` are sorted; `rows` are columns of
    equal length by name."""

    roles: list[str]
    rows: dict[str, NDArray[Any]]
    sizes: NDArray[np.int64]


def add_columns(writer: ArrayWriter, documents: Sequence[SearchDocument]) -> list[str]:
    """Returns the names of roles."""
    days = [document.published for document in documents]
    add_numbers(
        writer,
        article=np.array([document.article_id for document in documents], np.int64),
        revision=np.array([document.revision for document in documents], np.int64),
        day=np.array([day.toordinal() if day else 0 for day in days], np.int32),
        story=np.array([document.story for document in documents], np.int64),
        month=np.array([day.year * 12 + day.month - 1 if day else 0 for day in days], np.int32),
    )
    add_sources(writer, values_of([[document.source] if document.source else [] for document in documents]))
    add_values(writer, "region", values_of([document.regions for document in documents]))
    add_values(writer, "organisation", values_of([document.organisations for document in documents]))
    figures = figures_of([document.amounts for document in documents])
    add_figures(writer, figures)
    return figures.roles


def add_numbers(
    writer: ArrayWriter,
    *,
    article: NDArray[np.int64],
    revision: NDArray[np.int64],
    day: NDArray[np.int32],
    month: NDArray[np.int32],
    story: NDArray[np.int64],
) -> None:
    rank = np.empty(len(article), np.int32)
    rank[np.lexsort((article, day))] = np.arange(len(article))
    writer.add("article", article)
    writer.add("article_order", np.argsort(article, kind="stable").astype(np.uint32))
    writer.add("revision", revision)
    writer.add("day", day)
    writer.add("month", month)
    writer.add("story", story)
    writer.add("rank", rank)


def add_names(writer: ArrayWriter, name: str, names: Sequence[bytes]) -> None:
    blob, start = pack(names)
    writer.add(f"{name}.names", blob)
    writer.add(f"{name}.name_start", pointers(start))


def add_sources(writer: ArrayWriter, values: ValueLists) -> None:
    """A document has one source at most."""
    source = np.full(len(values.sizes), -1, np.int32)
    source[values.sizes > 0] = values.ordinals
    writer.add("source", source)
    add_names(writer, "source", values.names)


def add_values(writer: ArrayWriter, facet: str, values: ValueLists) -> None:
    """Both ways: ordinals by document (`values`), and documents by ordinal (`docs`)."""
    ptr = offsets(values.sizes)
    start, places = group(values.ordinals, len(values.names))
    add_names(writer, facet, values.names)
    writer.add(f"{facet}.value_ptr", ptr.astype(np.uint32))
    writer.add(f"{facet}.values", values.ordinals.astype(np.int32))
    writer.add(f"{facet}.start", start.astype(np.uint32))
    writer.add(
        f"{facet}.docs", np.repeat(np.arange(len(values.sizes)), values.sizes)[places].astype(np.int32)
    )


def add_figures(writer: ArrayWriter, figures: FigureRows) -> None:
    writer.add("figure.ptr", offsets(figures.sizes).astype(np.uint32))
    for name, column in figures.rows.items():
        writer.add(f"figure.{name}", column)


def values_of(strings: Sequence[Sequence[str]]) -> ValueLists:
    """From the values of each document."""
    encoded = {string: string.encode("utf-8", "surrogatepass") for string in chain.from_iterable(strings)}
    in_order = sorted(encoded, key=encoded.__getitem__)
    ordinal = {string: number for number, string in enumerate(in_order)}
    rows = [sorted({ordinal[string] for string in row}) for row in strings]
    return ValueLists(
        [encoded[string] for string in in_order],
        np.array([*chain.from_iterable(rows)], np.int64),
        np.array([*map(len, rows)], np.int64),
    )


def figures_of(amounts: Sequence[Sequence[AmountEntry]]) -> FigureRows:
    """From the amounts of each document."""
    entries = list(chain.from_iterable(amounts))
    roles = sorted({entry.role for entry in entries})
    ordinal = {role: number for number, role in enumerate(roles)}
    ends = np.array([_ends(entry.value_cny, entry.value_high_cny) for entry in entries], np.int64)
    low, high = ends.reshape(-1, 2).T
    rows: dict[str, NDArray[Any]] = {
        "role": np.array([ordinal[entry.role] for entry in entries], np.uint16),
        "low": low,
        "high": high,
        "year": np.array([entry.year or 0 for entry in entries], np.int16),
        "target": np.array([entry.is_target for entry in entries], np.uint8),
        "buckets": _buckets(low, high),
    }
    return FigureRows(roles, rows, np.array([*map(len, amounts)], np.int64))


def _ends(value: Decimal | None, value_high: Decimal | None) -> tuple[int, int]:
    if value is None:
        return MISSING, MISSING
    low = to_fen(value)
    high = low if value_high is None else to_fen(value_high)
    return min(low, high), max(low, high)


def _buckets(low: NDArray[np.int64], high: NDArray[np.int64]) -> NDArray[np.uint16]:
    """A bit for each bucket that the figure has a part in."""
    found = np.zeros(len(low), np.uint16)
    for bit, bucket in enumerate(AMOUNT_BUCKETS):
        inside = low != MISSING
        if bucket.low is not None:
            inside &= high >= to_fen(bucket.low)
        if bucket.high is not None:
            inside &= low < to_fen(bucket.high)
        found |= inside.astype(np.uint16) << bit
    return found


def add_pieces(writer: ArrayWriter, name: str, pieces: Sequence[bytes]) -> None:
    """One of bytes for each document."""
    writer.extend(name, np.uint8, (np.frombuffer(piece, np.uint8) for piece in pieces))
    writer.add(f"{name}_start", offsets([*map(len, pieces)]).astype(np.uint64))


def stored_text(documents: Iterable[SearchDocument]) -> Iterator[bytes]:
    """Title and body of each, compressed."""
    for document in documents:
        text = document.title.replace("\0", " ") + "\0" + document.body
        yield zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
