"""The common scale of sums, whole yuan: by the dollars that the article states if they can be right, else at the average rate
of the figure's year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from corpus.extraction.rates import convert

if TYPE_CHECKING:

    class Stated(Protocol):
        """A sum as an article states it: whole units of a currency (ISO 4217), and the dollars beside it."""

        @property
        def value(self) -> Decimal: ...
        @property
        def value_high(self) -> Decimal | None: ...
        @property
        def currency(self) -> str: ...
        @property
        def usd_equivalent(self) -> Decimal | None: ...
        @property
        def year(self) -> int | None: ...


class OnCommonScale:
    """For what is `Stated`; None without stated dollars and without a rate."""

    __slots__ = ()

    @property
    def value_cny(self: Stated) -> Decimal | None:
        return _in_yuan(self.value, self)

    @property
    def value_high_cny(self: Stated) -> Decimal | None:
        return None if self.value_high is None else _in_yuan(self.value_high, self)


def _in_yuan(value: Decimal, stated: Stated) -> Decimal | None:
    """A value of the sum, its own or its upper end."""
    dollars = _stated_dollars(stated)
    if stated.currency != "CNY" and dollars:
        return convert(dollars * value / stated.value, "USD", "CNY", stated.year)
    return convert(value, stated.currency, "CNY", stated.year)


def in_dollars(stated: Stated) -> Decimal | None:
    """As stated or converted."""
    return _stated_dollars(stated) or convert(stated.value, stated.currency, "USD", stated.year)


def _stated_dollars(stated: Stated) -> Decimal | None:
    """The dollars of the article, unless they are far from what the value comes to (a slip, or an edited value)."""
    if not stated.usd_equivalent or not stated.value:
        return None
    converted = convert(stated.value, stated.currency, "USD", stated.year)
    is_far = converted and not Decimal("0.7") <= stated.usd_equivalent / converted <= Decimal("1.4")
    return None if is_far else stated.usd_equivalent
