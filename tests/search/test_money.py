"""Sums of money as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from search.money import parse_sum

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
BAD = ["", "lots", "1,5bn", "1,,5", "1.5.5", "-3m", "$300m", "10x", "1e9", "99999999999999999999bn", "٣m"]


@pytest.mark.parametrize(("typed", "value"), GOOD.items(), ids=GOOD.keys())
def test_sums_are_understood(typed: str, value: int | Decimal) -> None:
    assert parse_sum(typed) == value


@pytest.mark.parametrize("typed", BAD)
def test_anything_else_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"[“”].+\."):
        parse_sum(typed)
