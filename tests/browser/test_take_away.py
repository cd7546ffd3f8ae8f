"""Taking a search or an article away, in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.factories import make_article

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer


@pytest.mark.usefixtures("index")
class TestTakeAway:
    def test_a_download_has_what_the_page_shows_after_a_swap(
        self, page: Page, live_server: LiveServer
    ) -> None:
        make_article(title="A park")
        make_article(title="A fund", body="Money.")
        page.goto(live_server.url)
        page.locator("#q").fill("park")
        expect(page.locator(".hit")).to_have_count(1)
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV of the articles").click()
        path: Path = download.value.path()
        assert re.fullmatch(r"gleaner-articles-park-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
        assert len(path.read_text("utf-8-sig").splitlines()) == 2
        expect(page.locator("head link[rel=alternate]")).to_have_attribute("href", "/feed.atom?q=park")
        expect(page.get_by_role("link", name="Feed of this search")).to_have_attribute(
            "href", "/feed.atom?q=park"
        )

    def test_a_citation_can_be_copied(
        self, page: Page, context: BrowserContext, live_server: LiveServer
    ) -> None:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        article = make_article(title="A park", url="https://example.org/park")
        page.goto(live_server.url + article.get_absolute_url())
        page.get_by_role("button", name="Copy").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        cited = "“A park”. China Daily, 26 April 2024. https://example.org/park"
        assert page.evaluate("navigator.clipboard.readText()") == cited

    def test_a_citation_can_be_read_without_javascript(
        self, browser: Browser, live_server: LiveServer
    ) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(live_server.url + make_article(title="A park?").get_absolute_url())
        expect(page.locator("#citation")).to_have_text(
            re.compile(r"^“A park\?” China Daily, 26 April 2024\. http")
        )
        expect(page.locator("button", has_text="Copy")).to_be_hidden()
        context.close()

    def test_paper_has_results_and_citation_without_controls(
        self, page: Page, live_server: LiveServer
    ) -> None:
        article = make_article(title="A park")
        page.emulate_media(media="print")
        page.goto(live_server.url)
        expect(page.locator(".hit")).to_be_visible()
        for hidden in (".take-away", "#filters", "#search-form", "footer.site"):
            expect(page.locator(hidden)).to_be_hidden()
        page.goto(live_server.url + article.get_absolute_url())
        expect(page.locator("#citation")).to_be_visible()
        expect(page.locator("[data-copy]")).to_be_hidden()
