"""A cell that a person may have typed -> the value as JSON holds it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from corpus.history.values import plain_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.roundtrip.tables import Column

YES, NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n", ""}
DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
ROUNDED = re.compile(r"\d(?:\.\d+)?[eE][+-]?\d{1,3}")  # as spreadsheets show long numbers
NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})")
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d{1,3})?")  # as much of the world writes 0.5
UNWRITABLE = re.compile("[\\0\ud800-\udfff]")  # what databases can't hold


class BadCell(Exception):
    """What is wrong with a cell, in a sentence for people."""


def read_cell(column: Column, model: type[models.Model], cell: Any, *, now: Any = None) -> Any:
    """The value; None for an empty cell where a value may be missing. `now` is what the database has: a number that a
    spreadsheet rounded to fewer digits is taken for that one. Raises `BadCell`."""
    field = column.field(model)
    text = _text(cell)
    if isinstance(field, models.BooleanField):
        return _flag(text)
    if field.is_relation:
        return text.strip() or None
    if not text.strip() and field.null:
        return None
    if isinstance(field, models.DateField):
        text = _day(text)
    elif isinstance(field, models.DecimalField | models.IntegerField):
        text = _number(text, now)
    elif field.choices:
        text = _choice(dict(field.flatchoices), text)
    return _as_plain(field, text)


def _text(cell: Any) -> str:
    if isinstance(cell, list | dict):
        raise BadCell(_("It is a list or an object, not one value."))
    text = "" if cell is None else str(cell).replace("\r\n", "\n")
    if UNWRITABLE.search(text):
        raise BadCell(_("It has a character that can't be kept: U+0000, or half of a pair."))
    return text


def _as_plain(field: models.Field[Any, Any], text: str) -> Any:
    try:
        return plain_value(field, text)
    except ValidationError as error:
        raise BadCell(" ".join(error.messages)) from None


def _flag(text: str) -> bool:
    word = text.strip().lower()
    if word not in YES | NO:
        raise BadCell(_("“%(text)s” is neither yes nor no.") % {"text": text})
    return word in YES


def _day(text: str) -> str:
    match = DAY.fullmatch(text.strip())
    try:
        return date(*map(int, match.groups())).isoformat() if match else _refuse_day(text)
    except ValueError:
        return _refuse_day(text)


def _refuse_day(text: str) -> str:
    raise BadCell(_("“%(text)s” is no day as in 2024-04-26: year, month, day.") % {"text": text})


def _number(text: str, now: Any) -> str:
    typed = text.strip()
    if ROUNDED.fullmatch(typed.replace(",", ".")):
        return _unrounded(typed.replace(",", "."), now)
    plain = _without_commas(typed, now)
    if not NUMBER.fullmatch(plain):
        raise BadCell(_("“%(text)s” is no number as in 1680000000 or 0.5.") % {"text": text})
    return f"{Decimal(plain).normalize():f}"


def _without_commas(typed: str, now: Any) -> str:
    """With a point before decimals. “1,680” is one thousand six hundred and eighty, unless 1.68 is what is there."""
    pointed = typed.replace(",", ".") if DECIMAL_COMMA.fullmatch(typed) else typed
    if not THOUSANDS.fullmatch(typed) or (now is not None and _is_same(pointed, now)):
        return pointed
    return typed.replace(",", "")


def _is_same(typed: str, now: Any) -> bool:
    return bool(NUMBER.fullmatch(typed)) and Decimal(typed) == Decimal(str(now))


def _unrounded(typed: str, now: Any) -> str:
    digits = len(re.sub(r"[eE].*|\.", "", typed))
    if now is None or f"{Decimal(str(now)):.{digits - 1}E}" != f"{Decimal(typed):.{digits - 1}E}":
        reason = _("“%(text)s” was shortened by a spreadsheet program. Write the number with all its digits.")
        raise BadCell(reason % {"text": typed})
    return str(now)


def _choice(choices: Mapping[Any, Any], text: str) -> str:
    word = text.strip().casefold()
    for value, label in choices.items():
        if word in {str(value).casefold(), str(label).casefold()}:
            return str(value)
    raise BadCell(
        _("“%(text)s” is none of: %(choices)s.") % {"text": text, "choices": ", ".join(map(str, choices))}
    )
