"""Sums are typed in the forms of figures as they are in the search box, and ranges, too."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from corpus.typed_sums import TypedSum, read_range
from tests.corpus.test_admin import save
from tests.corpus.test_edit_in_text import opened, send
from tests.factories import make_amount, make_article

if TYPE_CHECKING:
    from django.test import Client

    from corpus.models import Amount, Article
    from search.backends.base import SearchBackend

BILLION = 10**9


@pytest.mark.parametrize(
    ("typed", "low", "high", "currency"),
    [
        ("1.5-2bn", 1.5 * BILLION, 2 * BILLION, ""),
        ("1.5bn – 2bn yuan", 1.5 * BILLION, 2 * BILLION, "CNY"),
        ("$1-2bn", BILLION, 2 * BILLION, "USD"),
        ("500m-2bn", BILLION / 2, 2 * BILLION, ""),
        ("between 5 and 8 million euros", 5_000_000, 8_000_000, "EUR"),
        ("€5m to €8m", 5_000_000, 8_000_000, "EUR"),
        ("15-20亿", 1.5 * BILLION, 2 * BILLION, ""),
        ("3000万至1亿美元", 30_000_000, 100_000_000, "USD"),
        ("twenty-five million yuan", 25_000_000, None, "CNY"),
    ],
)
def test_ranges_are_read(typed: str, low: float, high: float | None, currency: str) -> None:
    assert read_range(typed) == TypedSum(Decimal(low), currency, None if high is None else Decimal(high))


@pytest.mark.parametrize("typed", ["2-1.5bn", "$1bn-€2bn", "1-2-3bn", "-3m", "1bn-", "to 5m", "2bn-2bn"])
def test_what_is_no_range_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"[“”].+\."):
        read_range(typed)


pytestmark = pytest.mark.django_db


@pytest.fixture
def article(index: SearchBackend) -> Article:
    return make_article()


@pytest.fixture
def figure(article: Article) -> Amount:
    return make_amount(article, 7_000_000)


def address_of(figure: Amount) -> str:
    return f"/articles/{figure.article_id}/figure/{figure.pk}/"


def sums_of(figure: Amount) -> tuple[Decimal, Decimal | None, str, str]:
    figure.refresh_from_db()
    return figure.value, figure.value_high, figure.currency, figure.qualifier


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("1.7bn", (1_700_000_000, None, "CNY", "exact")),
        ("300 million yuan", (300_000_000, None, "CNY", "exact")),
        ("16.8亿", (1_680_000_000, None, "CNY", "exact")),
        ("$300m", (300_000_000, None, "USD", "exact")),
        ("€1.5-2bn", (1_500_000_000, 2_000_000_000, "EUR", "range")),
    ],
)
def test_a_sum_is_typed_in_the_text_and_shown_back(
    editing: Client, figure: Amount, typed: str, saved: tuple[object, ...]
) -> None:
    page = send(editing, address_of(figure), opened(editing, address_of(figure)), value=typed)
    assert sums_of(figure) == saved
    assert f"“{typed}” was read as {saved[0]:,}" in page


def test_a_sum_is_typed_in_the_admin(editing: Client, article: Article, figure: Amount) -> None:
    save(editing, article, **{"amounts-0-value": "$1.5-2bn"})
    assert sums_of(figure) == (1_500_000_000, 2_000_000_000, "USD", "range")
    assert "was read as 1,500,000,000–2,000,000,000 USD" in editing.get("/").content.decode()


def test_a_sum_that_says_something_else_than_another_field_is_asked_about(
    editing: Client, figure: Amount
) -> None:
    data = opened(editing, address_of(figure))
    page = send(editing, address_of(figure), data, value="$300m", currency="EUR")
    assert "This says “USD”, and the field “Currency” says “EUR”" in page
    assert sums_of(figure)[0] == 7_000_000


def test_a_sum_that_cant_be_read_is_refused_and_kept(editing: Client, figure: Amount) -> None:
    page = send(editing, address_of(figure), opened(editing, address_of(figure)), value="1,5bn")
    assert "“1,5bn” is no sum of money" in page
    assert 'value="1,5bn"' in page


def test_what_is_read_is_shown_while_it_is_typed(editing: Client) -> None:
    assert editing.get("/curation/sum?value=$1.5-2bn").content.decode() == "= 1,500,000,000–2,000,000,000 USD"
    assert "no sum of money" in editing.get("/curation/sum?value_high=<b>").content.decode()
    assert "<b>" not in editing.get("/curation/sum?value=<b>").content.decode()
