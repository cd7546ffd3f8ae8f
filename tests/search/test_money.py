"""Sums of money as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.extraction.rates import convert
from search.money import CENT, parse_sum, parse_upper_end

GOOD = {
    "300m": 300 * 10**6,
    "1.5bn": 1_500_000_000,
    "2 billion yuan": 2 * 10**9,
    "RMB 300m": 300 * 10**6,
    "¥2b": 2 * 10**9,
    "yuan 2bn": 2 * 10**9,
    "CN¥1,680,000.50": Decimal("1680000.50"),
    "20000000": 2 * 10**7,
    "1.2 trillion": 12 * 10**11,
    "0": 0,
}
BAD = [
    "",
    "lots",
    "1,5bn",
    "1,,5",
    "1.5.5",
    "-3m",
    "$300m yuan",
    "10x",
    "1e9",
    "99999999999999999999bn",
    "٣m",
]


@pytest.mark.parametrize(("typed", "value"), GOOD.items(), ids=GOOD.keys())
def test_sums_are_understood(typed: str, value: int | Decimal) -> None:
    assert parse_sum(typed) == value


@pytest.mark.parametrize(
    ("typed", "value", "currency"),
    [("$300m", 300, "USD"), ("US$0.3bn", 300, "USD"), ("€1.5m", "1.5", "EUR"), ("5bn yen", 5000, "JPY")],
)
def test_other_currencies_count_at_the_latest_rate(typed: str, value: int | str, currency: str) -> None:
    yuan = convert(Decimal(value) * 10**6, currency, "CNY", year=None)
    assert yuan is not None
    assert parse_sum(typed) == yuan.quantize(CENT)


@pytest.mark.parametrize("typed", ["under 10bn", "<10bn", "Below 10bn"])
def test_an_upper_end_can_be_left_out_itself(typed: str) -> None:
    assert parse_upper_end(typed) == 10 * 10**9 - CENT
    assert parse_upper_end("10bn") == 10 * 10**9


@pytest.mark.parametrize("typed", BAD)
def test_anything_else_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"[“”].+\."):
        parse_sum(typed)
