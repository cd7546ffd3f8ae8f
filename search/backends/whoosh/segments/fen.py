"""Sums of money in the index: fen, hundredths of a yuan, in 64 bits."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

LARGEST = Decimal(2**63 - 1)
MISSING = -(2**63)  # of a figure without a known value


def to_fen(yuan: Decimal) -> int:
    """What is larger counts as the largest."""
    bounded = max(-LARGEST / 100, min(yuan, LARGEST / 100))
    return int((bounded * 100).to_integral_value(ROUND_HALF_EVEN))
