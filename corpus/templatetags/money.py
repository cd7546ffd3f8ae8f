"""Sums of money in templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from corpus.money import in_words

if TYPE_CHECKING:
    from decimal import Decimal

register = template.Library()


@register.filter
def short_sum(value: Decimal | None) -> str:
    """`{{ amount.value_cny|short_sum }}`: "1.68bn", in Chinese "16.8亿"."""
    return in_words(value)
