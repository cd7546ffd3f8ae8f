"""Facet values as numbers, for engines that count numbers faster than strings."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.search.entries import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class Names:
    """Numbers from 0 for the values of each column."""

    def __init__(self, known: Mapping[str, list[str]] | None = None) -> None:
        self._numbers: dict[str, defaultdict[str, int]] = {}
        for column in COLUMNS:
            values = known[column] if known else []
            self._numbers[column] = defaultdict(
                count(len(values)).__next__, zip(values, count(), strict=False)
            )
        self._lists = dict(known or {})

    @classmethod
    def read(cls, path: Path) -> Names:
        return cls(json.loads(path.read_text()))

    def write(self, path: Path) -> None:
        path.write_text(json.dumps({column: list(numbers) for column, numbers in self._numbers.items()}))

    def numbers(self, column: str, values: Iterable[str]) -> list[int]:
        """New values get new numbers."""
        known = self._numbers[column]
        return [known[value] for value in values]

    def named(self, column: str, counts: Iterable[tuple[int, int]]) -> dict[str, int]:
        """(number, count) as value -> count."""
        names = self._list(column)
        return {names[number]: found for number, found in counts}

    def _list(self, column: str) -> list[str]:
        known = self._numbers[column]
        if len(self._lists.get(column, ())) != len(known):
            self._lists[column] = list(known)
        return self._lists[column]
