"""The search page, whole and as the piece that HTMX swaps."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from corpus.models import Region
from search.models import PendingChange
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def corpus(index: SearchBackend) -> None:
    """Two articles on Tianjin and one on Shanghai, with sums of different sizes."""
    china = make_region("China", level="country")
    tianjin, shanghai = make_region("Tianjin", parent=china), make_region("Shanghai", parent=china)
    binhai = make_region("Binhai New Area", level="district", parent=tianjin)
    roche = make_organisation("Roche")
    first = make_article(
        title="Biomedical growth in Tianjin", source="China Daily", published=date(2021, 9, 7)
    )
    link_region(first, binhai)
    make_amount(first, 100_000_000_000, role="revenue", is_target=True)
    make_amount(first, 10_000_000, role="investment")
    second = make_article(title="Biomedical park opens", source="Shine", published=date(2024, 11, 21))
    link_region(second, tianjin)
    link_organisation(second, roche)
    make_amount(second, 2_000_000_000, role="investment")
    third = make_article(title="Biomedical partners of Shanghai", source="Shine", published=None)
    link_region(third, shanghai)
    link_organisation(third, roche)


def titles(page: str) -> list[str]:
    """Titles of the hits, in order."""
    return [re.sub(r"<[^>]+>", "", link) for link in re.findall(r'<h2 id="hit-\d+"><a [^>]*>(.*?)</a>', page)]


def counts(page: str, name: str) -> dict[str, int]:
    """Values of a facet with their counts."""
    options = re.findall(
        rf'name="{name}" value="([^"]+)"[^>]*>.*?<span class="count">(\d+)<', page, flags=re.DOTALL
    )
    return {value: int(count) for value, count in options}


def ticked(page: str) -> set[tuple[str, str]]:
    """(filter, value) of the checked boxes."""
    return set(re.findall(r'<input type="checkbox"[^>]* name="([^"]+)" value="([^"]+)"[^>]* checked', page))


def box_ids(page: str) -> list[str]:
    return re.findall(r'<input type="checkbox" id="([^"]+)"', page)


def get(client: Client, query: str = "", **headers: str) -> str:
    response = client.get(f"/{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("corpus")
class TestResults:
    def test_an_empty_query_shows_the_newest(self, client: Client) -> None:
        page = get(client)
        assert titles(page) == [
            "Biomedical park opens",
            "Biomedical growth in Tianjin",
            "Biomedical partners of Shanghai",
        ]
        assert "3 articles, newest first" in page

    def test_words_are_found_and_marked(self, client: Client) -> None:
        page = get(client, "?q=title:parks+opening")
        assert titles(page) == ["Biomedical park opens"]
        assert "<mark>park</mark>" in page

    def test_filters_narrow_and_say_so(self, client: Client) -> None:
        page = get(client, "?q=biomedical&region=tianjin&amount_min=1bn&role=investment")
        assert titles(page) == ["Biomedical park opens"]
        for chip in ("Tianjin", "Investment", "from 1bn yuan"):
            assert re.search(rf"Remove filter </span>.*?{chip}", page)

    def test_range_and_role_hold_for_the_same_amount(self, client: Client) -> None:
        assert titles(get(client, "?amount_min=50bn&role=investment")) == []
        assert titles(get(client, "?amount_min=50bn&role=revenue")) == ["Biomedical growth in Tianjin"]

    def test_a_facet_is_counted_under_the_other_filters_only(self, client: Client) -> None:
        page = get(client, "?region=shanghai&organisation=roche")
        assert counts(page, "region")["tianjin"] == 1, "its own selection doesn't narrow it"
        assert counts(page, "year") == {}, "the Shanghai article has no date"
        assert counts(get(client), "region") == {
            "china": 3,
            "tianjin": 2,
            "binhai-new-area": 1,
            "shanghai": 1,
        }

    def test_alternatives_in_a_facet_add_up(self, client: Client) -> None:
        assert len(titles(get(client, "?region=shanghai&region=binhai-new-area"))) == 2

    @pytest.mark.parametrize(
        ("sort", "first"), [("date", "Biomedical park opens"), ("amount", "Biomedical growth in Tianjin")]
    )
    def test_sorting(self, client: Client, sort: str, first: str) -> None:
        assert titles(get(client, f"?q=biomedical&sort={sort}"))[0] == first

    def test_the_count_is_announced(self, client: Client) -> None:
        assert re.search(r'role="status">\s*3 articles', get(client, "?q=biomedical"))

    def test_a_hit_leads_to_its_article_and_keeps_the_search(self, client: Client) -> None:
        page = get(client, "?q=park&region=tianjin")
        address = re.search(r'<h2 id="hit-\d+"><a href="([^"]+)"', page)[1]  # type: ignore[index]
        assert address.endswith("?q=park&amp;region=tianjin")

    def test_nothing_found_offers_to_take_filters_away(self, client: Client) -> None:
        page = get(client, "?q=biomedical&year=1999")
        assert "Nothing was found" in page
        assert 'href="/?q=biomedical"' in page

    def test_what_is_still_pending_shows_on_the_next_request(self, client: Client) -> None:
        article = make_article(title="Unheard of")
        assert titles(get(client, "?q=unheard")) == ["Unheard of"]
        type(article).objects.filter(pk=article.pk)._raw_delete("default")
        PendingChange.objects.create(article_id=article.pk)
        assert titles(get(client, "?q=unheard")) == []


@pytest.mark.usefixtures("corpus")
class TestForms:
    def test_htmx_gets_the_piece_with_an_address_to_push(self, client: Client) -> None:
        response = client.get("/?q=biomedical&region=&page=1&region=tianjin", headers=HTMX)
        piece = response.content.decode()
        assert "<html" not in piece
        assert 'id="search"' in piece
        assert 'hx-swap-oob="innerHTML:#status"' in piece
        assert response["HX-Push-Url"] == "/?q=biomedical&region=tianjin"
        assert "HX-Request" in response["Vary"]

    def test_the_piece_brings_title_and_log_in_link_up_to_date(self, client: Client) -> None:
        piece = client.get("/?q=biomedical&region=&region=tianjin", headers=HTMX).content.decode()
        assert "<title>biomedical · Tianjin · Gleaner</title>" in piece
        assert re.search(
            r'<a id="log-in" hx-swap-oob="true" href="[^"]+\?next=/%3Fq%3Dbiomedical%26region%3Dtianjin"',
            piece,
        )

    def test_the_whole_page_leads_back_to_its_search_after_logging_in(self, client: Client) -> None:
        page = get(client, "?q=biomedical&region=tianjin")
        assert re.search(r'<a id="log-in" href="[^"]+\?next=/%3Fq%3Dbiomedical%26region%3Dtianjin"', page)

    def test_a_repeated_parameter_is_read_once(self, client: Client) -> None:
        response = client.get("/?q=biomedical&q=title:park", headers=HTMX)
        assert titles(response.content.decode()) == ["Biomedical park opens"]
        assert response["HX-Push-Url"] == "/?q=title%3Apark"

    def test_a_visit_gets_the_whole_page(self, client: Client) -> None:
        response = client.get("/?q=biomedical&region=tianjin")
        assert b"<html" in response.content
        assert "HX-Request" in response["Vary"]

    def test_the_browsers_history_gets_the_whole_page(self, client: Client) -> None:
        response = client.get("/", headers=HTMX | {"HX-History-Restore-Request": "true"})
        assert b"<html" in response.content

    def test_both_forms_show_the_same_hits(self, client: Client) -> None:
        query = "?q=biomedical&sort=amount"
        assert titles(get(client, query)) == titles(client.get(f"/{query}", headers=HTMX).content.decode())

    def test_only_reading_is_allowed(self, client: Client) -> None:
        assert client.post("/").status_code == 405


@pytest.mark.usefixtures("corpus")
class TestErrors:
    @pytest.mark.parametrize(
        "query",
        [
            '?q="biomedical',
            "?q=(park",
            "?q=*mab",
            "?q=-park",
            "?q=nofield:x",
            "?q=the",
            "?amount_min=lots",
            "?amount_min=2bn&amount_max=1bn",
            "?role=bribe",
            "?year=soon",
            "?year=0012",
            "?year=3000",
            "?sort=price",
            "?q=" + "a" * 300,
            "?" + "&".join(f"region=r{n}" for n in range(60)),
        ],
    )
    def test_what_cant_be_read_is_explained(self, client: Client, query: str) -> None:
        page = get(client, query)
        assert "This search can&#x27;t be read" in page or "This search can't be read" in page
        assert titles(page) == []

    @pytest.mark.parametrize(
        "query",
        [
            "?page=0",
            "?page=-1",
            "?page=x",
            "?page=99999999999",
            "?region=nowhere",
            "?q=%00",
            "?q=%ED%A0%80",
            "?unknown=1",
        ],
    )
    def test_anything_else_gives_an_answer(self, client: Client, query: str) -> None:
        assert client.get(f"/{query}").status_code == 200

    @pytest.mark.parametrize(
        "broken",
        ["q=%22biomedical", "q=park&amount_min=lots", "q=park&year=soon"],
        ids=["words", "amount", "year"],
    )
    def test_what_cant_be_read_keeps_every_filter(self, client: Client, broken: str) -> None:
        page = get(client, f"?{broken}&region=tianjin&organisation=roche&source=Shine&sort=date")
        assert ticked(page) >= {("region", "tianjin"), ("organisation", "roche"), ("source", "Shine")}
        assert re.search(r'<input type="hidden" name="sort" value="date" form="search-form">', page)
        assert ">Roche</span>" in page, "by its name"

    def test_a_wrong_amount_can_be_corrected_where_it_stands(self, client: Client) -> None:
        page = get(client, "?amount_min=lots&amount_max=2bn")
        assert re.search(r'<input id="amount_min"[^>]* value="lots"[^>]* aria-invalid="true"', page)
        assert re.search(r'<input id="amount_max"[^>]* value="2bn"', page)

    def test_a_filter_that_cant_be_read_can_be_taken_away(self, client: Client) -> None:
        assert ("role", "bribe") in ticked(get(client, "?role=bribe"))

    def test_an_order_that_cant_be_read_is_not_kept(self, client: Client) -> None:
        page = get(client, "?sort=price")
        assert 'name="sort"' not in page
        assert "date" in page

    def test_nothing_found_keeps_the_order(self, client: Client) -> None:
        page = get(client, "?q=zebra&sort=date")
        assert '<input type="hidden" name="sort" value="date" form="search-form">' in page

    @pytest.mark.parametrize(
        ("query", "marked"),
        [
            pytest.param(
                "?q=park+%22biomedical", 'park <mark class="wrong">&quot;</mark>biomedical', id="quote"
            ),
            pytest.param("?q=++park+nofield:x+y", 'park <mark class="wrong">nofield:x</mark> y', id="word"),
            pytest.param("?q=%3Cb%3E+)", '&lt;b&gt; <mark class="wrong">)</mark>', id="escaped"),
        ],
    )
    def test_the_place_of_an_error_is_marked(self, client: Client, query: str, marked: str) -> None:
        assert marked in get(client, query)

    def test_examples_can_be_run(self, client: Client) -> None:
        page = get(client, "?q=(park")
        examples = re.findall(r'<a class="example" href="/(\?q=[^"]+)"', page)
        assert len(examples) > 5
        assert "This search can" not in "".join(get(client, example) for example in examples)

    def test_what_was_typed_is_escaped(self, client: Client) -> None:
        page = get(client, "?q=%3Cscript%3Ealert(1)%3C/script%3E&region=%3Cb%3E&source=%22%3E%3Cb%3E")
        assert "<script>alert" not in page
        assert "<b>" not in page

    def test_titles_and_snippets_are_escaped(self, client: Client) -> None:
        make_article(
            title="<img src=x onerror=alert(1)> vaccine", body="A vaccine <script>alert(1)</script> plant."
        )
        page = get(client, "?q=vaccine")
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.usefixtures("corpus")
class TestFacets:
    def test_every_box_has_an_id_of_its_own(self, client: Client) -> None:
        for source in ("China Daily", "china daily", "新华网", "人民网", "a b", "a-b"):
            make_article(source=source)
        ids = box_ids(get(client))
        assert len(ids) == len(set(ids))
        assert not any(" " in id_ for id_ in ids)

    def test_an_id_stays_when_the_selection_changes(self, client: Client) -> None:
        assert set(box_ids(get(client))) == set(box_ids(get(client, "?region=tianjin&region=shanghai")))

    def test_more_values_are_shown_at_once_when_one_of_them_is_selected(self, client: Client) -> None:
        for year in range(2000, 2015):
            make_article(published=date(year, 1, 1))
        assert '<details id="year-more" open>' in get(client, "?year=2000")
        assert '<details id="year-more">' in get(client, "?year=2024")

    def test_regions_beyond_sixty_are_counted(self, client: Client) -> None:
        china, article = Region.objects.get(slug="china"), make_article()
        for number in range(70):
            link_region(article, make_region(f"Place {number}", parent=china))
        page = get(client)
        assert len(counts(page, "region")) == 1 + 60 + 1, "China, sixty in it, Binhai"
        assert re.search(r"and 12 more.*?<code>region:name</code>", page, flags=re.DOTALL)
        assert ("region", "place-69") in ticked(get(client, "?region=place-69"))

    def test_organisations_beyond_sixty_are_counted(self, client: Client) -> None:
        article = make_article()
        for number in range(70):
            link_organisation(article, make_organisation(f"Company {number}"))
        page = get(client)
        assert len(counts(page, "organisation")) == 60
        assert re.search(r"and 11 more.*?<code>org:name</code>", page, flags=re.DOTALL)


def test_filters_are_kept_while_search_is_rebuilt(client: Client) -> None:
    make_region("Tianjin")
    page = client.get("/?q=x&region=tianjin&amount_min=1bn").content.decode()
    assert ticked(page) == {("region", "tianjin")}
    assert 'value="1bn"' in page


def test_without_an_index_the_page_says_so_and_admin_and_articles_work(editing: Client) -> None:
    article = make_article()
    for headers in ({}, HTMX):
        response = editing.get("/?q=x", headers=headers)
        assert response.status_code == 503
        assert b"Search is being rebuilt" in response.content
    assert editing.get(article.get_absolute_url()).status_code == 200
    assert editing.get(f"/admin/corpus/article/{article.pk}/change/").status_code == 200


def test_a_damaged_index_is_said_too(client: Client, index: SearchBackend, own_var: Path) -> None:
    make_article()
    for file in (own_var / "index").rglob("*"):
        if file.is_file() and not file.is_symlink():
            file.write_bytes(b"garbage")
    assert client.get("/").status_code == 503


def test_queries_do_not_grow_with_hits_and_facets(
    client: Client, index: SearchBackend, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        article = make_article()
        link_region(article, make_region(f"Place {number}"))
        link_organisation(article, make_organisation(f"Company {number}"))
        make_amount(article, number + 1)
    client.get("/")
    with django_assert_num_queries(8):
        client.get(
            "/?q=biomedical&region=place-1&region=place-2&organisation=company-1&organisation=company-2"
        )


def test_pages_of_results(client: Client, index: SearchBackend) -> None:
    for _ in range(45):
        make_article()
    first, last = get(client), get(client, "?page=3")
    assert len(titles(first)) == 20
    assert len(titles(last)) == 5
    assert "Page 1 of 3" in first
    assert 'rel="next" href="/?page=2"' in first
    assert 'rel="prev" href="/?page=2"' in last
    assert 'rel="next"' not in last


@pytest.mark.parametrize("asked", ["99", "4", "99999999"])
def test_a_page_after_the_last_is_the_last(client: Client, index: SearchBackend, asked: str) -> None:
    for _ in range(45):
        make_article()
    response = client.get(f"/?q=biomedical&page={asked}", headers=HTMX)
    page = response.content.decode()
    assert len(titles(page)) == 5
    assert "Page 3 of 3" in page
    assert 'rel="prev" href="/?page=2&amp;q=biomedical"' in page
    assert 'rel="next"' not in page
    assert response["HX-Push-Url"] == "/?page=3&q=biomedical"
    assert "Page " not in get(client, f"?q=title:%22article+1%22&page={asked}")
