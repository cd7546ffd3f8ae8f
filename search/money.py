"""Sums of money as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

SCALES = {
    "": 1,
    "k": 10**3, "thousand": 10**3,
    "m": 10**6, "mn": 10**6, "mln": 10**6, "million": 10**6,
    "b": 10**9, "bn": 10**9, "bln": 10**9, "billion": 10**9,
    "t": 10**12, "tn": 10**12, "trn": 10**12, "trillion": 10**12,
}  # fmt: skip
NUMBER = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,10})?|\d{1,20}(?:\.\d{1,10})?"
YUAN = r"(?:cny|rmb|yuan|cn¥|¥|￥)?"
TYPED = re.compile(rf"{YUAN}\s*({NUMBER})\s*([a-z]*?)\s*{YUAN}", re.IGNORECASE | re.ASCII)
LARGEST = Decimal(10**16)


def parse_sum(text: str) -> Decimal:
    """Whole yuan from "1.5bn", "300m", "1,680,000,000" or "¥2 billion". Raises `ValueError` with a sentence."""
    typed = TYPED.fullmatch(text.strip())
    if typed is None or typed[2].lower() not in SCALES:
        raise ValueError(f"“{text}” is no sum in yuan. Write it as 300m, 1.5bn or 20,000,000.")
    value = Decimal(typed[1].replace(",", "")) * SCALES[typed[2].lower()]
    if value > LARGEST:
        raise ValueError(f"“{text}” is more than Gleaner counts to (10,000 trillion).")
    return value
