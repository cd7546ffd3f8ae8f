"""The page around a search, and what is left of a page that was given."""

from __future__ import annotations

import gc
import io
import re
from typing import TYPE_CHECKING

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import set_script_prefix

from search.pages import ResultItem
from search.panel import asked_facets
from search.panel.options import Option
from search.query import SearchQuery
from search.results import FacetName
from tests.factories import link_region, make_article, make_region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)
HOSTILE = "/?q=<b>%22+onload%3D'x'__status__&region=tianjin"


@pytest.fixture(autouse=True)
def corpus(index: SearchBackend, settings: SettingsWrapper) -> None:
    settings.SEARCH_PAGES_MB = 0
    link_region(make_article(title="Roche in Tianjin"), make_region("Tianjin"))


def around(page: bytes) -> str:
    """What stands around the search, without what says who is asking."""
    before, _, after = re.sub(r"\s", "", page.decode()).partition('<divid="search"')
    before = re.sub(r'<navclass="account".*?</nav>', "", before)
    before = re.sub(r'<aclass="add".*?</a>', "", before)
    return before + after[after.rfind("</main>") :]


@pytest.mark.parametrize("address", ["/", "/?q=roche&sort=date", HOSTILE, "/?page=x", "/?q=(park"])
def test_it_is_the_same_for_visitors_and_for_who_is_logged_in(
    address: str, client: Client, editor: User
) -> None:
    anonymous = client.get(address).content
    assert anonymous.count(b"<title>") == anonymous.count(b'id="search"') == 1
    client.force_login(editor)
    assert around(client.get(address).content) == around(anonymous)


def test_values_are_escaped_and_none_stands_for_another(client: Client) -> None:
    page = client.get(HOSTILE).content.decode()
    assert "<b>" not in page
    assert page.count('value="&lt;b&gt;&quot; onload=&#x27;x&#x27;__status__"') == 1


def test_it_is_as_the_language_and_the_prefix_of_addresses_have_it(client: Client) -> None:
    assert "Search the articles" in client.get("/").content.decode()
    assert (
        "Search the articles" not in client.get("/", headers={"Accept-Language": "zh-hans"}).content.decode()
    )
    set_script_prefix("/news/")
    try:
        assert b'action="/news/"' in client.get("/").content
    finally:
        set_script_prefix("/")
    assert b'action="/"' in client.get("/").content


def test_a_visitor_is_told_what_a_message_says_once(client: Client) -> None:
    request = HttpRequest()
    stored = CookieStorage(request)
    stored.add(messages.INFO, "It is <done>")
    stored.update(response := HttpResponse())
    client.cookies.update(response.cookies)
    assert b"It is &lt;done&gt;" in client.get("/").content
    assert b"It is" not in client.get("/").content


def test_months_are_counted_only_where_they_are_shown() -> None:
    assert {*FacetName} - {*asked_facets(SearchQuery())} == {FacetName.MONTH}
    assert {*asked_facets(SearchQuery(years=(2023,)))} == {*FacetName}


def test_a_page_that_was_given_is_not_left_to_the_collector_of_cycles(collector_off: None) -> None:
    ask("/?q=roche")
    assert not [thing for thing in gc.get_objects() if isinstance(thing, (Option, ResultItem))]


@pytest.fixture
def collector_off() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def ask(address: str) -> None:
    """As a server does; Django's test client keeps the contexts of templates."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
    }
    statuses = []
    response = WSGIHandler()(environ, lambda status, headers: statuses.append(status))
    assert b"Roche" in b"".join(response)
    response.close()
    assert statuses == ["200 OK"]
