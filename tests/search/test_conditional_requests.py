"""Answers that a client has already are not made again."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.db import connections
from django.http import HttpResponse

from corpus.models import Article, Organisation, Region
from search.indexing import rebuild_index
from search.stamps import conditional
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.contrib.auth.models import User
    from django.http import HttpRequest
    from django.test import Client, RequestFactory
    from pytest_django.fixtures import DjangoAssertNumQueries

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESSES = (
    "/",
    "/articles.csv",
    "/feed.atom",
    "/api/v1/search",
    "/api/v1/figures",
    "/api/v1/suggest?q=roche",
)


@pytest.fixture(autouse=True)
def corpus(index: SearchBackend) -> None:
    cache.clear()
    article = make_article(title="Roche in Tianjin")
    link_region(article, make_region("Tianjin"))
    link_organisation(article, make_organisation("Roche"))
    make_amount(article)


def tag(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    response.getvalue()
    found: str = response["ETag"]
    return found


def is_fresh(client: Client, address: str, known: str, **headers: str) -> bool:
    response = client.get(address, headers={"If-None-Match": known, **headers})
    assert response.status_code in (200, 304)
    return response.status_code == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_known_is_not_sent_nor_searched_for_again(
    client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    known = tag(client, address)
    with django_assert_num_queries(1):
        response = client.get(address, headers={"If-None-Match": f'"other", {known}'})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", known)
    assert response["Cache-Control"] == "no-cache"
    assert tag(client, address) == known


CHANGES: dict[str, Callable[[], object]] = {
    "an article": lambda: Article.objects.update(title="Corrected"),
    "a new article": make_article,
    "an article that goes": lambda: Article.objects.all().delete(),
    "the name of a region": lambda: Region.objects.update(name="Tientsin"),
    "the name of an organisation": lambda: Organisation.objects.update(name="Roche AG"),
    "an alias": lambda: Organisation.objects.get().aliases.create(name="Hoffmann"),
    "a figure": lambda: Article.objects.get().amounts.update(role="profit"),
    "a rejected link": lambda: Article.objects.get().region_links.update(state="rejected"),
    "a new index": rebuild_index,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_at_once(client: Client, change: str) -> None:
    known = {address: tag(client, address) for address in ADDRESSES}
    CHANGES[change]()
    for address, before in known.items():
        assert not is_fresh(client, address, before)


def test_a_change_shows_while_the_index_cant_be_written(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.indexing.update_index", lambda **kwargs: 0)
    known = tag(client, "/api/v1/search")
    Article.objects.update(title="Corrected")
    assert not is_fresh(client, "/api/v1/search", known)
    pending = tag(client, "/api/v1/search")
    assert is_fresh(client, "/api/v1/search", pending)
    Article.objects.update(title="Corrected again")
    assert not is_fresh(client, "/api/v1/search", pending)


def test_page_and_piece_are_different_answers(client: Client) -> None:
    page = tag(client, "/")
    assert not is_fresh(client, "/", page, **{"HX-Request": "true"})
    piece = tag(client, "/", **{"HX-Request": "true"})
    assert is_fresh(client, "/", piece, **{"HX-Request": "true"})
    for headers in ({}, {"If-None-Match": page}):
        assert {"HX-Request", "Cookie"} <= {*client.get("/", headers=headers)["Vary"].split(", ")}


def test_logging_in_changes_the_page_only(client: Client, editor: User) -> None:
    known = {address: tag(client, address) for address in ADDRESSES}
    client.force_login(editor)
    assert {address for address in ADDRESSES if is_fresh(client, address, known[address])} == {*ADDRESSES[1:]}


def test_a_name_that_no_article_found_bears_is_not_kept(client: Client) -> None:
    make_region("Nowhere")
    response = client.get("/?region=nowhere&region=tianjin")
    assert "ETag" not in response
    assert response["Cache-Control"] == "no-store"
    assert "ETag" in client.get("/?region=tianjin&organisation=roche")


@pytest.mark.parametrize(
    "address", ["/?q=(park", "/articles.csv?q=(park", "/feed.atom?q=(park", "/api/v1/search?q=(park"]
)
def test_a_refusal_has_no_tag(client: Client, address: str) -> None:
    assert "ETag" not in client.get(address)


def test_without_an_index_nothing_is_taken_for_known(client: Client, own_var: Path) -> None:
    known = tag(client, "/api/v1/search")
    shutil.rmtree(own_var / "index")
    response = client.get("/api/v1/search", headers={"If-None-Match": known})
    assert response.status_code == 503


def test_a_process_makes_one_answer_at_a_time(rf: RequestFactory) -> None:
    """Two at once would take the interpreter from each other, and both end late."""
    running, most = 0, 0

    @conditional()
    def view(request: HttpRequest) -> HttpResponse:
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.01)
        running -= 1
        return HttpResponse("made")

    # A database in memory is closed with its last connection, never by a thread.
    ours = connections["default"]

    def borrow() -> None:
        connections["default"] = ours

    ours.inc_thread_sharing()
    with ThreadPoolExecutor(4, initializer=borrow) as pool:
        answers = list(pool.map(lambda _: view(rf.get("/")).status_code, range(8)))
    ours.dec_thread_sharing()
    assert (answers, most) == ([200] * 8, 1)
