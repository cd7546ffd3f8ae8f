"""Queries whose SQL is written once: for twenty rows Django takes longer to write it than a database to answer it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.db.models import Model, QuerySet
    from django.db.models.expressions import BaseExpression

    Row = Sequence[Any]
    Converters = Mapping[int, tuple[Sequence[Callable[..., Any]], BaseExpression]]

STEP = 5  # an SQL is for lists of a length up to a multiple of it: few do for all lengths
SIZES = 32  # of lists, each with an SQL of its own


V = TypeVar("V", int, str)


@dataclass(frozen=True, slots=True)
class _Written:
    """An SQL for so many values at most; `places` says which of its parameters are which of those asked for. The others are
    stand-ins that no row has."""

    using: str
    sql: str
    parameters: tuple[Any, ...]
    places: Mapping[int, int]
    converters: Converters

    def rows(self, asked: Sequence[object]) -> list[Row]:
        parameters = list(self.parameters)
        for place, number in self.places.items():
            if number < len(asked):
                parameters[place] = asked[number]
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


def _no_id(number: int) -> int:
    return -1 - number  # ids are positive


def no_slug(number: int) -> str:
    return f"<{number}>"


def in_order(model: type[Model], names: set[str]) -> tuple[str, ...]:
    """Fields of a model as its `from_db` takes them."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in names)


class Prepared(Generic[V]):
    """Plain values by a list of ids, or of something else. `queryset` makes the query with `values_list`; the ids must only be
    parameters in it. `stand_in` gives values that never occur, each of them once."""

    def __init__(
        self,
        queryset: Callable[[Sequence[V]], QuerySet[Any, Any]],
        *,
        stand_in: Callable[[int], V] = _no_id,  # type: ignore[assignment]
    ) -> None:
        self._queryset: Callable[[Sequence[V]], QuerySet[Any, Any]] = queryset
        self._stand_in: Callable[[int], V] = stand_in
        self._written = lru_cache(maxsize=SIZES)(self._write)

    def __call__(self, asked: Sequence[V]) -> list[Row]:
        """One query, none for nothing."""
        if not asked:
            return []
        size = -(-len(asked) // STEP) * STEP
        return self._written(size).rows(asked)

    def _write(self, size: int) -> _Written:
        stand_ins = [self._stand_in(number) for number in range(size)]
        queryset = self._queryset(stand_ins)
        compiler = queryset.query.get_compiler(queryset.db)
        sql, parameters = compiler.as_sql()
        numbers = {stand_in: number for number, stand_in in enumerate(stand_ins)}
        places = {place: numbers[value] for place, value in enumerate(parameters) if value in numbers}
        fields = [column[0] for column in compiler.select[: compiler.col_count]]
        return _Written(queryset.db, sql, tuple(parameters), places, compiler.get_converters(fields))
