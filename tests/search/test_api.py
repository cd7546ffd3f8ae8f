"""The API, and its description held against what it does."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from search.api.openapi import document
from search.forms import SearchForm
from search.links import REPEATED, SINGLE
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
    from collections.abc import Iterator

    from django.http import HttpResponse
    from pytest_django.fixtures import DjangoAssertNumQueries, SettingsWrapper

    from corpus.models import Article
    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)
API = "/api/v1"


@pytest.fixture(autouse=True)
def fresh_buckets() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def roche(index: SearchBackend) -> Article:
    article = make_article(title="Roche in Tianjin", body="Roche put 2 billion yuan into a biomedical park.")
    china = make_region("China", level="country")
    tianjin, roche = make_region("Tianjin", parent=china), make_organisation("Roche Pharma")
    link_region(article, tianjin)
    link_organisation(article, roche)
    make_amount(article, 2 * 10**9, organisation=roche, region=tianjin)
    make_amount(article, 3, value_high=4, currency="USD", role="price", year=None, qualifier="range")
    return article


def get(client: Client, path: str, status: int = 200) -> Any:
    """The answer, which its description allows."""
    response = client.get(f"{API}{path}")
    assert response.status_code == status, response.content
    check_described(path.partition("?")[0], response)
    return response.json()


def check_described(path: str, response: HttpResponse) -> None:
    """Raises when the document says anything else of the answer, down to properties that it doesn't name."""
    described = document()
    path = "/articles/{id}" if path.startswith("/articles/") else path
    content = described["paths"][path]["get"]["responses"][str(response.status_code)]["content"]
    schema = content[response["Content-Type"]]["schema"]
    whole = {**schema, "components": described["components"], "unevaluatedProperties": False}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(response.json())


class TestAnswers:
    def test_articles_are_found_with_what_is_known_of_them(self, client: Client, roche: Article) -> None:
        make_article(title="Elsewhere")
        answer = get(client, "/search?q=park&region=china")
        (article,) = answer["articles"]
        assert (answer["total_articles"], answer["page"], answer["pages"]) == (1, 1, 1)
        assert (article["id"], article["title"], article["published"]) == (
            roche.pk,
            "Roche in Tianjin",
            "2024-04-26",
        )
        assert article["regions"] == [{"slug": "tianjin", "name": "Tianjin", "level": "province"}]
        assert article["organisations"] == [
            {"slug": "roche-pharma", "name": "Roche Pharma", "kind": "company"}
        ]
        assert [figure["role"] for figure in article["figures"]] == ["investment", "price"]
        (snippet,) = article["snippets"]
        assert [fragment["text"] for fragment in snippet if fragment["match"]] == ["park"]

    def test_figures_are_those_that_are_asked_for(self, client: Client, roche: Article) -> None:
        answer = get(client, "/figures?amount_min=1bn")
        (figure,) = answer["figures"]
        assert (figure["value"], figure["value_cny"], figure["year"]) == (2 * 10**9, 2 * 10**9, 2024)
        assert figure["article"]["link"] == f"http://testserver/articles/{roche.pk}/"
        assert answer["summary"]["number"] == 1
        assert answer["summary"]["total"] == 2 * 10**9
        assert answer["summary"]["histogram"] == [{"power_of_ten": 9, "number": 1}]
        assert len(get(client, "/figures")["figures"]) == 2
        assert get(client, "/figures?q=zebra")["summary"] is None

    def test_an_article_has_its_text(self, client: Client, roche: Article) -> None:
        assert get(client, f"/articles/{roche.pk}")["text"] == roche.body

    def test_an_article_without_anything(self, client: Client, index: SearchBackend) -> None:
        bare = make_article(title="", source="", published=None)
        answer = get(client, f"/articles/{bare.pk}")
        begins = "A biomedical park …"
        assert (answer["title"], answer["published"], answer["figures"]) == (begins, None, [])
        (hit,) = get(client, "/search?q=park")["articles"]
        assert (hit["title"], hit["title_fragments"]) == (begins, [{"text": begins, "match": False}])

    @pytest.mark.usefixtures("roche")
    def test_articles_are_counted_by_the_values_of_facets(self, client: Client) -> None:
        make_article(source="")
        facets = get(client, "/search?region=tianjin")["facets"]
        assert facets["region"] == {
            "values": [
                {"value": "china", "name": "China", "articles": 1},
                {"value": "tianjin", "name": "Tianjin", "articles": 1},
            ],
            "more": 0,
            "without": 1,
        }
        assert facets["organisation"]["values"][0]["name"] == "Roche Pharma"
        assert facets["source"]["without"] == 0, "under the other filters"
        assert {value["value"] for value in facets["role"]["values"]} == {"investment", "price"}

    @pytest.mark.usefixtures("roche")
    def test_a_sum_under_a_region_says_what_it_adds_up(self, client: Client) -> None:
        (notice,) = get(client, "/figures?region=tianjin")["notices"]
        assert "also those of other places" in notice
        assert get(client, "/figures?role=price")["notices"] == []

    def test_pages_lead_to_each_other(self, client: Client, index: SearchBackend) -> None:
        with transaction.atomic():
            for _ in range(45):
                make_article()
        address, seen = f"{API}/search?q=biomedical", []
        while address:
            response = client.get(address)
            seen += [article["id"] for article in response.json()["articles"]]
            address = response.json()["next"]
            assert ('rel="next"' in response["Link"]) is bool(address)
        assert len(set(seen)) == len(seen) == 45
        assert response["Link"] == f'<http://testserver{API}/search?page=2&q=biomedical>; rel="prev"'
        assert response.json()["html"] == "http://testserver/?folded=no&page=5&q=biomedical"
        assert get(client, "/search?q=biomedical&page=99")["page"] == 3

    def test_it_is_data_for_any_reader_of_the_same_site(self, client: Client, roche: Article) -> None:
        response = client.get(f"{API}/search", headers={"Origin": "https://elsewhere.example"})
        assert response["X-Content-Type-Options"] == "nosniff"
        assert not any(name.startswith("Access-Control") for name in response.headers)
        assert {*response["Vary"].split(", ")} <= {"Accept-Encoding", "Accept-Language", "Cookie"}

    @pytest.mark.parametrize(
        ("path", "number"), [("/search?q=biomedical", 7), ("/figures", 5), ("/suggest?q=company", 3)]
    )
    def test_queries_do_not_grow(
        self,
        client: Client,
        index: SearchBackend,
        django_assert_num_queries: DjangoAssertNumQueries,
        path: str,
        number: int,
    ) -> None:
        with transaction.atomic():
            for n in range(15):
                article = make_article()
                link_region(article, make_region(f"Place {n}"))
                link_organisation(article, make_organisation(f"Company {n}"))
                make_amount(article, n + 1)
        client.get(f"{API}{path}")
        with django_assert_num_queries(number):
            client.get(f"{API}{path}")


class TestSuggestions:
    @pytest.fixture(autouse=True)
    def names(self, index: SearchBackend) -> None:
        zurich = make_region("Zürich")
        for number in range(3):
            article = make_article()
            link_region(article, zurich)
            bank = link_organisation(article, make_organisation(f"Bank {number}")).organisation
        link_organisation(make_article(), bank)
        bank.aliases.create(name="Crédit Zurichois")
        make_organisation("Bank of Nobody")
        link_organisation(make_article(), make_organisation("Bank Rejected"), state="rejected")

    @pytest.mark.parametrize("typed", ["zur", "ZÜR", "Zür", "zürich"])
    def test_case_and_accents_make_no_difference(self, client: Client, typed: str) -> None:
        (region,) = get(client, f"/suggest?q={typed}")["regions"]
        assert region == {"slug": "zurich", "name": "Zürich", "kind": "province", "articles": 3}

    def test_aliases_and_later_words_count(self, client: Client) -> None:
        for typed in ("credit zur", "zurichois", "crédit"):
            (found,) = get(client, f"/suggest?q={typed}")["organisations"]
            assert (found["name"], found["articles"]) == ("Bank 2", 2)
        assert get(client, "/suggest?q=urichois")["organisations"] == []

    def test_most_articles_come_first_and_none_are_left_out(self, client: Client) -> None:
        found = get(client, "/suggest?q=ban")["organisations"]
        assert [named["name"] for named in found] == ["Bank 2", "Bank 0", "Bank 1"]

    def test_words_are_completed_and_corrected(self, client: Client) -> None:
        with transaction.atomic():
            for _ in range(12):
                make_article(body="Biomedical parks")
        assert "biomedical" in get(client, "/suggest?q=park+biom")["completions"]
        assert get(client, "/suggest?q=biomedcal")["corrections"] == ["biomedical"]

    def test_a_letter_is_too_little(self, client: Client) -> None:
        for typed in ("", "b", "%25"):
            assert get(client, f"/suggest?q={typed}")["organisations"] == []

    def test_a_query_that_isnt_finished_is_no_error(self, client: Client) -> None:
        assert client.get(f"{API}/suggest", {"q": '"bank ('}).status_code == 200

    def test_a_new_name_shows_at_once(self, client: Client) -> None:
        link_region(make_article(), make_region("Zug"))
        assert [named["name"] for named in get(client, "/suggest?q=zu")["regions"]] == ["Zürich", "Zug"]


class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "parameter", "says"),
        [
            ("q=%28park", "q", "parenthesis"),
            ("page=x", "page", "“x” is no page"),
            ("page=0", "page", "from 1"),
            ("q=the", "q", "so common"),
            ("q=park&amount_min=lots", "amount_min", "lots"),
            ("amount_min=2bn&amount_max=1bn", "amount_min", "above"),
            ("role=bribe", "role", "bribe"),
            ("year=soon", "year", "four digits"),
            ("sort=price", "sort", "price"),
            ("q=" + "a" * 300, "q", "at most 256"),
            ("organization=roche", "organization", "no parameter"),
        ],
    )
    def test_what_cant_be_read_is_a_problem_with_the_pages_sentence(
        self, client: Client, index: SearchBackend, query: str, parameter: str, says: str
    ) -> None:
        problem = get(client, f"/search?{query}", status=400)
        (error,) = problem["errors"]
        assert (problem["status"], error["parameter"]) == (400, parameter)
        assert says in error["detail"]
        assert problem["detail"] == error["detail"]

    def test_it_says_where(self, client: Client, index: SearchBackend) -> None:
        problem = get(client, "/figures?q=park+nofield:x", status=400)
        assert problem["errors"][0]["position"] == 5

    @pytest.mark.parametrize("path", ["/articles/0", f"/articles/{10**30}"])
    def test_no_such_article(self, client: Client, index: SearchBackend, path: str) -> None:
        assert get(client, path, status=404)["title"] == "Not Found"

    @pytest.mark.parametrize("path", ["", "/", "/nothing", "/articles/x", "/search/"])
    def test_no_such_address(self, client: Client, path: str) -> None:
        response = client.get(f"{API}{path}", follow=True)
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")

    @pytest.mark.parametrize("path", ["/search", "/figures", "/suggest?q=bank"])
    def test_without_an_index(self, client: Client, path: str) -> None:
        response = client.get(f"{API}{path}")
        check_described(path.partition("?")[0], response)
        assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert response.json()["detail"] == UNAVAILABLE

    def test_without_an_index_articles_can_be_read(self, client: Client) -> None:
        assert client.get(f"{API}/articles/{make_article().pk}").status_code == 200

    def test_it_only_reads(self, client: Client, roche: Article) -> None:
        assert client.options(f"{API}/search")["Allow"] == "GET, HEAD, OPTIONS"
        refused = Client(enforce_csrf_checks=True).post(f"{API}/search", {"q": "park"})
        assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert refused["Content-Type"] == "application/problem+json"
        head, whole = client.head(f"{API}/search"), client.get(f"{API}/search")
        assert head.content == b""
        assert head["Content-Length"] == whole["Content-Length"]

    def test_what_was_typed_stays_data(self, client: Client, index: SearchBackend) -> None:
        response = client.get(f"{API}/search", {"<script>": "1"})
        assert response["Content-Type"] == "application/problem+json"
        assert json.loads(response.content)["errors"][0]["parameter"] == "<script>"


class TestRate:
    @pytest.fixture(autouse=True)
    def clock(self, settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        """Two requests a minute; the time can be set."""
        settings.API_RATE = 2
        now = [1000.0]
        monkeypatch.setattr(time, "time", lambda: now[0])
        return now

    def ask(self, client: Client, **headers: str) -> int:
        return client.get(f"{API}/openapi.json", **headers).status_code  # type: ignore[arg-type]

    def test_too_many_are_refused_until_the_bucket_has_filled(
        self, client: Client, clock: list[float]
    ) -> None:
        assert [self.ask(client) for _ in range(3)] == [200, 200, 429]
        refused = client.get(f"{API}/search")
        check_described("/search", refused)
        assert refused["Retry-After"] == "30"
        clock[0] += 29
        assert self.ask(client) == 429
        clock[0] += 1
        assert [self.ask(client) for _ in range(2)] == [200, 429]
        clock[0] += 600
        assert [self.ask(client) for _ in range(3)] == [200, 200, 429]

    def test_each_client_has_its_own(self, client: Client) -> None:
        for address in ("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1"):
            assert [self.ask(client, REMOTE_ADDR=address) for _ in range(3)] == [200, 200, 429], address
        assert self.ask(client, REMOTE_ADDR="2001:db8::2") == 429, "the same network"

    def test_only_a_trusted_proxy_says_who_it_is(self, client: Client, settings: SettingsWrapper) -> None:
        claims = [{"HTTP_X_FORWARDED_FOR": f"192.0.2.{n}"} for n in range(3)]
        assert [self.ask(client, **claim) for claim in claims] == [200, 200, 429]
        settings.BEHIND_PROXY = True
        assert [self.ask(client, **claim) for claim in claims] == [200, 200, 200]

    def test_zero_is_no_limit(self, client: Client, settings: SettingsWrapper) -> None:
        settings.API_RATE = 0
        assert {self.ask(client) for _ in range(9)} == {200}


class TestDescription:
    def test_it_is_served(self, client: Client, index: SearchBackend) -> None:
        response = client.get(f"{API}/openapi.json")
        assert response.json() == json.loads(json.dumps(document()))
        assert response.json()["openapi"] == "3.1.0"

    def test_its_schemas_are_schemas(self) -> None:
        schemas = document()["components"]["schemas"]
        for schema in schemas.values():
            Draft202012Validator.check_schema(schema)
        named = set(json.dumps(document()).split('"$ref": "#/components/schemas/')[1:])
        assert {name.partition('"')[0] for name in named} <= schemas.keys()

    @pytest.mark.parametrize("path", ["/search", "/figures"])
    def test_it_has_the_parameters_that_are_read(self, path: str) -> None:
        parameters = {p["name"]: p["schema"] for p in document()["paths"][path]["get"]["parameters"]}
        assert parameters.keys() == SearchForm.base_fields.keys() == {*SINGLE, *REPEATED}
        assert {name for name, schema in parameters.items() if schema["type"] == "array"} == set(REPEATED)

    def test_what_it_lists_can_be_asked_for(self, client: Client, roche: Article) -> None:
        for parameter in document()["paths"]["/search"]["get"]["parameters"]:
            schema = parameter["schema"].get("items", parameter["schema"])
            for value in schema.get("enum", ()):
                get(client, f"/search?{parameter['name']}={value}")


def test_dates_are_iso(client: Client, index: SearchBackend) -> None:
    make_article(published=date(987, 1, 2))
    assert get(client, "/search")["articles"][0]["published"] == "0987-01-02"
