"""Sums of money as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.extraction.money.currencies import BEFORE_CODES, NAMES
from search.money import CENT, parse_sum, parse_upper_end
from search.query import Bound

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
    assert parse_sum(typed) == Bound(Decimal(value))


@pytest.mark.parametrize(
    ("typed", "value", "currency"),
    [
        ("$300m", 300_000_000, "USD"),
        ("US$0.3bn", 300_000_000, "USD"),
        ("usd 300m", 300_000_000, "USD"),
        ("300m US dollars", 300_000_000, "USD"),
        ("€1.5m", 1_500_000, "EUR"),
        ("5bn yen", 5 * 10**9, "JPY"),
        ("RM 20 million", 2 * 10**7, "MYR"),
        ("₹500 crore", 5 * 10**9, "INR"),
        ("Rs 3 lakh", 300_000, "INR"),
        ("2 lakh crore rupees", 2 * 10**12, "INR"),
        ("1,00,000 INR", 100_000, "INR"),
        ("A$5m", 5_000_000, "AUD"),
        ("hk$ 2bn", 2 * 10**9, "HKD"),
        ("S$20m", 2 * 10**7, "SGD"),
        ("20m Singapore dollars", 2 * 10**7, "SGD"),
        ("R$1m", 1_000_000, "BRL"),
        ("20 trillion won", 2 * 10**13, "KRW"),
        ("two million pounds", 2_000_000, "GBP"),
    ],
)
def test_other_currencies_are_kept(typed: str, value: int, currency: str) -> None:
    assert parse_sum(typed) == Bound(Decimal(value), currency)


@pytest.mark.parametrize("sign", [*BEFORE_CODES, *(name for name, of in NAMES.items() if "" in of)])
def test_every_currency_that_extraction_reads_can_be_typed(sign: str) -> None:
    for typed in (f"{sign} 5m", f"5m {sign}", f"5 million {sign}".upper()):
        try:
            assert parse_sum(typed).value == 5_000_000
        except ValueError as error:
            assert "no rate is known" in str(error)  # noqa: PT017  # of a few currencies


@pytest.mark.parametrize("typed", ["under 10bn", "<10bn", "Below 10bn"])
def test_an_upper_end_can_be_left_out_itself(typed: str) -> None:
    assert parse_upper_end(typed) == Bound(10 * 10**9 - CENT)
    assert parse_upper_end("10bn") == Bound(Decimal(10 * 10**9))
    assert parse_upper_end("under $1m") == Bound(Decimal("999999.99"), "USD")


@pytest.mark.parametrize("typed", BAD)
def test_anything_else_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"[“”].+\."):
        parse_sum(typed)
