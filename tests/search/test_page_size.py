"""What goes over the wire: bytes, not times."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction

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

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 60_000  # bytes of the first page with all that it loads, compressed
ZIPPED = {"Accept-Encoding": "gzip"}


@pytest.fixture
def full(index: SearchBackend) -> None:
    """As many hits, values and figures as a page shows."""
    with transaction.atomic():
        china = make_region("China", level="country")
        regions = [make_region(f"Province of number {n}", parent=china) for n in range(40)]
        bodies = [make_organisation(f"Biomedical Company of Number {n} Limited") for n in range(40)]
        for n in range(40):
            body = " ".join(
                f"In {year} park {n} grew by {year * n % 97} percent." for year in range(1950, 2020)
            )
            article = make_article(title=f"Park {n} and what it came to", body=body, source=f"Paper {n}")
            for offset in range(4):
                link_region(article, regions[(n + offset) % 40])
                link_organisation(article, bodies[(n + offset) % 40])
                make_amount(article, 10 ** (6 + offset) + n, role="revenue", year=2000 + n)


def loaded(page: str) -> list[str]:
    """Addresses of what the page loads."""
    return re.findall(r'<(?:script|img)[^>]* src="([^"]+)"', page) + re.findall(
        r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page
    )


def test_the_first_page_is_small_with_all_that_it_loads(client: Client, full: None) -> None:
    response = client.get("/?q=park", headers=ZIPPED)
    page = gzip.decompress(response.content).decode()
    assert page.count('class="hit"') == 10
    size, addresses = len(response.content), {*loaded(page)}
    assert len(addresses) >= 4
    for address in addresses:
        assert address.startswith("/static/")
        path = finders.find(address.removeprefix("/static/").partition("?")[0])
        assert path is not None
        size += len(gzip.compress(Path(path).read_bytes()))
    assert size < MOST


def test_a_change_of_a_filter_sends_only_what_changes(client: Client, full: None) -> None:
    page = client.get("/?q=park&role=revenue", headers=ZIPPED).content
    piece = client.get("/?q=park&role=revenue", headers={**ZIPPED, "HX-Request": "true"}).content
    said = gzip.decompress(piece).decode()
    assert len(piece) < len(page)
    for rest in ("<html", "<script", "<footer", 'id="search-form"', 'name="csrfmiddlewaretoken"'):
        assert rest not in said


def test_searching_inside_a_facet_sends_only_the_facet(client: Client, full: None) -> None:
    piece = client.get("/facets/region?q=park&find_region=province", headers=ZIPPED)
    assert len(piece.content) < 3_000
    assert 'class="hit"' not in gzip.decompress(piece.content).decode()
