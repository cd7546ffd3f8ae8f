"""Queries whose SQL is written once: for twenty rows Django takes longer to write it than a database to answer it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.db.models import QuerySet
    from django.db.models.expressions import BaseExpression

    Row = Sequence[Any]
    Converters = Mapping[int, tuple[Sequence[Callable[..., Any]], BaseExpression]]

SIZES = 128  # of lists of numbers, each with an SQL of its own


@dataclass(frozen=True, slots=True)
class _Written:
    """An SQL; `places` says which of its parameters are which of the numbers asked for."""

    using: str
    sql: str
    parameters: tuple[Any, ...]
    places: Mapping[int, int]
    converters: Converters

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        parameters = list(self.parameters)
        for place, number in self.places.items():
            parameters[place] = numbers[number]
        connection = connections[self.using]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            found = cursor.fetchall()
        return [self._converted(list(row), connection) for row in found] if self.converters else found

    def _converted(self, row: list[Any], connection: Any) -> Row:
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return row


class Prepared:
    """Plain values by a list of numbers. `queryset` makes the query with `values_list`; the numbers must only be parameters
    in it."""

    def __init__(self, queryset: Callable[[Sequence[int]], QuerySet[Any, Any]]) -> None:
        self._queryset = queryset
        self._written = lru_cache(maxsize=SIZES)(self._write)

    def __call__(self, numbers: Sequence[int]) -> list[Row]:
        """One query, none without numbers."""
        if not numbers:
            return []
        return self._written(len(numbers)).rows(numbers)

    def _write(self, size: int) -> _Written:
        stand_ins = [-1 - number for number in range(size)]  # ids are positive
        queryset = self._queryset(stand_ins)
        compiler = queryset.query.get_compiler(queryset.db)
        sql, parameters = compiler.as_sql()
        numbers = {stand_in: number for number, stand_in in enumerate(stand_ins)}
        places = {place: numbers[value] for place, value in enumerate(parameters) if value in numbers}
        fields = [column[0] for column in compiler.select[: compiler.col_count]]
        return _Written(queryset.db, sql, tuple(parameters), places, compiler.get_converters(fields))
