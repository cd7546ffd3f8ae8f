"""Sums of money in another currency, at the official average rate of a year.

The rates ship in `annual.csv`; README.md there names their source and how the file is built.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

BASES: Final = {"USD": "per_usd", "CNY": "per_cny"}


def convert(value: Decimal, currency: str, to: str, year: int | None) -> Decimal | None:
    """`value` of `currency` in `to` (both ISO 4217) at the average rate of `year`, or of the nearest year that has both;
    the latest one when `year` is None. None when the table lacks a currency."""
    if currency == to:
        return value
    for base in sorted(BASES, key=lambda base: base not in (currency, to)):
        rates = _nearest(base, frozenset({currency, to}), year)
        if rates:
            return value * rates[to] / rates[currency]
    return None


@cache
def _table(base: str) -> Mapping[int, Mapping[str, Decimal]]:
    """Units of each currency for one unit of `base`, by year."""
    table: dict[int, dict[str, Decimal]] = {}
    with resources.files(__package__).joinpath("annual.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row[BASES[base]]:
                table.setdefault(int(row["year"]), {})[row["currency"]] = Decimal(row[BASES[base]])
    return table


@cache
def _nearest(base: str, currencies: frozenset[str], year: int | None) -> Mapping[str, Decimal] | None:
    """The rates of the year nearest to `year` that has all of `currencies`."""
    table = _table(base)
    years = [known for known, rates in table.items() if currencies <= rates.keys()]
    if not years:
        return None
    return table[max(years) if year is None else min(years, key=lambda known: abs(known - year))]
