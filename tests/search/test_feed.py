"""The Atom feed of a search."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from django.db import transaction

from tests.factories import link_region, make_amount, make_article, make_region

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("index")]
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, query: str = "") -> Element:
    response = client.get(f"/feed.atom{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314  (what Gleaner itself wrote)


def said(element: Element, name: str) -> list[str]:
    return [found.text or "" for found in element.iter(f"{ATOM}{name}")]


def link(element: Element, relation: str) -> str | None:
    found = element.find(f"{ATOM}link[@rel='{relation}']")
    return None if found is None else found.get("href")


def test_the_newest_come_first_whatever_the_order_and_at_most_fifty(client: Client) -> None:
    with transaction.atomic():
        for day in range(1, 29):
            for month in (1, 2):
                title = f"2024-{month:02}-{day:02}"
                make_amount(make_article(title=title, published=date.fromisoformat(title)), day)
    titles = said(feed(client, "?q=biomedical&sort=amount&page=2"), "title")[1:]
    assert titles == sorted(titles, reverse=True)
    assert (len(titles), titles[0]) == (50, "2024-02-28")


def test_an_entry_says_who_what_and_when(client: Client) -> None:
    article = make_article(
        title="Roche & Co",
        body="Roche <b>builds</b>.\n\nA plant.",
        published=date(2024, 11, 21),
        source="Shine",
    )
    make_amount(article, 2 * 10**9, text="2 billion yuan", year=2024)
    make_amount(article, 5, text="5 yuan", role="price")
    (entry,) = feed(client, "?role=investment").iter(f"{ATOM}entry")
    assert said(entry, "title") == ["Roche & Co"]
    assert said(entry, "name") == ["Shine"]
    assert said(entry, "published") == ["2024-11-21T00:00:00+00:00"]
    assert said(entry, "summary") == [
        "Roche &lt;b&gt;builds&lt;/b&gt;. A plant. Figures: 2 billion yuan (Investment 2024)."
    ]
    assert link(entry, "alternate") == f"http://testserver/articles/{article.pk}/"


def test_an_id_stays_when_the_article_changes_and_updated_moves(client: Client) -> None:
    article = make_article()
    before = feed(client)
    article.title = "Corrected"
    article.save()
    after = feed(client)
    assert said(before, "id") == said(after, "id")
    assert said(before, "title") != said(after, "title")
    first, second = (datetime.fromisoformat(said(found, "updated")[0]) for found in (before, after))
    assert first <= second <= datetime.now(UTC)
    assert said(after, "id")[1] == f"tag:testserver,{article.created_at:%Y-%m-%d}:article/{article.pk}"


def test_a_feed_knows_its_search(client: Client) -> None:
    link_region(make_article(), make_region("Tianjin"))
    found = feed(client, "?sort=date&region=tianjin&q=biomedical&utm_source=mail")
    assert said(found, "title")[0] == "Gleaner: biomedical · tianjin"
    assert link(found, "self") == "http://testserver/feed.atom?q=biomedical&region=tianjin"
    assert link(found, "alternate") == "http://testserver/?q=biomedical&region=tianjin"
    assert len(said(found, "entry")) == 1


def test_characters_that_xml_cant_hold_are_left_out(client: Client) -> None:
    make_article(title="A\x0bB\ufffe", body="C\x01D park \x1f", source="E\x08")
    found = feed(client, "?q=park%20OR%20%01x")
    (entry,) = found.iter(f"{ATOM}entry")
    assert [*said(entry, "title"), *said(entry, "name"), *said(entry, "summary")] == ["AB", "E", "CD park"]
    assert said(found, "title")[0] == "Gleaner: park OR x"


def test_what_cant_be_read_is_explained(client: Client) -> None:
    response = client.get("/feed.atom?q=(park")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "parenthesis" in response.content.decode()


def test_queries_do_not_grow(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with transaction.atomic():
        for number in range(12):
            article = make_article()
            link_region(article, make_region(f"Place {number}"))
            make_amount(article, number + 1)
    feed(client)
    with django_assert_num_queries(5):
        feed(client, "?q=biomedical")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "piece"])
def test_the_page_names_its_feed(client: Client, headers: dict[str, str]) -> None:
    make_article()
    page = client.get("/?q=biomedical&sort=date", headers=headers).content.decode()
    assert 'type="application/atom+xml" title="biomedical · Gleaner" href="/feed.atom?q=biomedical"' in page
    assert '<a href="/feed.atom?q=biomedical" type="application/atom+xml">' in page
