"""What is stored of each document beside its words, of several segments."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from search.backends.whoosh.segments.terms import Strings
from search.backends.whoosh.writing.columns import (
    FACETS,
    FIGURE_COLUMNS,
    FigureRows,
    ValueLists,
    add_figures,
    add_numbers,
    add_sources,
    add_values,
)
from search.backends.whoosh.writing.packing import offsets

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        add_values(writer, facet, _values(parts, facet))
    figures = _figures(parts)
    add_figures(writer, figures)
    for name in ("text", "starts"):
        writer.extend(name, np.uint8, chain.from_iterable(part.pieces(name) for part in parts))
        sizes = np.concatenate([part.sizes(f"{name}_start") for part in parts])
        writer.add(f"{name}_start", offsets(sizes).astype(np.uint64))
    return figures.roles


def _joined(parts: Sequence[Part], name: str) -> NDArray[Any]:
    return np.concatenate([part.column(name) for part in parts])


def _sources(parts: Sequence[Part]) -> ValueLists:
    columns = [part.column("source") for part in parts]
    names, ordinals = _united(
        [Strings.names(part.arrays, "source") for part in parts], [column[column >= 0] for column in columns]
    )
    return ValueLists(names, ordinals, (np.concatenate(columns) >= 0).astype(np.int64))


def _values(parts: Sequence[Part], facet: str) -> ValueLists:
    ptr = f"{facet}.value_ptr"
    names, ordinals = _united(
        [Strings.names(part.arrays, facet) for part in parts],
        [part.arrays[f"{facet}.values"][part.rows(ptr)] for part in parts],
    )
    return ValueLists(names, ordinals, np.concatenate([part.sizes(ptr) for part in parts]))


def _figures(parts: Sequence[Part]) -> FigureRows:
    rows = [part.rows("figure.ptr") for part in parts]
    columns = {
        name: np.concatenate(
            [part.arrays[f"figure.{name}"][row] for part, row in zip(parts, rows, strict=True)]
        )
        for name in FIGURE_COLUMNS
    }
    roles, ordinals = _united(
        [part.arrays.facts["roles"] for part in parts],
        [part.arrays["figure.role"][row] for part, row in zip(parts, rows, strict=True)],
    )
    columns["role"] = ordinals.astype(np.uint16)
    return FigureRows(roles, columns, np.concatenate([part.sizes("figure.ptr") for part in parts]))


def _united(
    names: Sequence[_Named[Name]], ordinals: Sequence[NDArray[Any]]
) -> tuple[list[Name], NDArray[np.int64]]:
    """The names that ordinals of each part stand for, sorted, and the ordinals among those, of one part after the other."""
    used = [np.unique(of_part).tolist() for of_part in ordinals]
    found = [[part[ordinal] for ordinal in numbers] for part, numbers in zip(names, used, strict=True)]
    united = sorted(set(chain.from_iterable(found)))
    place = {name: number for number, name in enumerate(united)}
    places = [np.array([place[name] for name in part], np.int64) for part in found]
    return united, np.concatenate(
        [new[np.searchsorted(old, of_part)] for new, old, of_part in zip(places, used, ordinals, strict=True)]
    )
