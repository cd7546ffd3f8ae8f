"""Days, months and years as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from search.periods import Period, parse_period


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-2", date(2023, 2, 1), date(2023, 2, 28)),
        (" 2024-04-26 ", date(2024, 4, 26), date(2024, 4, 26)),
    ],
)
def test_a_period_goes_from_its_first_day_to_its_last(typed: str, first: date, last: date) -> None:
    assert parse_period(typed) == Period(first, last)


@pytest.mark.parametrize("typed", ["", "soon", "24", "0999", "2024-13", "2024-02-30", "2024/04", "٢٠٢٤"])
def test_anything_else_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"“.*”.+\."):
        parse_period(typed)
