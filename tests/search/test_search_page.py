"""The search page, whole and as the piece that HTMX swaps."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

import pytest
from django.db import transaction

from corpus.models import Organisation, OrganisationAlias, Region
from search.forms import LAST_PAGE
from search.limits import WINDOW
from search.models import PendingChange
from search.panel import options, region_tree
from search.query import PAGE_SIZE
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
    from pytest_django.fixtures import DjangoAssertNumQueries, SettingsWrapper

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true"}
LONG_BODY = " ".join(
    f"In {year} the biomedical park grew by {year % 97} percent." for year in range(1900, 2020)
)


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


def columns(page: str) -> dict[str, str]:
    """Ranges of the timeline that have articles, with the searches they lead to."""
    found = re.findall(r'<a id="column-[^"]+" href="/([^"]+)".*?<span class="tip">([^:]+):', page)
    return {label: address for address, label in found}


def offers(page: str) -> dict[str, tuple[str, int]]:
    """What a search without results offers: address and number of articles."""
    items = page[page.index('<ul class="offers">') :] if '<ul class="offers">' in page else ""
    found = re.findall(r'<a href="/([^"]+)"[^>]*>([^<]+)</a> <span class="count">→ (\d+) article', items)
    return {label: (address.replace("&amp;", "&"), int(number)) for address, label, number in found}


def box_ids(page: str) -> list[str]:
    """Of boxes that choose a value, and of links that stand where a box was."""
    found = re.findall(r'<(?:input type="checkbox"|a class="option wider") id="([^"]+)"', page)
    return [box for box in found if not box.startswith("not_")]


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

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ('"', 3),
            ('biomedical "', 3),
            ('"partners o', 0),
            ('"partners of Sh', 0),
            ('"partners of Shanghai', 1),
        ],
    )
    def test_a_phrase_is_found_while_it_is_typed(self, client: Client, typed: str, found: int) -> None:
        page = get(client, f"?{urlencode({'q': typed})}")
        assert "This search can" not in page
        assert len(titles(page)) == found

    def test_a_sum_typed_in_dollars_counts_at_the_rate_of_the_figures_year(self, client: Client) -> None:
        for year, value in ((2000, 700_000_000), (2021, 700_000_000)):
            make_amount(make_article(title=f"In {year}"), value, role="tax", year=year)
        page = get(client, "?role=tax&amount_min=$100m")
        assert titles(page) == ["In 2021"]
        assert "from 100m USD" in page
        assert "100m CNY to 200m USD" in get(client, "?amount_min=100m&amount_max=$200m")

    def test_a_sum_under_a_region_says_what_it_adds_up(self, client: Client) -> None:
        assert "also those of other places" in get(client, "?region=tianjin")
        assert "also those of other places" in get(client, "?organisation=roche")
        assert "also those of other places" not in get(client, "?role=revenue")

    def test_an_inferred_year_is_told_from_a_stated_one(self, client: Client) -> None:
        make_amount(make_article(title="Stated"), 5, role="tax", year=2020)
        make_amount(make_article(title="Inferred"), 5, role="tax", year=2021, year_inferred=True)
        shown = re.sub(r"<[^>]+>", "", get(client, "?role=tax"))
        assert "2021, inferred" in shown
        assert "2020, inferred" not in shown

    def test_range_and_role_hold_for_the_same_amount(self, client: Client) -> None:
        assert titles(get(client, "?amount_min=50bn&role=investment")) == []
        assert titles(get(client, "?amount_min=50bn&role=revenue")) == ["Biomedical growth in Tianjin"]

    def test_a_form_without_a_script_leads_to_the_short_address(self, client: Client) -> None:
        sent = client.get("/?q=biomedical&amount_min=&find_source=shi&region=&sort=")
        assert sent.headers["Location"] == "/?q=biomedical&find_source=shi"
        assert client.get("/?q=").headers["Location"] == "/"
        assert client.get("/?q=biomedical&region=", headers=HTMX).status_code == 200

    @pytest.mark.parametrize("sort", ["", "&sort=date"])
    def test_a_part_of_a_chosen_region_stands_for_it(self, client: Client, sort: str) -> None:
        """As a form without a script sends it: the parent is still ticked."""
        response = client.get(f"/?region=china&region=tianjin{sort}", headers=HTMX)
        page = response.content.decode()
        assert titles(page) == ["Biomedical park opens", "Biomedical growth in Tianjin"]
        assert ticked(page) == {("region", "tianjin")}
        assert len(re.findall("Remove filter", page)) == 1
        assert response["HX-Push-Url"] == f"/?region=tianjin{sort}"

    def test_regions_beside_each_other_are_alternatives(self, client: Client) -> None:
        assert len(titles(get(client, "?region=binhai-new-area&region=shanghai"))) == 2

    def test_what_contains_a_chosen_region_is_a_link_to_all_of_it(self, client: Client) -> None:
        rim = make_region("Bohai Rim", level="macro")
        rim.members.add(Region.objects.get(slug="tianjin"))
        page = get(client, "?region=binhai-new-area&region=shanghai&sort=date")
        wider = dict(re.findall(r'<a class="option wider" id="region-([^"]+)" href="([^"]+)"', page))
        assert wider == {
            "china": "/?region=china&amp;sort=date",
            "tianjin": "/?region=shanghai&amp;region=tianjin&amp;sort=date",
            "bohai-rim": "/?region=bohai-rim&amp;region=shanghai&amp;sort=date",
        }
        page = get(client, "?region=tianjin&not_region=china")
        assert page.count('id="not_region-china"') == 1, "where it is taken back"
        found = get(client, "?region=binhai-new-area&find_region=tianj")
        assert 'class="option wider" id="region-tianjin"' in found
        assert len(titles(get(client, "?region=bohai-rim&region=binhai-new-area"))) == 1

    def test_what_is_around_a_chosen_region_is_as_it_is_now(self, client: Client) -> None:
        def around() -> tuple[set[str], set[str]]:
            page = get(client, "?region=tianjin")
            return set(re.findall(r'class="option wider" id="region-([^"]+)"', page)), set(
                counts(page, "region")
            )

        tianjin, binhai = Region.objects.get(slug="tianjin"), Region.objects.get(slug="binhai-new-area")
        assert around() == ({"china"}, {"tianjin", "binhai-new-area", "shanghai"})
        rim = make_region("Bohai Rim", level="macro")
        rim.members.add(tianjin)
        assert around()[0] == {"china", "bohai-rim"}
        rim.members.remove(tianjin)
        tianjin.parent = make_region("Bohai Bay", level="country")
        tianjin.save()
        assert around()[0] == {"bohai-bay"}
        binhai.parent = Region.objects.get(slug="shanghai")
        binhai.save()
        assert around() == ({"bohai-bay"}, {"tianjin", "shanghai", "binhai-new-area", "china"})

    def test_a_facet_is_counted_under_the_other_filters_only(self, client: Client) -> None:
        page = get(client, "?region=shanghai&organisation=roche")
        assert counts(page, "region")["tianjin"] == 1, "its own selection doesn't narrow it"
        assert counts(page, "year") == {"none": 1}, "the Shanghai article has no date"
        assert counts(get(client), "region") == {
            "china": 3,
            "tianjin": 2,
            "binhai-new-area": 1,
            "shanghai": 1,
        }

    def test_alternatives_in_a_facet_add_up(self, client: Client) -> None:
        assert len(titles(get(client, "?region=shanghai&region=binhai-new-area"))) == 2

    @pytest.mark.parametrize(
        ("sort", "first"),
        [
            ("date", "Biomedical park opens"),
            ("oldest", "Biomedical growth in Tianjin"),
            ("amount", "Biomedical growth in Tianjin"),
        ],
    )
    def test_sorting(self, client: Client, sort: str, first: str) -> None:
        assert titles(get(client, f"?q=biomedical&sort={sort}"))[0] == first

    def test_relevance_is_offered_only_for_words(self, client: Client) -> None:
        assert ">Relevance</option>" in get(client, "?q=biomedical")
        assert ">Relevance</option>" not in get(client)

    def test_the_count_is_announced(self, client: Client) -> None:
        assert re.search(r'role="status">\s*3 articles', get(client, "?q=biomedical"))

    def test_a_hit_leads_to_its_article_and_keeps_the_search(self, client: Client) -> None:
        page = get(client, "?q=park&region=tianjin")
        address = re.search(r'<h2 id="hit-\d+"><a href="([^"]+)"', page)[1]  # type: ignore[index]
        assert address.endswith("?q=park&amp;region=tianjin&amp;position=1")

    def test_figures_and_places_of_a_hit_narrow_the_search(self, client: Client) -> None:
        page = get(client, "?q=growth&year=2021")
        hits = page[page.index('<ol class="hits"') :]
        for narrower in ("figure_year=2024", "role=revenue", "region=binhai-new-area", "source=China+Daily"):
            assert re.search(rf'href="/\?([^"]*&amp;)?{re.escape(narrower)}(&amp;[^"]*)?"', hits), narrower

    def test_the_largest_figures_show_first_when_they_decide_the_order(self, client: Client) -> None:
        article = make_article(title="Many figures")
        for millions in (1, 7, 3, 9, 5, 2):
            make_amount(article, millions * 10**6, text=f"{millions} million")
        page = get(client, '?q=title:"many+figures"&sort=amount')
        shown, more = page.split("and 2 more")
        assert re.findall(r"(\d) million", shown) == ["9", "7", "5", "3"]
        assert re.findall(r"(\d) million", more) == ["2", "1"]

    def test_what_is_still_pending_shows_on_the_next_request(self, client: Client) -> None:
        article = make_article(title="Unheard of")
        assert titles(get(client, "?q=unheard")) == ["Unheard of"]
        article.story_keys.all()._raw_delete("default")
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
            r'<div hx-swap-oob="innerHTML:.account">\s*<a id="log-in" href="[^"]+\?next=/%3Fq%3Dbiomedical%26region%3Dtianjin"',
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
            "?q=(park",
            "?q=region:",
            "?page=0",
            "?page=-1",
            "?page=x",
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
            "?target=maybe",
            "?figure_year=20",
            "?from=soon",
            "?to=2024-13",
            "?from=2024&to=2023",
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
            "?page=99999999999",
            "?region=nowhere",
            "?not_region=nowhere",
            "?find_region=%00",
            "?region=%ED%A0%80",
            "?q=%00",
            "?q=%ED%A0%80",
            "?unknown=1",
        ],
    )
    def test_anything_else_gives_an_answer(self, client: Client, query: str) -> None:
        assert client.get(f"/{query}").status_code == 200

    @pytest.mark.parametrize(
        "broken",
        ["q=(biomedical", "q=park&amount_min=lots", "q=park&year=soon", "q=park&from=soon"],
        ids=["words", "amount", "year", "date"],
    )
    def test_what_cant_be_read_keeps_every_filter(self, client: Client, broken: str) -> None:
        page = get(
            client,
            f"?{broken}&region=tianjin&organisation=roche&source=Shine&sort=date"
            "&not_region=shanghai&target=yes&figure_year=2024&to=2024-05",
        )
        assert ticked(page) >= {
            ("region", "tianjin"),
            ("organisation", "roche"),
            ("source", "Shine"),
            ("not_region", "shanghai"),
            ("target", "yes"),
            ("figure_year", "2024"),
        }
        assert re.search(r'<input id="to"[^>]* value="2024-05"', page)
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
                "?q=park+(biomedical", 'park <mark class="wrong">(</mark>biomedical', id="parenthesis"
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

    def test_regions_beyond_the_most_are_counted(self, client: Client) -> None:
        with transaction.atomic():
            china, article = Region.objects.get(slug="china"), make_article()
            for number in range(70):
                link_region(article, make_region(f"Place {number}", parent=china))
        page = get(client)
        assert len(counts(page, "region")) == 1 + region_tree.MOST + 1, "China, so many in it, Binhai"
        left_out = map(int, re.findall(r"and (\d+) more: find them by name", page))
        assert sum(left_out) == 72 - region_tree.MOST, "of a level, and of the tree"
        assert ("region", "place-69") in ticked(get(client, "?region=place-69"))

    def test_organisations_beyond_the_most_are_counted(self, client: Client) -> None:
        with transaction.atomic():
            article = make_article()
            for number in range(70):
                link_organisation(article, make_organisation(f"Company {number}"))
        page = get(client)
        assert len(counts(page, "organisation")) == options.MOST + 1, "so many and none"
        assert f"and {71 - options.MOST} more: find them by name" in page

    def test_selected_values_come_first_then_the_commonest(self, client: Client) -> None:
        for number in range(3):
            link_organisation(make_article(), make_organisation(f"Company {number}"))
        names = list(counts(get(client, "?organisation=company-1"), "organisation"))
        assert names == ["company-1", "roche", "company-0", "company-2", "none"]

    def test_headings_say_what_is_chosen(self, client: Client) -> None:
        page = get(client, "?region=tianjin&region=shanghai&not_region=binhai-new-area&target=no&role=profit")
        assert '<legend>Region<span class="chosen">, 2 selected, 1 left out</span>' in page
        assert '<legend>Amount<span class="chosen">, 2 selected</span>' in page

    def test_a_facet_without_values_says_so(self, client: Client) -> None:
        page = get(client, "?q=zebra")
        for said in ("No region named", "No organisation named", "No amount found", "No date known"):
            assert said in page

    def test_the_kind_of_an_organisation_is_shown(self, client: Client) -> None:
        assert re.search(r'Roche <span class="kind">company</span>', get(client))

    def test_an_unknown_value_stays_chosen(self, client: Client) -> None:
        assert ticked(get(client, "?region=nowhere")) == {("region", "nowhere")}


@pytest.mark.usefixtures("corpus")
class TestWithoutAValue:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param("region=none", [], id="region"),
            pytest.param("organisation=none", ["Biomedical growth in Tianjin"], id="organisation"),
            pytest.param("role=none", ["Biomedical partners of Shanghai"], id="amount"),
            pytest.param("year=none", ["Biomedical partners of Shanghai"], id="date"),
            pytest.param("source=none", [], id="source"),
            pytest.param(
                "year=none&year=2021",
                ["Biomedical growth in Tianjin", "Biomedical partners of Shanghai"],
                id="or a value",
            ),
        ],
    )
    def test_articles_that_have_none(self, client: Client, query: str, found: list[str]) -> None:
        assert titles(get(client, f"?{query}")) == found

    def test_they_are_counted(self, client: Client) -> None:
        page = get(client)
        assert [counts(page, name).get("none") for name in ("organisation", "role", "year", "source")] == [
            1,
            1,
            1,
            None,
        ]

    def test_the_filter_is_said(self, client: Client) -> None:
        assert re.search(r"Remove filter </span>.*?</span> No amount found", get(client, "?role=none"))


@pytest.mark.usefixtures("corpus")
class TestLeavingOut:
    @pytest.mark.parametrize(
        ("query", "number"),
        [
            ("not_region=tianjin", 1),
            ("not_region=china", 0),
            ("not_organisation=roche", 1),
            ("not_source=Shine", 1),
            ("not_source=Shine&not_region=tianjin", 0),
        ],
    )
    def test_articles_with_the_value_are_gone(self, client: Client, query: str, number: int) -> None:
        assert len(titles(get(client, f"?{query}"))) == number

    def test_what_is_left_out_is_said_and_can_be_taken_back(self, client: Client) -> None:
        page = get(client, "?not_region=tianjin&q=biomedical")
        assert re.search(
            r'href="/\?q=biomedical"[^>]*><span class="unseen">Remove filter.*?not Tianjin', page
        )
        assert ticked(page) == {("not_region", "tianjin")}

    def test_each_value_can_be_left_out(self, client: Client) -> None:
        page = get(client, "?q=biomedical&region=china")
        for name, value in (("not_region", "tianjin"), ("not_source", "Shine")):
            assert re.search(rf'name="{name}" value="{value}" [^>]*aria-label="not {value}">not<', page, re.I)
        assert 'name="not_region" value="china"' not in page, "it is chosen"


@pytest.mark.usefixtures("corpus")
class TestAmounts:
    def test_each_bar_leads_to_the_articles_it_counts(self, client: Client) -> None:
        bars = re.findall(
            r'<a id="amount-[^"]+" class="bar" href="/([^"]+)".*?<span class="count">(\d+)<', get(client)
        )
        assert len(bars) == 3
        for address, number in bars:
            assert len(titles(get(client, address.replace("&amp;", "&")))) == int(number)

    def test_the_upper_end_of_a_bar_is_round_and_not_in_it(self, client: Client) -> None:
        make_amount(make_article(title="Exactly ten"), 10 * 10**9)
        page = get(client, "?amount_min=1bn&amount_max=under+10bn")
        assert titles(page) == ["Biomedical park opens"]
        assert 'value="under 10bn"' in page
        assert re.search(r"Remove filter.*?</span> 1bn to 10bn yuan", page)

    def test_between_the_bars_are_none_missing(self, client: Client) -> None:
        labels = re.findall(r'class="bar"[^>]*><span class="label">([^<]+)', get(client))
        assert labels == ["10m to 100m", "100m to 1bn", "1bn to 10bn", "10bn to 100bn", "100bn to 1tn"]

    def test_what_the_figures_come_to_is_said(self, client: Client) -> None:
        assert "3 figures: median about 2bn yuan, sum about 102.01bn." in get(client)
        assert "1 figure: about 2bn yuan." in get(client, "?organisation=roche")
        assert "figures of one kind, goals and repeats" in get(client, "?role=investment")

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("target=yes", ["Biomedical growth in Tianjin"]),
            ("target=yes&role=investment", []),
            ("figure_year=2024&amount_min=$10bn", ["Biomedical growth in Tianjin"]),
            ("figure_year=2019", []),
        ],
    )
    def test_filters_hold_for_one_figure(self, client: Client, query: str, found: list[str]) -> None:
        assert titles(get(client, f"?{query}")) == found


@pytest.mark.usefixtures("corpus")
class TestDates:
    @pytest.mark.parametrize(
        ("query", "number"),
        [("from=2021-09", 2), ("from=2021-09-08", 1), ("to=2021", 1), ("from=2021&to=2024-11-20", 1)],
    )
    def test_from_and_to_are_days_months_or_years(self, client: Client, query: str, number: int) -> None:
        assert len(titles(get(client, f"?{query}"))) == number

    def test_the_timeline_shows_the_months_of_a_chosen_year(self, client: Client) -> None:
        assert columns(get(client)) == {"2021": "?year=2021", "2024": "?year=2024"}
        assert columns(get(client, "?year=2024")) == {"November 2024": "?from=2024-11&amp;to=2024-11"}
        assert columns(get(client, "?from=2024-11&to=2024-11")) == {"November 2024": "?year=2024"}

    def test_many_years_are_put_together(self, client: Client) -> None:
        make_article(published=date(1990, 1, 1))
        make_article(published=date(1994, 1, 1))
        assert columns(get(client)) == {
            "1990 to 1994": "?from=1990&amp;to=1994",
            "2020 to 2024": "?from=2020&amp;to=2024",
        }

    def test_the_filter_is_said(self, client: Client) -> None:
        assert re.search(r"Published:</span> from 2021-09 to 2024", get(client, "?from=2021-09&to=2024"))


@pytest.mark.usefixtures("corpus")
class TestFinding:
    """Searching inside a facet."""

    def test_organisations_are_found_by_any_name(self, client: Client) -> None:
        roche, other = Organisation.objects.get(slug="roche"), make_organisation("Santé Publique")
        OrganisationAlias.objects.create(organisation=roche, name="F. Hoffmann-La Roche AG")
        link_organisation(make_article(), other)
        for text, found in (("HOFFMANN", "roche"), ("sante", "sante-publique"), ("la hoff", "roche")):
            piece = client.get("/facets/organisation", {"find_organisation": text}).content.decode()
            assert list(counts(piece, "organisation")) == [found, "none"], text

    def test_only_what_the_search_finds_is_found_with_its_counts(self, client: Client) -> None:
        for words, found in (("title:park", {"roche": 1}), ("growth", {"none": 1})):
            query = {"find_organisation": "roche", "q": words}
            piece = client.get("/facets/organisation", query).content.decode()
            assert counts(piece, "organisation") == found

    def test_nothing_found_by_name_is_said(self, client: Client) -> None:
        assert "None of these articles has such a name" in get(client, "?find_organisation=zebra")

    def test_a_name_is_found_while_it_is_typed_to_its_end(self, client: Client) -> None:
        link_organisation(make_article(), make_organisation("Tasly Company"))
        for text in ("tasly", "tasly c", "tasly co", "tasly comp", "tasly company"):
            assert "tasly-company" in counts(get(client, f"?find_organisation={text}"), "organisation"), text

    @pytest.mark.parametrize(
        ("name", "text", "found"),
        [("region", "bInHai", "binhai-new-area"), ("source", "dáily", "China Daily")],
    )
    def test_regions_and_sources_are_found(self, client: Client, name: str, text: str, found: str) -> None:
        piece = client.get(f"/facets/{name}", {f"find_{name}": text}).content.decode()
        assert found in counts(piece, name)
        assert "shanghai" not in counts(piece, name)

    def test_what_is_selected_stays_in_the_form(self, client: Client) -> None:
        address = "/facets/region?find_region=binhai&region=shanghai&not_region=tianjin"
        piece = client.get(address).content.decode()
        assert ticked(piece) == {("region", "shanghai"), ("not_region", "tianjin")}

    def test_it_works_without_javascript(self, client: Client) -> None:
        page = get(client, "?q=biomedical&find_organisation=roc")
        assert list(counts(page, "organisation")) == ["roche", "none"]
        assert 'name="find_organisation" form="search-form" value="roc"' in page
        assert "/?q=biomedical" in page
        assert "&amp;find_" not in page, "it is no part of the search"

    @pytest.mark.parametrize("query", ["q=(open", "amount_min=lots"])
    def test_a_search_that_cant_be_read_leaves_the_facet_as_it_is(self, client: Client, query: str) -> None:
        assert client.get(f"/facets/organisation?find_organisation=roche&{query}").status_code == 204

    def test_there_are_no_other_facets(self, client: Client) -> None:
        assert client.get("/facets/amount").status_code == 404


@pytest.mark.usefixtures("corpus")
class TestNearMisses:
    def test_each_filter_without_which_something_is_found_says_how_much(self, client: Client) -> None:
        page = get(client, "?q=biomedical&year=1999&region=tianjin&role=investment")
        assert "Nothing was found" in page
        assert offers(page) == {
            "Remove Year: 1999": ("?q=biomedical&region=tianjin&role=investment", 2),
            "Search without any filter": ("?q=biomedical", 3),
        }

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("biomed", {"Search words that begin with “biomed”": ("?q=biomed%2A", 3)}),
            ("growth biomed", {"Search words that begin with “biomed”": ("?q=growth+biomed%2A", 1)}),
            ('"biomed"', {}),
            ("biomedx", {}),
        ],
    )
    def test_words_that_begin_with_half_a_word_are_offered(
        self, client: Client, typed: str, offered: dict[str, tuple[str, int]]
    ) -> None:
        found = offers(get(client, f"?q={quote_plus(typed)}"))
        assert {label: offer for label, offer in found.items() if "begin" in label} == offered

    def test_any_of_the_words_is_offered(self, client: Client) -> None:
        page = get(client, "?q=growth+partners+-fund")
        assert offers(page) == {"Search any of the words": ("?q=growth+OR+partners", 2)}

    def test_a_wrong_spelling_is_corrected(self, client: Client) -> None:
        for _ in range(12):
            make_article(title="Biomedical news")
        page = get(client, "?q=biomedcal")
        assert re.search(r'Did you mean <a href="/\?q=biomedical"[^>]*><strong>biomedical</strong></a>', page)
        assert "(15 articles without the filters)" in get(client, "?q=biomedcal&year=1999")

    def test_there_are_none_where_something_is_found(self, client: Client) -> None:
        assert "near-misses" not in get(client, "?q=biomedical")

    def test_at_most_eight_filters_are_tried(self, client: Client) -> None:
        roles = ("contract", "export", "funding", "investment", "price", "profit", "revenue", "tax")
        for number, is_offered in ((7, True), (8, False)):
            wanted = "&".join(f"role={role}" for role in roles[:number])
            found = offers(get(client, f"?q=biomedical&source=Nobody&{wanted}"))
            assert ("Remove Source: Nobody" in found) is is_offered


@pytest.mark.usefixtures("corpus")
class TestSuggestions:
    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            pytest.param("biomedical tianj", "biomedical region:Tianjin", id="region"),
            pytest.param("park roc", "park org:Roche", id="organisation"),
            pytest.param("park -roc", "park -org:Roche", id="left out"),
            pytest.param("binhai n", 'region:"Binhai New Area"', id="of several words"),
            pytest.param("region:bin", 'region:"Binhai New Area"', id="in a field"),
            pytest.param('park org:"roc', "park org:Roche", id="in an open quote"),
            pytest.param("park biomed", "park biomedical", id="word"),
        ],
    )
    def test_what_is_typed_is_completed(self, client: Client, typed: str, offered: str) -> None:
        page = client.get("/suggest", {"q": typed}).content.decode()
        assert offered in [html.unescape(text) for text in re.findall('data-text="([^"]+)"', page)]
        assert "This search can" not in get(client, "?" + urlencode({"q": offered}))

    def test_a_place_comes_before_what_is_named_after_it(self, client: Client) -> None:
        link_organisation(make_article(), make_organisation("Binhai Biomedical Fund"))
        page = client.get("/suggest", {"q": "binhai"}).content.decode()
        assert page.index('data-text="region:') < page.index('data-text="org:')

    @pytest.mark.parametrize(
        "typed", ["", " ", "b", "biomedical ", '"', "(", "zebra", "a" * 300, "-", "x:y:z"]
    )
    def test_there_may_be_nothing_to_suggest(self, client: Client, typed: str) -> None:
        response = client.get("/suggest", {"q": typed})
        assert response.status_code == 200
        assert b"option" not in response.content

    def test_names_are_escaped(self, client: Client) -> None:
        link_organisation(make_article(), make_organisation('Evil "<b>" Ltd'))
        page = client.get("/suggest", {"q": "evil"}).content.decode()
        assert "<b>" not in page
        assert 'data-text="org:&quot;Evil' in page


def test_nothing_is_suggested_without_an_index(client: Client) -> None:
    make_organisation("Roche")
    assert client.get("/suggest?q=roche").content.strip() == b""


def test_filters_are_kept_while_search_is_not_available(client: Client) -> None:
    make_region("Tianjin")
    page = client.get("/?q=x&region=tianjin&amount_min=1bn").content.decode()
    assert ticked(page) == {("region", "tianjin")}
    assert 'value="1bn"' in page


def test_without_an_index_the_page_says_so_and_admin_and_articles_work(editing: Client) -> None:
    article = make_article()
    for headers in ({}, HTMX):
        response = editing.get("/?q=x", headers=headers)
        assert response.status_code == 503
        assert b"Search is not available" in response.content
        assert b"manage.py rebuild_index" in response.content
    assert editing.get(article.get_absolute_url()).status_code == 200
    assert editing.get(f"/admin/corpus/article/{article.pk}/change/").status_code == 200


def test_what_the_machine_refuses_is_no_reason_to_rebuild(
    client: Client, index: SearchBackend, own_var: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Visitors get a plain sentence, the log says what and where."""
    (own_var / "index").rename(own_var / "elsewhere")
    (own_var / "index").write_text("in the way")
    page = client.get("/?q=x")
    assert page.status_code == 503
    assert b"Search is not available" in page.content
    assert b"rebuil" not in page.content
    assert str(own_var).encode() not in page.content
    assert f"can't be read: Not a directory ({own_var / 'index' / 'current'})" in caplog.text
    assert "rebuild" not in caplog.text


def test_a_damaged_index_is_said_too(client: Client, index: SearchBackend, own_var: Path) -> None:
    make_article()
    for file in (own_var / "index").rglob("*"):
        if file.is_file() and not file.is_symlink():
            file.write_bytes(b"garbage")
    assert client.get("/").status_code == 503


def test_queries_do_not_grow_with_hits_and_facets(
    client: Client,
    index: SearchBackend,
    settings: SettingsWrapper,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.SEARCH_PAGES_MB = 0
    for number in range(20):
        article = make_article()
        link_region(article, make_region(f"Place {number}"))
        link_organisation(article, make_organisation(f"Company {number}"))
        make_amount(article, number + 1)
    client.get("/")
    selections = (
        ("", 4),
        ("?q=biomedical&region=place-1&region=place-2&organisation=company-1&organisation=company-2", 6),
        ("?q=unheard&region=place-1", 4),
        (
            "?region=place-1&find_region=place&find_organisation=company&find_source=daily&year=2024&target=no",
            6,
        ),
    )
    for query, number in selections:
        client.get(f"/{query}")
        with django_assert_num_queries(number):
            client.get(f"/{query}")


def test_queries_of_the_pieces_are_few(
    client: Client, index: SearchBackend, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        article = make_article()
        link_region(article, make_region(f"Place {number}"))
        link_organisation(article, make_organisation(f"Company {number}"))
    client.get("/suggest?q=comp")
    client.get("/facets/organisation?find_organisation=comp")
    with django_assert_num_queries(2):
        client.get("/facets/organisation?find_organisation=comp")
    with django_assert_num_queries(6):
        client.get("/suggest?q=an+unheard+name")


def test_the_first_page_is_small(client: Client, index: SearchBackend) -> None:
    with transaction.atomic():
        regions = [make_region(f"Region of some length {number}") for number in range(80)]
        makers = [make_organisation(f"Maker of Biomedical Products {number}") for number in range(80)]
        for number in range(24):
            article = make_article(source=f"Source {number}", body=LONG_BODY)
            for row in range(number % 8, 80, 8):
                link_region(article, regions[row])
                link_organisation(article, makers[row])
            for power in range(5, 13):
                make_amount(article, (number + 1) * 10**power)
    page = client.get("/?q=biomedical", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < 60_000


def test_pages_of_results(client: Client, index: SearchBackend) -> None:
    for _ in range(25):
        make_article()
    first, last = get(client), get(client, "?page=3")
    assert len(titles(first)) == 10
    assert len(titles(last)) == 5
    assert "Page 1 of 3" in first
    assert 'rel="next" href="/?page=2"' in first
    assert 'rel="prev" href="/?page=2"' in last
    assert 'rel="next"' not in last


def test_every_result_that_can_be_paged_through_has_a_page() -> None:
    assert LAST_PAGE * PAGE_SIZE == WINDOW


@pytest.mark.parametrize("asked", ["99", "4", "99999999"])
def test_a_page_after_the_last_is_the_last(client: Client, index: SearchBackend, asked: str) -> None:
    for _ in range(25):
        make_article()
    response = client.get(f"/?q=biomedical&page={asked}", headers=HTMX)
    page = response.content.decode()
    assert len(titles(page)) == 5
    assert "Page 3 of 3" in page
    assert 'rel="prev" href="/?page=2&amp;q=biomedical"' in page
    assert 'rel="next"' not in page
    assert response["HX-Push-Url"] == "/?page=3&q=biomedical"
    assert "Page " not in get(client, f"?q=title:%22article+1%22&page={asked}")
