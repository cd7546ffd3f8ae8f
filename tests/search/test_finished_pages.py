"""Pages that are kept for visitors without a session."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING
from unittest.mock import MagicMock

import pytest
from django.test import Client

from config import gunicorn
from corpus.models import Article
from search import stamps
from search.shared_pages import PLACE, SharedPages, shared_pages
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
    shared_pages.cache_clear()
    yield
    shared_pages.cache_clear()


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

    def test_what_is_kept_waits_for_no_other_answer(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        turn = MagicMock()
        monkeypatch.setattr(stamps, "_turn", turn)
        for query in ("roche", "roche", "tianjin"):
            client.get("/", {"q": query})
        assert turn.__enter__.call_count == 2

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

    def test_what_is_not_to_be_stored_is_not_kept(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_region("Nowhere")
        kept: list[str] = []
        monkeypatch.setattr(SharedPages, "put", lambda self, key, page: kept.append(key))
        for address in ("/?region=nowhere", "/?q=(park"):
            client.get(address)
        assert not kept
        client.get("/")
        assert len(kept) == 1

    def test_none_are_kept_where_there_is_no_room_for_them(
        self, client: Client, settings: SettingsWrapper
    ) -> None:
        settings.SEARCH_PAGES_MB = 0
        assert b"Roche in Tianjin" in client.get("/").content
        assert shared_pages.cache_info().currsize == 0


def test_the_server_makes_room_for_them_before_its_workers(settings: SettingsWrapper) -> None:
    gunicorn.on_starting(None)
    made = shared_pages.cache_info()
    shared_pages(settings.SEARCH_PAGES_MB)
    assert (made.currsize, shared_pages.cache_info().currsize) == (1, 1)


class TestSharedPages:
    def test_what_is_asked_for_again_and_again_stays(self) -> None:
        pages = SharedPages(8 * PLACE)
        for number in range(100):
            pages.put(f"/?page={number}", b"page %d" % number)
            assert pages.get("/?page=0") == b"page 0"
        kept = [number for number in range(100) if pages.get(f"/?page={number}")]
        assert 4 <= len(kept) <= 8
        assert 99 in kept

    def test_a_newer_page_takes_the_place_of_an_older_one(self) -> None:
        pages = SharedPages(8 * PLACE)
        pages.put("/", b"long " * 1_000)
        pages.put("/", b"short")
        assert pages.get("/") == b"short"

    def test_one_that_has_no_room_is_not_kept(self) -> None:
        pages = SharedPages(8 * PLACE)
        pages.put("/", b"x" * PLACE)
        assert pages.get("/") is None

    @pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
    def test_workers_have_them_in_common(self) -> None:
        pages = SharedPages(8 * PLACE)
        worker = os.fork()
        if not worker:
            pages.put("/", b"from a worker")
            os._exit(0)
        os.waitpid(worker, 0)
        assert pages.get("/") == b"from a worker"

    def test_one_that_is_half_written_counts_as_none(self) -> None:
        """As when another worker writes it just now, or died at it."""
        pages = SharedPages(4 * PLACE)
        pages.put("/", b"whole page")
        memory = pages._memory
        start = memory.find(b"whole page")
        memory[start : start + 5] = b"other"
        assert pages.get("/") is None
