"""Which figures of an article a search asks for."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.models import Amount
    from search.loading import ShownFigure
    from search.query import SearchQuery

CENT = Decimal("0.01")


def is_asked_for(query: SearchQuery, amount: Amount | ShownFigure) -> bool:
    """Whether an amount by itself satisfies all filters of amounts, as the index has it."""
    return (
        (not query.roles or amount.role in query.roles)
        and (not query.figure_years or amount.year in query.figure_years)
        and (query.is_target is None or amount.is_target == query.is_target)
        and (not query.has_range or _is_in_range(query, amount))
    )


def asked_figures(query: SearchQuery, amounts: Iterable[Amount]) -> list[Amount]:
    """Those that satisfy the filters; all of them without filters of amounts."""
    return [amount for amount in amounts if is_asked_for(query, amount)]


def _is_in_range(query: SearchQuery, amount: Amount | ShownFigure) -> bool:
    """Sums count to the cent, and a range counts from its smaller end, as in the index."""
    if (value := amount.value_cny) is None:
        return False
    ends = [_to_cents(end) for end in (value, amount.value_high_cny) if end is not None]
    low, high = query.amount_min, query.amount_max
    return (low is None or max(ends) >= _to_cents(low.in_yuan(amount.year))) and (
        high is None or min(ends) <= _to_cents(high.in_yuan(amount.year))
    )


def _to_cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_EVEN)
