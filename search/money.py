"""Sums of money as people type them: in every notation of numbers and currencies that extraction reads, and in any case."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from corpus.extraction.money.currencies import ADJECTIVES, BEFORE_CODES, NAMES
from corpus.extraction.money.locale import LOCAL_SIGNS
from corpus.extraction.money.numbers import quantities
from corpus.extraction.rates import convert
from search.chinese_sums import in_english
from search.query import Bound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.extraction.money.numbers import Quantity

UNDER = re.compile(r"(?:under|below|<)\s*", re.IGNORECASE)
LARGEST = Decimal(10**16)  # yuan
CENT = Decimal("0.01")


def parse_sum(text: str) -> Bound:
    """The sum that "1.5bn", "¥2 billion", "$300m", "A$5m", "RM 20 million", "₹500 crore" or "3亿美元" says; yuan when no currency
    does. Raises `ValueError` with a sentence."""
    english = in_english(text.strip())
    number = _number(english)
    value = number.number * number.factor
    currency = _currency(english, number) or "CNY"
    in_yuan = convert(value, currency, "CNY", year=None)
    if in_yuan is None:
        raise ValueError(
            _("“%(text)s” is in %(currency)s, of which no rate is known. Write it in yuan or dollars.")
            % {"text": text, "currency": currency}
        )
    if in_yuan > LARGEST:
        raise ValueError(
            _("“%(text)s” is more than Gleaner counts to (10,000 trillion yuan).") % {"text": text}
        )
    return Bound(value.quantize(CENT), currency)


def parse_upper_end(text: str) -> Bound:
    """As `parse_sum`; "under 10bn" is the largest sum below it, since sums are counted to the cent."""
    under = UNDER.match(text.strip())
    if under is None:
        return parse_sum(text)
    end = parse_sum(text.strip()[under.end() :])
    return Bound(max(end.value - CENT, Decimal(0)), end.currency)


def _number(text: str) -> Quantity:
    """The one number of a text."""
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
