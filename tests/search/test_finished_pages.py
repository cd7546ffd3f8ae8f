"""Pages that are kept for visitors without a session."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from corpus.models import Article
from search.finished import Page, Pages, kept_pages
from tests.factories import link_region, make_article, make_region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from pytest_django.fixtures import DjangoAssertNumQueries, SettingsWrapper

    from search.backends.base import SearchBackend

ZIPPED = {"Accept-Encoding": "gzip, br"}
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    kept_pages.cache_clear()
    yield
    kept_pages.cache_clear()


@pytest.mark.django_db(transaction=True)
class TestPages:
    @pytest.fixture(autouse=True)
    def corpus(self, index: SearchBackend) -> None:
        link_region(make_article(title="Roche in Tianjin"), make_region("Tianjin"))

    def test_another_visitor_gets_the_same_bytes_without_a_search(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        first = Client().get("/?q=roche", headers=ZIPPED)
        with django_assert_num_queries(1):
            second = Client().get("/?q=roche", headers=ZIPPED)
        assert second.content == first.content
        assert [*second.headers] == [*first.headers]
        assert b"Roche" in gzip.decompress(second.content)
        assert b"csrfmiddlewaretoken" not in gzip.decompress(second.content)
        assert not first.cookies
        assert not second.cookies

    def test_an_edit_shows_at_once(self, client: Client) -> None:
        assert b"Roche in Tianjin" in client.get("/").content
        Article.objects.update(title="Novartis in Tianjin")
        assert b"Novartis in Tianjin" in client.get("/").content

    def test_each_form_of_an_answer_is_kept_by_itself(self, client: Client) -> None:
        forms: tuple[dict[str, str], ...] = (
            {},
            ZIPPED,
            HTMX,
            {**HTMX, **ZIPPED},
            {"Accept-Language": "zh-hans"},
            {**HTMX, "HX-Boosted": "true"},
        )
        first = [client.get("/?q=roche", headers=form).content for form in forms]
        assert len({*first}) == len(forms) - 1  # what is boosted gets the whole page
        assert [client.get("/?q=roche", headers=form).content for form in forms] == first

    def test_who_is_logged_in_neither_gets_such_a_page_nor_leaves_one(
        self, client: Client, editor: User
    ) -> None:
        anonymous = client.get("/").content
        client.force_login(editor)
        assert b"edith" in client.get("/").content
        assert Client().get("/").content == anonymous
        client.logout()
        assert client.get("/").content == anonymous

    def test_what_is_not_to_be_stored_is_not_kept(self, client: Client) -> None:
        make_region("Nowhere")
        for address in ("/?region=nowhere", "/?q=(park"):
            client.get(address)
            assert kept_pages().size == 0

    def test_none_are_kept_where_there_is_no_room_for_them(
        self, client: Client, settings: SettingsWrapper
    ) -> None:
        settings.SEARCH_PAGES_MB = 0
        client.get("/")
        assert kept_pages().size == 0


def test_pages_asked_for_last_stay_within_the_bound() -> None:
    pages = Pages()
    for number in range(10):
        pages.put(("tag", f"/?page={number}", True), Page(b"x" * 9_000, ()), most=50_000)
        assert pages.get(("tag", "/?page=0", True)), "it is asked for again and again"
        assert pages.size <= 50_000
    assert pages.get(("tag", "/?page=1", True)) is None
    assert pages.get(("tag", "/?page=9", True))
    pages.put(("tag", "/?page=9", True), Page(b"x" * 60_000, ()), most=50_000)
    assert pages.size == 0
