"""Ends of a range of money as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from corpus.extraction.rates import convert
from corpus.typed_sums import read_sum
from search.query import Bound

UNDER = re.compile(r"(?:under|below|<)\s*", re.IGNORECASE)
LARGEST = Decimal(10**16)  # yuan
CENT = Decimal("0.01")


def parse_sum(text: str) -> Bound:
    """What `read_sum` reads, in yuan when no currency is typed. Raises `ValueError` with a sentence."""
    typed = read_sum(text)
    currency = typed.currency or "CNY"
    in_yuan = convert(typed.value, currency, "CNY", year=None)
    if in_yuan is None:
        raise ValueError(
            _("“%(text)s” is in %(currency)s, of which no rate is known. Write it in yuan or dollars.")
            % {"text": text, "currency": currency}
        )
    if in_yuan > LARGEST:
        raise ValueError(
            _("“%(text)s” is more than Gleaner counts to (10,000 trillion yuan).") % {"text": text}
        )
    return Bound(typed.value.quantize(CENT), currency)


def parse_upper_end(text: str) -> Bound:
    """As `parse_sum`; "under 10bn" is the largest sum below it, since sums are counted to the cent."""
    under = UNDER.match(text.strip())
    if under is None:
        return parse_sum(text)
    end = parse_sum(text.strip()[under.end() :])
    return Bound(max(end.value - CENT, Decimal(0)), end.currency)
