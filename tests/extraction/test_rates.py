from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extraction.rates import convert
from corpus.extraction.rates.build import build


@pytest.mark.parametrize(
    ("value", "currency", "to", "year", "low", "high"),
    [
        pytest.param("1", "USD", "CNY", 2021, "6.4", "6.5", id="dollar-in-yuan"),
        pytest.param("1000000000", "CNY", "USD", 2023, "138000000", "143000000", id="yuan-in-dollars"),
        pytest.param("1", "EUR", "USD", 2022, "1.04", "1.07", id="euro-in-dollars"),
        pytest.param("1", "EUR", "GBP", 2020, "0.87", "0.91", id="neither-dollar-nor-yuan"),
        pytest.param("10000000", "INR", "USD", 2023, "120000", "122500", id="crore-in-dollars"),
        pytest.param("1", "USD", "KRW", 2015, "1100", "1160", id="won"),
        pytest.param("3.75", "SAR", "USD", 2010, "1", "1", id="pegged"),
    ],
)
def test_known_rates(value: str, currency: str, to: str, year: int, low: str, high: str) -> None:
    converted = convert(Decimal(value), currency, to, year)
    assert converted is not None
    assert Decimal(low) <= converted <= Decimal(high)


def test_the_same_currency_needs_no_rate() -> None:
    assert convert(Decimal("5"), "VND", "VND", 2020) == Decimal("5")


def test_a_year_outside_the_table_takes_the_nearest_one() -> None:
    assert convert(Decimal(1), "USD", "CNY", 1990) == convert(Decimal(1), "USD", "CNY", 2005)
    assert convert(Decimal(1), "USD", "RUB", 2030) == convert(Decimal(1), "USD", "RUB", 2021)


def test_no_year_takes_the_latest_one() -> None:
    assert convert(Decimal(1), "EUR", "CNY", None) == convert(Decimal(1), "EUR", "CNY", 2025)


@pytest.mark.parametrize(("currency", "to"), [("VND", "USD"), ("CNY", "TWD"), ("", "XXX")])
def test_an_unknown_currency_gives_none(currency: str, to: str) -> None:
    assert convert(Decimal(1), currency, to, 2020) is None


@settings(deadline=None)
@given(
    st.sampled_from(["USD", "CNY", "EUR", "JPY", "SGD", "MYR"]),
    st.sampled_from(["USD", "CNY", "EUR", "JPY", "SGD", "MYR"]),
    st.one_of(st.none(), st.integers(1900, 2100)),
)
def test_there_and_back_is_nearly_the_same(currency: str, to: str, year: int | None) -> None:
    there = convert(Decimal(100), currency, to, year)
    assert there is not None
    back = convert(there, to, currency, year)
    assert back is not None
    assert abs(back - 100) < Decimal("0.5")


def test_building_averages_the_days_of_a_year_and_drops_years_with_too_few(tmp_path: Path) -> None:
    rows = ["Date,USD,CNY,"]
    rows += [f"2020-01-{day % 28 + 1:02},{'1.0' if day % 2 else '1.2'},7.2," for day in range(200)]
    rows += ["2021-01-04,1.5,N/A,"]
    with ZipFile(tmp_path / "rates.zip", "w") as archive:
        archive.writestr("eurofxref-hist.csv", "\n".join(rows))
    build(tmp_path / "rates.zip", tmp_path / "annual.csv")
    lines = (tmp_path / "annual.csv").read_text(encoding="utf-8").splitlines()
    assert "2020,CNY,6.6,1" in lines
    assert not any(line.startswith("2021,CNY") for line in lines)
