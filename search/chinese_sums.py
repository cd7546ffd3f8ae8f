"""Sums as they are typed in Chinese: "1.5亿", "3000万美元"."""

from __future__ import annotations

import re
from decimal import Decimal

SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
CURRENCIES = {
    "人民币": "yuan",
    "美元": "US dollars",
    "欧元": "euros",
    "港元": "HK$",
    "港币": "HK$",
    "日元": "yen",
    "英镑": "pounds",
    "元": "yuan",
}
NUMBER = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,10})?|\d{1,20}(?:\.\d{1,10})?"
TYPED = re.compile(
    rf"(?P<number>{NUMBER})\s*(?P<scale>{'|'.join(SCALES)})?\s*(?P<currency>{'|'.join(CURRENCIES)})?",
    re.ASCII,
)


def in_english(text: str) -> str:
    """The sum in figures with an English name of its currency; any other text as it is."""
    typed = TYPED.fullmatch(text.strip())
    if typed is None or not (typed["scale"] or typed["currency"]):
        return text
    number = Decimal(typed["number"].replace(",", "")) * SCALES.get(typed["scale"], 1)
    return f"{number:f} {CURRENCIES.get(typed['currency'], 'yuan')}"
