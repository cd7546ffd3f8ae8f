"""Sums of money as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

SCALES = ((Decimal(10**12), "tn"), (Decimal(10**9), "bn"), (Decimal(10**6), "m"))


def in_short(value: Decimal | None) -> str:
    """A sum with at most two decimals and its scale: "1.68bn", "300m", "12,500"; "" for None."""
    if value is None:
        return ""
    for scale, suffix in SCALES:
        if abs(value) >= scale:
            return _plain(value / scale) + suffix
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value.quantize(Decimal('0.01'), ROUND_HALF_EVEN):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
