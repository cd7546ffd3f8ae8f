"""Sums as they are typed in Chinese: "1.5亿", "3000万美元"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
CURRENCIES = {
    "人民币": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "港元": "HKD",
    "港币": "HKD",
    "日元": "JPY",
    "英镑": "GBP",
    "元": "CNY",
}
NUMBER = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,10})?|\d{1,20}(?:\.\d{1,10})?"
TYPED = re.compile(
    rf"(?P<number>{NUMBER})\s*(?P<scale>{'|'.join(SCALES)})?\s*(?P<currency>{'|'.join(CURRENCIES)})?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class ChineseSum:
    """`factor` is the scale, 1 without one; `currency` (ISO 4217) is "" where none was typed."""

    number: Decimal
    factor: Decimal
    currency: str


def read_chinese(text: str) -> ChineseSum | None:
    """A sum in figures with a Chinese scale or currency; None for any other text."""
    typed = TYPED.fullmatch(text)
    if typed is None or not (typed["scale"] or typed["currency"]):
        return None
    number, factor = Decimal(typed["number"].replace(",", "")), Decimal(SCALES.get(typed["scale"], 1))
    return ChineseSum(number, factor, CURRENCIES.get(typed["currency"], ""))
