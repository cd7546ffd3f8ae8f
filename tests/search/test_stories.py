"""A story is one hit with its other articles behind it; beside an article stand its neighbours among the results."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from corpus.models import Article
from search.walking import WINDOW, place_of
from tests.corpus.test_edit_in_text import opened
from tests.corpus.test_stories import OTHER, RELEASE
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2024, 4, 1)


@pytest.fixture
def corpus(index: SearchBackend) -> list[Article]:
    """Thirty articles of a day each, the oldest first; the 1st, the 15th and the last tell one story."""
    return [
        make_article(
            body=RELEASE if number in (0, 14, 29) else f"Bridge number {number} opened.",
            title=f"Title {number}",
            source=f"Source {number}",
            published=DAY + timedelta(days=number),
        )
        for number in range(30)
    ]


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def hits(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<h2 id="hit-(\d+)">', page)]


def address_of(article: int, page: str) -> str:
    found = re.search(rf'<h2 id="hit-{article}"><a href="([^"]+)"', page)
    assert found
    return unescape(found[1])


class TestHits:
    def test_a_story_is_one_hit_on_one_page(self, client: Client, corpus: list[Article]) -> None:
        pages = [get(client, f"/?page={number}") for number in (1, 2, 3)]
        first, shown = pages[0], [hits(page) for page in pages]
        assert "30 articles, 28 stories, newest first" in first
        assert re.search(r'role="status">\s*30 articles, 28 stories', first)
        assert "Page 1 of 3" in first
        assert [len(page) for page in shown] == [10, 10, 8]
        assert len({pk for page in shown for pk in page}) == 28
        assert hits(get(client, "/?page=4")) == shown[-1], "no page is empty"

    def test_the_others_of_a_story_stand_behind_its_hit(self, client: Client, corpus: list[Article]) -> None:
        page = get(client, "/")
        assert "Also in 2 sources" in page
        others = page[page.index("Also in 2") :].split("</details>")[0]
        assert re.findall(r"Source (\d+)", others) == ["14", "0"]
        assert f'href="/articles/{corpus[14].pk}/?position=1"' in others
        assert others.count("<time") == 2

    @pytest.mark.parametrize(("sort", "leader"), [("date", 29), ("oldest", 0), ("amount", 14)])
    def test_the_order_decides_which_article_leads(
        self, client: Client, corpus: list[Article], sort: str, leader: int
    ) -> None:
        make_amount(corpus[14], 10**9)
        found = {*hits(get(client, f"/?q=biomedical&sort={sort}"))}
        assert found == {corpus[leader].pk}

    def test_only_what_is_found_stands_behind_a_hit(self, client: Client, corpus: list[Article]) -> None:
        page = get(client, f"/?q=biomedical&not_source={corpus[0].source.replace(' ', '+')}")
        assert "2 articles, 1 story" in page
        assert "Also in 1 source" in page

    def test_all_can_be_shown_separately(self, client: Client, corpus: list[Article]) -> None:
        assert 'href="/?folded=no&amp;q=biomedical"' in get(client, "/?q=biomedical")
        page = get(client, "/?q=biomedical&folded=no")
        assert (len(hits(page)), "Also in" in page) == (3, False)
        assert ">3 articles<" in page
        assert re.search(r'<a href="/\?q=biomedical"[^>]*>Show each story once', page)
        assert '<input type="hidden" name="folded" value="no" form="search-form">' in page
        assert "folded=no" in page[page.index('class="facet"') :], "filters keep it"

    def test_a_search_without_stories_says_nothing_of_them(
        self, client: Client, corpus: list[Article]
    ) -> None:
        page = get(client, "/?q=bridge")
        assert ">27 articles<" in page
        assert "stor" not in page[page.index("<main") :].lower().replace("restor", "")

    def test_articles_in_one_source_are_called_articles(self, client: Client, corpus: list[Article]) -> None:
        Article.objects.update(source="Shine")
        assert "Also in 2 articles" in get(client, "/?q=biomedical")

    def test_other_forms_keep_every_article_and_say_its_story(
        self, client: Client, corpus: list[Article]
    ) -> None:
        story = corpus[0].pk
        api = client.get("/api/v1/search?q=biomedical&folded=yes").json()
        assert api["total_articles"] == 3
        assert {article["story"] for article in api["articles"]} == {story}
        assert api["html"].endswith("/?folded=no&q=biomedical"), "its pages are those of articles"
        exported = client.get("/articles.json?q=biomedical").getvalue().decode()
        assert exported.count(f'"story": {story}') == 3 or exported.count(f'"story":{story}') == 3
        assert client.get("/feed.atom?q=biomedical").content.decode().count("<entry>") == 3
        alone = client.get(f"/api/v1/articles/{corpus[1].pk}").json()
        assert alone["story"] == corpus[1].pk

    def test_an_unknown_value_is_explained(self, client: Client, corpus: list[Article]) -> None:
        assert "“maybe” for folded is neither “yes” nor “no”." in get(client, "/?folded=maybe")
        in_chinese = client.get("/?folded=maybe", headers={"accept-language": "zh-hans"}).content.decode()
        assert "folded 的值“maybe”无效" in in_chinese


class TestBesideAnArticle:
    def test_one_can_walk_through_all_results_and_back(self, client: Client, corpus: list[Article]) -> None:
        pages = [get(client, f"/?sort=oldest&page={number}") for number in (1, 2, 3)]
        in_order = [pk for page in pages for pk in hits(page)]
        address = address_of(in_order[0], get(client, "/?sort=oldest"))
        for number, pk in enumerate(in_order, start=1):
            assert address.startswith(f"/articles/{pk}/?")
            page = get(client, address)
            assert f"{number} of 28" in page
            of_page = f"page={(number - 1) // 10 + 1}&amp;" if number > 10 else ""
            wanted = f"/?{of_page}sort=oldest#hit-{pk}"
            assert f'class="back" href="{wanted}"' in page
            assert ('rel="prev"' in page) == (number > 1)
            following = re.search(r'rel="next" href="([^"]+)"', page)
            address = unescape(following[1]) if following else ""
        assert address == ""

    def test_an_article_behind_a_hit_has_the_place_of_the_hit(
        self, client: Client, corpus: list[Article]
    ) -> None:
        page = get(client, f"/articles/{corpus[14].pk}/?q=biomedical&position=1")
        assert "1 of 1" in page
        assert f'href="/?q=biomedical#hit-{corpus[29].pk}"' in page

    def test_a_place_that_changed_is_found_again(self, client: Client, corpus: list[Article]) -> None:
        address = address_of(corpus[28].pk, get(client, "/?q=bridge"))
        assert "1 of 27" in get(client, address)
        make_article(body="Another bridge.", published=DAY + timedelta(days=50))
        get(client, "/?q=bridge")  # brings it into the index
        assert "2 of 28" in get(client, address)

    @pytest.mark.parametrize(
        "parameters",
        [
            "",
            "q=biomedical",
            "q=bridge&position=1",
            "position=x",
            "position=0",
            "position=99999",
            "q=%28park&position=1",
            "position=1&year=soon",
        ],
    )
    def test_without_a_place_the_page_works(
        self, client: Client, corpus: list[Article], parameters: str
    ) -> None:
        page = get(client, f"/articles/{corpus[0].pk}/?{parameters}")
        if parameters in ("position=0", "position=99999"):
            assert "1 of 28" in page, "it is looked for"
        else:
            assert 'rel="next"' not in page
        assert 'class="back"' in page

    def test_deep_places_are_in_the_window(self) -> None:
        assert WINDOW < 99_999

    def test_other_articles_of_the_story_are_named(self, client: Client, corpus: list[Article]) -> None:
        page = get(client, f"/articles/{corpus[0].pk}/")
        section = page[page.index("The same story") :].split("</section>")[0]
        assert re.findall(r"Title (\d+)", section) == ["14", "29"]
        corpus[14].delete()
        assert "Title 14" not in get(client, f"/articles/{corpus[0].pk}/")
        assert "The same story" not in get(client, f"/articles/{corpus[1].pk}/")

    def test_what_is_like_it_is_named_with_reasons(self, client: Client, index: SearchBackend) -> None:
        roche, tianjin = make_organisation("Roche"), make_region("Tianjin")
        own, like = (
            make_article(body=RELEASE),
            make_article(body=OTHER[:200], title="Roche in <b>Tianjin</b>"),
        )
        for number in range(20):
            make_article(body=f"{number} ships came.", title="Ships")
        for article in (own, like):
            link_organisation(article, roche)
            link_region(article, tianjin)
        get(client, "/")
        page = get(client, f"/articles/{own.pk}/")
        section = page[page.index("More like this") :].split("</section>")[0]
        assert f'<a href="/articles/{like.pk}/">Roche in &lt;b&gt;Tianjin&lt;/b&gt;</a>' in section
        assert "Roche · Tianjin" in section
        assert "Ships" not in section

    def test_a_missing_index_hides_only_what_needs_it(self, client: Client, db: None) -> None:
        article = make_article(body=RELEASE)
        page = get(client, f"/articles/{article.pk}/?q=park&position=1")
        assert "More like this" not in page
        assert 'class="back"' in page

    def test_queries_dont_grow_with_what_stands_beside(self, client: Client, corpus: list[Article]) -> None:
        def queries(article: Article) -> int:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                get(client, f"/articles/{article.pk}/?q=park&position=1")
            return len(captured)

        before = queries(corpus[0])
        for _ in range(3):
            make_article(body=RELEASE)
        get(client, "/")
        assert queries(corpus[0]) == before


def test_an_editor_gets_from_a_hits_figure_to_its_form(
    client: Client, editor: User, corpus: list[Article]
) -> None:
    figure = make_amount(corpus[29], 10**9)
    assert "/figure/" not in get(client, "/?q=biomedical")
    client.force_login(editor)
    page = get(client, "/?q=biomedical")
    way_back = f"/?q=biomedical#hit-{corpus[29].pk}"
    address = f"/articles/{corpus[29].pk}/figure/{figure.pk}/?next={quote(way_back)}"
    assert f'href="{address}"' in page
    assert f'class="back" href="{way_back}"' in client.get(address).content.decode()
    answer = client.post(address, opened(client, address) | {"action": "confirm"})
    assert answer.headers["Location"] == way_back
    assert place_of(corpus[29].pk, client.get("/?q=biomedical").wsgi_request.GET) is None
