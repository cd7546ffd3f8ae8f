"""Sums of money as people type them: in every notation of numbers and currencies that extraction reads, and in any case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from corpus.chinese_sums import read_chinese
from corpus.extraction.money.currencies import ADJECTIVES, BEFORE_CODES, NAMES
from corpus.extraction.money.locale import LOCAL_SIGNS
from corpus.extraction.money.numbers import quantities

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from corpus.extraction.money.numbers import Quantity

BETWEEN = re.compile(r"(?:between|from)\s+", re.IGNORECASE)
LINK = re.compile(r"\s?[-‐‑–—~～至到]\s?|\s+(?:to|and)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedSum:
    """Whole units of a currency (ISO 4217), which is "" where none was typed; `high` is the upper end of a range."""

    value: Decimal
    currency: str
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _End:
    """A number with its scale (1 without one) and its currency; `is_prefixed` if that stands before it ("$5")."""

    number: Decimal
    factor: Decimal
    currency: str
    is_prefixed: bool = False

    @property
    def value(self) -> Decimal:
        return self.number * self.factor


def read_sum(text: str) -> TypedSum:
    """The sum that "1.5bn", "¥2 billion", "$300m", "A$5m", "RM 20 million", "₹500 crore" or "3亿美元" says. Raises
    `ValueError` with a sentence."""
    end = _end(text)
    return TypedSum(end.value, end.currency)


def read_range(text: str) -> TypedSum:
    """As `read_sum`, or the range that "1.5-2bn", "$1bn to $2bn", "between 5 and 8 million yuan" or "15至20亿" says."""
    try:
        return read_sum(text)
    except ValueError:
        ends = LINK.split(BETWEEN.sub("", text.strip(), count=1))
        if len(ends) != 2 or not all(ends):
            raise
    low, high = map(_end, ends)
    if low.currency and high.currency and low.currency != high.currency:
        raise _no_sum(text)
    value = low.number * high.factor if _takes_scale(low) else low.value
    if value >= high.value:
        raise ValueError(
            _("“%(text)s” is no range: its lower end comes first, as in 1.5-2bn or 500m-2bn.")
            % {"text": text}
        )
    return TypedSum(value, low.currency or high.currency, high.value)


def _takes_scale(low: _End) -> bool:
    """Whether the scale of the upper end is said for both: "1.5-2bn" and "$1-2bn", not "500m-2bn" or "5 yuan to 2bn"."""
    return low.factor == 1 and (low.is_prefixed or not low.currency)


def _end(text: str) -> _End:
    """The one sum of a text."""
    text = text.strip()
    if chinese := read_chinese(text):
        return _End(chinese.number, chinese.factor, chinese.currency)
    number = _number(text)
    return _End(
        number.number, number.factor, _currency(text, number), is_prefixed=bool(text[: number.start].strip())
    )


def _number(text: str) -> Quantity:
    found = list(quantities(text)) if text.isprintable() else []
    if len(found) != 1 or found[0].is_vague or not found[0].written.isascii():
        raise _no_sum(text)
    return found[0]


def _currency(text: str, number: Quantity) -> str:
    """The currency before or after the number, "" for none."""
    said = [
        " ".join(sign.lower().split()) for sign in (text[: number.start], text[number.end :]) if sign.strip()
    ]
    found = {_signs().get(sign.replace(" ", ""), "") for sign in said}
    if "" in found or len(found) > 1:
        raise _no_sum(text)
    return found.pop() if found else ""


def _no_sum(text: str) -> ValueError:
    return ValueError(
        _("“%(text)s” is no sum of money. Write it as 300m, 1.5bn, 20,000,000 or $300m.") % {"text": text}
    )


@cache
def _signs() -> Mapping[str, str]:
    """ISO codes by everything that names a currency, in small letters and without blanks. A sign of several countries is
    that of the first: "$" of the United States, "¥" of China."""
    named = {name: countries[""] for name, countries in NAMES.items() if "" in countries}
    local = {
        adjective + name: countries[country]
        for name, countries in NAMES.items()
        for adjective, country in ADJECTIVES.items()
        if country in countries
    }
    signs = local | named | BEFORE_CODES
    return {sign.lower().replace(" ", ""): _first(code) for sign, code in signs.items()}


def _first(code: str) -> str:
    return next(iter(LOCAL_SIGNS[code].values())) if code in LOCAL_SIGNS else code
