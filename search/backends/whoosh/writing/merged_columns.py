"""What is stored of each document beside its words, of several segments."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from search.backends.whoosh.segments.postings import ragged
from search.backends.whoosh.segments.terms import Strings
from search.backends.whoosh.writing.columns import (
    FACETS,
    FIGURE_COLUMNS,
    ValueLists,
    add_names,
    add_numbers,
    add_sources,
)
from search.backends.whoosh.writing.packing import offsets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import ArrayWriter
    from search.backends.whoosh.writing.parts import Part

Name = TypeVar("Name", bytes, str, covariant=True)


class _Named(Protocol[Name]):
    """Names by ordinal."""

    def __getitem__(self, ordinal: int, /) -> Name: ...


def merge_columns(writer: ArrayWriter, parts: Sequence[Part]) -> list[str]:
    """Returns the names of roles."""
    numbers = {name: _joined(parts, name) for name in ("article", "revision", "day", "month", "story")}
    add_numbers(writer, **numbers)
    add_sources(writer, _sources(parts))
    for facet in FACETS:
        _merge_values(writer, facet, parts)
    roles = _merge_figures(writer, parts)
    for name in ("text", "starts"):
        writer.extend(name, np.uint8, chain.from_iterable(part.pieces(name) for part in parts))
        sizes = np.concatenate([part.sizes(f"{name}_start") for part in parts])
        writer.add(f"{name}_start", offsets(sizes).astype(np.uint64))
    return roles


def _joined(parts: Sequence[Part], name: str) -> NDArray[Any]:
    return np.concatenate([part.column(name) for part in parts])


def _sources(parts: Sequence[Part]) -> ValueLists:
    columns = [part.column("source") for part in parts]
    used = [column[column >= 0] for column in columns]
    names, places = _united([Strings.names(part.arrays, "source") for part in parts], used)
    ordinals = [place(of_part) for place, of_part in zip(places, used, strict=True)]
    return ValueLists(names, np.concatenate(ordinals), (np.concatenate(columns) >= 0).astype(np.int64))


def _merge_values(writer: ArrayWriter, facet: str, parts: Sequence[Part]) -> None:
    """As `columns.add_values`, part by part."""
    ptr = f"{facet}.value_ptr"
    names, places = _united(
        [Strings.names(part.arrays, facet) for part in parts],
        (part.arrays[f"{facet}.values"][part.rows(ptr)] for part in parts),
    )

    def ordinals() -> Iterator[NDArray[np.int64]]:
        for part, place in zip(parts, places, strict=True):
            yield place(part.arrays[f"{facet}.values"][part.rows(ptr)])

    add_names(writer, facet, names)
    sizes = np.concatenate([part.sizes(ptr) for part in parts])
    writer.add(f"{facet}.value_ptr", offsets(sizes).astype(np.uint32))
    writer.extend(f"{facet}.values", np.int32, ordinals())
    counts = np.zeros(len(names), np.int64)
    for of_part in ordinals():
        counts += np.bincount(of_part, minlength=len(names))
    start = offsets(counts)
    writer.add(f"{facet}.start", start.astype(np.uint32))
    documents = (np.repeat(part.renumbered[part.kept], part.sizes(ptr)) for part in parts)
    writer.add(f"{facet}.docs", _grouped(start, zip(ordinals(), documents, strict=True)))


def _grouped(
    start: NDArray[np.int64], pairs: Iterable[tuple[NDArray[np.int64], NDArray[np.int32]]]
) -> NDArray[np.int32]:
    """The documents of each ordinal, in the order of the pairs; `start` is where those of each begin."""
    found = np.empty(start[-1], np.int32)
    free = start[:-1].copy()
    for ordinals, documents in pairs:
        present, sizes = np.unique(ordinals, return_counts=True)
        goes, _ = ragged(free[present], sizes)
        found[goes] = documents[np.argsort(ordinals, kind="stable")]
        free[present] += sizes
    return found


def _merge_figures(writer: ArrayWriter, parts: Sequence[Part]) -> list[str]:
    """As `columns.add_figures`, part by part. Returns the names of roles."""

    def column(name: str) -> Iterator[NDArray[Any]]:
        return (part.arrays[f"figure.{name}"][part.rows("figure.ptr")] for part in parts)

    roles, places = _united([part.arrays.facts["roles"] for part in parts], column("role"))
    sizes = np.concatenate([part.sizes("figure.ptr") for part in parts])
    writer.add("figure.ptr", offsets(sizes).astype(np.uint32))
    ordinals = (place(of_part) for place, of_part in zip(places, column("role"), strict=True))
    writer.extend("figure.role", np.uint16, ordinals)
    for name in FIGURE_COLUMNS[1:]:
        writer.extend(f"figure.{name}", parts[0].arrays[f"figure.{name}"].dtype, column(name))
    return roles


class _Places:
    """What ordinals of a part are among those of all. `numbers` are of the names that it uses."""

    def __init__(self, used: NDArray[np.int64], numbers: NDArray[np.int64]) -> None:
        self._used = used
        self._numbers = numbers

    def __call__(self, ordinals: NDArray[Any]) -> NDArray[np.int64]:
        return self._numbers[np.searchsorted(self._used, ordinals)]


def _united(
    names: Sequence[_Named[Name]], ordinals: Iterable[NDArray[Any]]
) -> tuple[list[Name], list[_Places]]:
    """The names that ordinals of each part stand for, sorted, and for each part what becomes of its ordinals."""
    known: dict[Name, int] = {}
    used: list[tuple[NDArray[Any], NDArray[np.int32]]] = []
    for of_part, part_ordinals in zip(names, ordinals, strict=True):
        there = np.unique(part_ordinals)
        numbers = [known.setdefault(of_part[ordinal], len(known)) for ordinal in there.tolist()]
        used.append((there, np.array(numbers, np.int32)))
    united = sorted(known)
    place = np.empty(len(united), np.int64)
    place[[known[name] for name in united]] = np.arange(len(united))
    return united, [_Places(there, place[numbers]) for there, numbers in used]
