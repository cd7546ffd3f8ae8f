"""The values of a row as JSON holds them, and back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from corpus.batches import batches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

Values = dict[str, Any]

PLAIN = bool | int | float | str
BOOKKEEPING = frozenset({"id", "revision", "story", "created_at", "updated_at"})
PLACE = frozenset(
    {"part", "start", "end", "mentions", "evidence", "overruled", "proposed", "rule", "confidence"}
)
"""What extraction goes on keeping up to date in rows that a person decided."""
BATCH = 1000  # rows read at once


def plain_value(field: models.Field[Any, Any], value: Any) -> Any:
    """A value of the field as JSON gives it back, the same however it was written: `1`, `1.0` and `Decimal("1.0000")`
    are all `"1"` in a column of decimals."""
    if isinstance(field, models.JSONField):
        return listed(value)
    python = field.to_python(value)
    if isinstance(python, Decimal):
        return f"{python.normalize():f}"
    return python if python is None or isinstance(python, PLAIN) else python.isoformat()


def values_of(row: models.Model) -> Values:
    """Every value of the row but its bookkeeping."""
    fields = row._meta.concrete_fields
    kept = (field for field in fields if field.name not in BOOKKEEPING and not field.generated)
    return some_values(row, [*(field.attname for field in kept), *many_to_many_of(type(row))])


def some_values(row: models.Model, names: Iterable[str]) -> Values:
    """These values of the row: columns, and many-to-many fields as sorted ids."""
    columns = columns_of(type(row))
    return {
        name: plain_value(columns[name], getattr(row, name))
        if name in columns
        else sorted(other.pk for other in getattr(row, name).all())
        for name in names
    }


def read_values(model: type[models.Model], pks: Collection[int]) -> dict[int, Values]:
    """The values that rows have in the database, by id; a row that is not there is left out."""
    rows = model._base_manager.prefetch_related(*many_to_many_of(model))
    found = (row for batch in batches(sorted(pks), BATCH) for row in rows.filter(pk__in=batch))
    return {row.pk: values_of(row) for row in found}


def restored(model: type[models.Model], values: Mapping[str, Any]) -> Values:
    """Values of columns as Python holds them; those of many-to-many fields are left out."""
    columns = columns_of(model)
    return {name: columns[name].to_python(value) for name, value in values.items() if name in columns}


def columns_of(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    """The fields of its table by column: `region_id` for a foreign key."""
    return {field.attname: field for field in model._meta.concrete_fields}


def fields_of(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields of its table and its many-to-many ones, in the order of the model."""
    return (*model._meta.concrete_fields, *model._meta.many_to_many)


def references_of(model: type[models.Model], values: Values) -> Iterator[tuple[type[models.Model], int]]:
    """The rows that these values point to."""
    for field in fields_of(model):
        value = values.get(field.attname)
        if field.related_model is not None and value:
            yield from ((field.related_model, pk) for pk in (value if isinstance(value, list) else [value]))


def many_to_many_of(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.many_to_many]


def changed_values(before: Values, after: Values) -> Iterable[str]:
    return (name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def only(values: Values, names: Collection[str]) -> Values:
    return {name: value for name, value in values.items() if name in names}


def listed(value: Any) -> Any:
    """A value as it comes back from JSON: tuples as lists."""
    if isinstance(value, list | tuple):
        return [listed(item) for item in value]
    return {key: listed(item) for key, item in value.items()} if isinstance(value, dict) else value
