"""Downloads of what a search finds."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from corpus.formats import as_csv
from search import exports
from search.refusals import UNAVAILABLE
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
    from pytest_django.fixtures import DjangoAssertNumQueries

    from corpus.models import Article
    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)


def fetch(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    content = response.getvalue()
    assert isinstance(content, bytes)
    return content


def table(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fetch(client, address).decode("utf-8-sig"), newline="")))


def rows(client: Client, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(fetch(client, address))
    return found


@pytest.fixture
def roche(index: SearchBackend) -> Article:
    article = make_article(title="Roche in Tianjin", source="Shine", published=date(2024, 11, 21))
    tianjin, roche = make_region("Tianjin"), make_organisation("Roche")
    link_region(article, tianjin)
    link_organisation(article, roche)
    make_amount(
        article,
        2_000_000_000,
        text="2 billion yuan",
        year=2024,
        year_inferred=True,
        qualifier="over",
        organisation=roche,
        region=tianjin,
        sentence="Roche put over 2 billion yuan, “all in”, into Tianjin.\nIt says.",
    )
    make_amount(article, 3_000_000_000, text="3 billion yuan", role="revenue", year=2030, is_target=True)
    make_amount(article, 100, value_high=300, currency="USD", text="$100-300", role="price", year=2020)
    return article


def test_every_article_that_is_found_is_a_row(client: Client, roche: Article) -> None:
    make_article(title="Elsewhere")
    (row,) = table(client, "/articles.csv?region=tianjin")
    assert row == {
        "id": str(roche.pk),
        "title": "Roche in Tianjin",
        "published": "2024-11-21",
        "source": "Shine",
        "story": str(roche.pk),
        "agency": "",
        "author": "",
        "regions": "Tianjin",
        "organisations": "Roche",
        "figures": "3",
        "link": f"http://testserver/articles/{roche.pk}/",
        "original": "",
    }


def test_a_figure_is_a_row_with_its_proof(client: Client, roche: Article) -> None:
    (row,) = table(client, "/figures.csv?role=investment")
    assert {name: row[name] for name in ("value", "value_high", "currency", "year", "year_inferred")} == {
        "value": "2000000000",
        "value_high": "",
        "currency": "CNY",
        "year": "2024",
        "year_inferred": "yes",
    }
    assert (row["role"], row["qualifier"], row["target"]) == ("investment", "over", "no")
    assert (row["organisation"], row["region"]) == ("Roche", "Tianjin")
    assert (row["title"], row["published"], row["source"]) == ("Roche in Tianjin", "2024-11-21", "Shine")
    assert row["sentence"] == "Roche put over 2 billion yuan, “all in”, into Tianjin.\nIt says."
    assert row["value_cny"] == "2000000000"
    assert float(row["value_usd"]) == pytest.approx(2e9 / 7.1, rel=0.1)
    assert row["link"].endswith(f"/articles/{roche.pk}/#figure-{row['id']}")


@pytest.mark.parametrize(
    ("filters", "texts"),
    [
        pytest.param("", ["2 billion yuan", "3 billion yuan", "$100-300"], id="none"),
        pytest.param("role=revenue", ["3 billion yuan"], id="role"),
        pytest.param("amount_min=1bn&amount_max=2bn", ["2 billion yuan"], id="range"),
        pytest.param("amount_min=1500&amount_max=1m", ["$100-300"], id="overlapping range"),
        pytest.param("figure_year=2020&figure_year=2024", ["2 billion yuan", "$100-300"], id="years"),
        pytest.param("target=yes", ["3 billion yuan"], id="target"),
        pytest.param("target=no&amount_min=1bn", ["2 billion yuan"], id="several"),
        pytest.param("role=revenue&figure_year=2024", [], id="not the same figure"),
    ],
)
def test_only_figures_that_satisfy_the_filters_are_rows(
    client: Client, roche: Article, filters: str, texts: list[str]
) -> None:
    assert [row["text"] for row in rows(client, f"/figures.json?{filters}")] == texts


def test_json_and_json_lines_say_the_same(client: Client, roche: Article) -> None:
    make_article()
    for what in ("articles", "figures"):
        lines = fetch(client, f"/{what}.jsonl").decode().splitlines()
        assert [json.loads(line) for line in lines] == rows(client, f"/{what}.json")


def test_nothing_found_is_an_empty_file(client: Client, roche: Article) -> None:
    assert rows(client, "/articles.json?q=zebra") == []
    assert fetch(client, "/figures.jsonl?q=zebra") == b""
    assert fetch(client, "/articles.csv?q=zebra").startswith(b"\xef\xbb\xbfid,title,")
    assert table(client, "/articles.csv?q=zebra") == []


def test_all_pages_are_in_it_in_the_order_of_the_page(
    client: Client, index: SearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "BATCH", 10)
    with transaction.atomic():
        for number in range(45):
            make_amount(make_article(), 1_000_000 * (number * 7 % 45))
    for sort in ("date", "amount"):
        exported = [row["id"] for row in rows(client, f"/articles.json?q=biomedical&page=3&sort={sort}")]
        pages = [client.get(f"/api/v1/search?q=biomedical&sort={sort}&page={n}").json() for n in (1, 2, 3)]
        assert exported == [article["id"] for page in pages for article in page["articles"]]
        assert len(exported) == 45


def test_queries_grow_with_batches_only(
    client: Client,
    roche: Article,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(exports, "BATCH", 10)
    with transaction.atomic():
        for number in range(19):
            article = make_article()
            link_region(article, make_region(f"Place {number}"))
            company = link_organisation(article, make_organisation(f"Company {number}")).organisation
            make_amount(article, number + 1, organisation=company)
    fetch(client, "/articles.csv")
    for address, in_batch in (("/articles.csv", 4), ("/figures.json", 4)):
        with django_assert_num_queries(1 + 2 * in_batch):
            fetch(client, address)


def test_a_figure_says_what_it_is_of_beside_what_its_article_names(client: Client, roche: Article) -> None:
    """Filters by region and organisation go by the article."""
    link_region(roche, make_region("Shanghai"))
    line, *_ = csv.DictReader(io.StringIO(fetch(client, "/figures.csv?region=shanghai").decode("utf-8-sig")))
    assert (line["region"], line["article_regions"]) == ("Tianjin", "Shanghai; Tianjin")
    assert (line["organisation"], line["article_organisations"]) == ("Roche", "Roche")


@pytest.mark.parametrize("address", ["/articles.csv", "/figures.csv", "/articles.json", "/feed.atom"])
def test_an_article_without_a_title_is_called_by_its_beginning(
    client: Client, index: SearchBackend, address: str, django_assert_max_num_queries: Any
) -> None:
    with transaction.atomic():
        for number in range(9):
            make_amount(make_article(title="", body=f"Park {number} of biomedicine opened in Tianjin."))
    with django_assert_max_num_queries(6):
        content = client.get(address).getvalue().decode()
    assert "Park 8 of biomedicine opened in …" in content


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_text_is_a_formula(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    content = b"".join(as_csv([[{"title": text}]], {"title": lambda row: row["title"]})).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline=""))) == [["title"], [f"'{text}"]]


@pytest.mark.parametrize(
    ("value", "cell"), [(-5, "-5"), (-1.25, "-1.25"), (10**21, str(10**21)), (1e16 / 3, "3333333333333333.5")]
)
def test_numbers_stay_numbers(value: float, cell: str) -> None:
    content = b"".join(as_csv([[{"value": value}]], {"value": lambda row: row["value"]}))
    assert content.decode("utf-8-sig") == f"value\r\n{cell}\r\n"


def test_it_is_a_download_that_says_what_and_when(client: Client, index: SearchBackend) -> None:
    response = client.get("/figures.csv", {"q": 'title:"big ½ park"\r\nX: 1; region:', "region": "tianjin"})
    assert response.status_code == 400, "a field without a word"
    response = client.get("/figures.csv", {"q": 'title:"big ½ park"\r\nX-1;', "region": "tianjin"})
    assert response["Content-Disposition"].startswith(
        'attachment; filename="gleaner-figures-titlebig-12-park-x-1-tianjin-20'
    )
    assert response["Content-Disposition"].endswith('.csv"')
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_asking_for_the_header_only_reads_no_articles(
    client: Client, roche: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        response = client.head("/figures.csv")
    assert response["Content-Disposition"].startswith("attachment")
    assert "Content-Length" not in response, "it isn't known without reading them"


def test_what_cant_be_read_is_explained(client: Client, index: SearchBackend) -> None:
    for wrong, says in (("q=%28park", "parenthesis"), ("amount_min=lots", "lots"), ("q=the", "common")):
        response = client.get(f"/articles.csv?{wrong}")
        assert response.status_code == 400
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert says in response.content.decode()
    assert client.post("/articles.csv").status_code == 405
    assert client.get("/articles.xlsx").status_code == 404


@pytest.mark.django_db
def test_without_an_index_it_says_so(client: Client) -> None:
    response = client.get("/articles.csv")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response.content.decode().strip() == UNAVAILABLE


def test_a_download_that_takes_too_long_is_broken_off_before_its_end(
    client: Client, roche: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LONGEST", -1.0)
    response = client.get("/articles.json")
    with pytest.raises(exports.BrokenOff, match="After 0 of 1 articles"):
        response.getvalue()


def test_the_page_leads_to_exactly_its_downloads(client: Client, roche: Article) -> None:
    page = client.get("/?q=roche&region=tianjin&sort=date&page=1").content.decode()
    for ending in ("csv", "json", "jsonl"):
        for what in ("articles", "figures"):
            assert f'href="/{what}.{ending}?q=roche&amp;region=tianjin&amp;sort=date"' in page
