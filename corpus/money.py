"""Sums of money as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language

SCALES = ((Decimal(10**12), "tn"), (Decimal(10**9), "bn"), (Decimal(10**6), "m"))
OTHER_SCALES = {"zh": ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))}
"""Of languages that count otherwise, by the first part of their code."""

Scales = tuple[tuple[Decimal, str], ...]


def in_short(value: Decimal | None) -> str:
    """A sum with at most two decimals and its scale: "1.68bn", "300m", "12,500"; "" for None. The same in every language,
    for addresses."""
    if value is None:
        return ""
    number, suffix = _scaled(value, SCALES)
    return f"{number:,f}{suffix}"


def in_words(value: Decimal | None) -> str:
    """As `in_short`, as the language of the page has it: "16.8亿"."""
    if value is None:
        return ""
    language = (get_language() or "").partition("-")[0]
    number, suffix = _scaled(value, OTHER_SCALES.get(language, SCALES))
    return f"{number_format(number, force_grouping=True)}{suffix}"


def in_full(value: Decimal) -> str:
    """All its digits, in groups."""
    return str(number_format(value.normalize() + 0, force_grouping=True))


def _scaled(value: Decimal, scales: Scales) -> tuple[Decimal, str]:
    for scale, suffix in scales:
        if abs(value) >= scale:
            return _rounded(value / scale), suffix
    return _rounded(value), ""


def _rounded(value: Decimal) -> Decimal:
    """To hundredths, without zeros at the end."""
    number = value.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    return number.to_integral_value() if number == number.to_integral_value() else number.normalize()
