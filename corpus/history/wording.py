"""Values of rows as people read them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from corpus.history.values import fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Names = dict[type[models.Model], dict[int, str]]
"""What rows are called, by model and id."""


def label_of(model: type[models.Model], column: str) -> str:
    """What a column is called; that of a foreign key by its field."""
    field = _field(model, column)
    return str(field.verbose_name) if field is not None else column


def value_text(model: type[models.Model], column: str, value: Any, names: Names) -> str:
    """A value as `corpus.history.values` writes it, for people; empty for none."""
    field = _field(model, column)
    if value in (None, "", []) or field is None:
        return ""
    if field.related_model is not None:
        return _names_text(names.get(field.related_model, {}), value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain_text(field.to_python(value), field)


def _plain_text(value: Any, field: models.Field[Any, Any]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return number_format(value.normalize() + 0, use_l10n=True, force_grouping=True)
    if isinstance(field, models.DateField):
        return date_format(value)
    return str(value)


def _names_text(names: Mapping[int, str], value: int | list[int]) -> str:
    pks = value if isinstance(value, list) else [value]
    return ", ".join(names.get(pk, f"#{pk}") for pk in pks)


def _field(model: type[models.Model], column: str) -> Any:
    return next((field for field in fields_of(model) if column in (field.attname, field.name)), None)
