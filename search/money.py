"""Sums of money as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from corpus.extraction.rates import convert

SCALES = {
    "": 1,
    "k": 10**3, "thousand": 10**3,
    "m": 10**6, "mn": 10**6, "mln": 10**6, "million": 10**6,
    "b": 10**9, "bn": 10**9, "bln": 10**9, "billion": 10**9,
    "t": 10**12, "tn": 10**12, "trn": 10**12, "trillion": 10**12,
}  # fmt: skip
CURRENCIES = {
    "CNY": ("cny", "rmb", "yuan", "cn¥", "¥", "￥"),
    "USD": ("usd", "us$", "$", "dollars", "dollar"),
    "EUR": ("eur", "€", "euros", "euro"),
    "GBP": ("gbp", "£", "pounds", "pound"),
    "HKD": ("hkd", "hk$"),
    "SGD": ("sgd", "s$"),
    "JPY": ("jpy", "jp¥", "yen"),
    "KRW": ("krw", "₩", "won"),
}
CODES = {sign: code for code, signs in CURRENCIES.items() for sign in signs}
NUMBER = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,10})?|\d{1,20}(?:\.\d{1,10})?"
SIGN = "|".join(map(re.escape, sorted(CODES, key=len, reverse=True)))
TYPED = re.compile(rf"({SIGN})?\s*({NUMBER})\s*([a-z]*?)\s*({SIGN})?", re.IGNORECASE | re.ASCII)
UNDER = re.compile(r"(?:under|below|<)\s*", re.IGNORECASE)
LARGEST = Decimal(10**16)
CENT = Decimal("0.01")


def parse_sum(text: str) -> Decimal:
    """Whole yuan from "1.5bn", "300m", "1,680,000,000", "¥2 billion" or, at the latest average rate, "$300m". Raises
    `ValueError` with a sentence."""
    typed = TYPED.fullmatch(text.strip())
    currencies = {CODES[sign.lower()] for sign in (typed[1], typed[4]) if sign} if typed else set()
    if typed is None or typed[3].lower() not in SCALES or len(currencies) > 1:
        raise ValueError(
            _("“%(text)s” is no sum of money. Write it as 300m, 1.5bn, 20,000,000 or $300m.") % {"text": text}
        )
    number = Decimal(typed[2].replace(",", "")) * SCALES[typed[3].lower()]
    (currency,) = currencies or {"CNY"}
    value = convert(number, currency, "CNY", year=None)
    if value is None or value > LARGEST:
        raise ValueError(
            _("“%(text)s” is more than Gleaner counts to (10,000 trillion yuan).") % {"text": text}
        )
    return value.quantize(CENT)


def parse_upper_end(text: str) -> Decimal:
    """As `parse_sum`; "under 10bn" is the largest sum below it, since sums are counted to the cent."""
    under = UNDER.match(text.strip())
    if under is None:
        return parse_sum(text)
    return max(parse_sum(text.strip()[under.end() :]) - CENT, Decimal(0))
