"""Page, export, feed and API give the same articles for the same parameters."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.models import Role
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)

FILTERS = {
    "q": ["biomedical", "park OR fund", "title:park", "bio* -fund", "zebra"],
    "region": ["china", "tianjin", "hebei", "none"],
    "organisation": ["roche", "none"],
    "role": ["investment", "funding", "none"],
    "amount_min": ["1m", "10m", "$1m"],
    "amount_max": ["10m", "1bn"],
    "figure_year": ["2024", "2025"],
    "target": ["yes", "no"],
    "year": ["2023", "2024", "none"],
    "from": ["2023-06"],
    "to": ["2024-06-15"],
    "source": ["Shine", "none"],
    "not_region": ["hebei"],
    "sort": ["date", "oldest", "amount"],
}
PAIRS = st.sampled_from([(name, value) for name, values in FILTERS.items() for value in values])


@pytest.fixture
def corpus(index: SearchBackend, settings: SettingsWrapper) -> None:
    """Sixty articles that differ in everything that can be filtered by."""
    settings.API_RATE = 0
    cache.clear()
    with transaction.atomic():
        make_sixty()


def make_sixty() -> None:
    china = make_region("China", level="country")
    regions = [make_region(name, parent=china) for name in ("Tianjin", "Hebei")]
    roche = make_organisation("Roche")
    for number in range(60):
        article = make_article(
            title=f"A {'park' if number % 3 else 'fund'} in {number}",
            published=None if number % 10 == 9 else date(2023 + number % 2, 1 + number % 12, 1 + number % 28),
            source=("Shine", "China Daily", "")[number % 3],
        )
        if number % 4:
            link_region(article, regions[number % 2])
        if number % 5 == 0:
            link_organisation(article, roche)
        for rank, role in enumerate(list(Role)[: number % 4]):
            value = 10 ** ((number + 4 * rank) % 13)
            make_amount(article, value, role=role, year=2024 + rank % 2, is_target=(number + rank) % 3 == 1)


def pages_of_page(client: Client, query: str) -> list[int]:
    found: list[int] = []
    for number in count(1):
        page = client.get(f"/?{query}&page={number}").content.decode()
        found += map(int, re.findall(r'<h2 id="hit-(\d+)">', page))
        if 'rel="next"' not in page:
            return found
    raise AssertionError


def pages_of_api(client: Client, query: str, *, what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    address = f"/api/v1/{what}?{query}"
    while address:
        answer = client.get(address).json()
        found += answer["articles" if what == "search" else what]
        address = answer["next"]
    return found


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(PAIRS, max_size=3, unique_by=lambda pair: pair))
@example([("target", "yes")])
@example([("figure_year", "2024"), ("role", "investment"), ("role", "funding")])
@example([("amount_min", "10m"), ("amount_max", "10m")])
def test_all_forms_of_a_search_agree(client: Client, corpus: None, pairs: list[tuple[str, str]]) -> None:
    known = urlencode(pairs)
    query = f"{known}&unrelated=x"
    exported = json.loads(client.get(f"/articles.json?{query}").getvalue())
    ids = [article["id"] for article in exported]
    assert ids == pages_of_page(client, query)
    assert exported == [without_marks(article) for article in pages_of_api(client, known, what="search")]

    figures = json.loads(client.get(f"/figures.json?{query}").getvalue())
    assert figures == pages_of_api(client, known, what="figures")
    summary = client.get(f"/api/v1/figures?{known}").json()["summary"]
    assert (summary or {"number": 0})["number"] == len(figures), "what the index counts is what is listed"

    newest = json.loads(client.get(f"/articles.json?{query}&sort=date").getvalue())
    in_feed = client.get(f"/feed.atom?{query}").content.decode()
    assert [int(pk) for pk in re.findall(r":article/(\d+)</id>", in_feed)] == [a["id"] for a in newest][:50]


def without_marks(article: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in article.items() if name not in ("title_fragments", "snippets")}
