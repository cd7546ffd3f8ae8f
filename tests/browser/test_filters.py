"""Filters, chips, pages and failures, with JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.test_editing import log_in
from tests.browser.test_job import SEEDS, search_box
from tests.factories import link_region, make_article, make_region

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import BrowserContext, Locator, Page
    from pytest_django.live_server_helper import LiveServer

    from search.backends.base import SearchBackend


@pytest.fixture
def seeds(index: SearchBackend) -> None:
    call_command("ingest", str(SEEDS), verbosity=0)


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=re.compile(f"^{name} "))


@pytest.mark.usefixtures("seeds")
class TestLinks:
    def test_chips_take_their_filter_away(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?q=biomedical")
        box(page, "Tianjin").check()
        expect(page.locator(".hit")).to_have_count(3)
        page.get_by_role("link", name="Remove filter Region: Tianjin").click()
        expect(page.locator(".hit")).to_have_count(4)
        expect(page).to_have_url(f"{live_server.url}/?q=biomedical")
        expect(box(page, "Tianjin")).not_to_be_checked()
        expect(page.locator("#content")).to_be_focused()

    def test_clear_all_keeps_only_the_words(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?q=biomedical&region=tianjin&amount_min=1m")
        page.get_by_role("list", name="Applied filters").get_by_role("link", name="Clear all").click()
        expect(page).to_have_url(f"{live_server.url}/?q=biomedical")
        expect(page.locator(".hit")).to_have_count(4)
        expect(page.get_by_label("From", exact=True)).to_have_value("")

    def test_a_bucket_goes_on_and_off(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?q=biomedical&region=tianjin")
        bucket = page.get_by_role("link", name=re.compile("^100bn to 1tn"))
        bucket.click()
        expect(bucket).to_have_attribute("aria-current", "true")
        expect(page).to_have_url(
            re.compile(r"amount_max=under\+1tn&amount_min=100bn&q=biomedical&region=tianjin")
        )
        expect(bucket).to_be_focused()
        bucket.click()
        expect(bucket).not_to_have_attribute("aria-current", "true")
        expect(page).to_have_url(f"{live_server.url}/?q=biomedical&region=tianjin")
        expect(page.locator(".hit")).to_have_count(3)

    def test_title_and_log_in_link_follow_the_search(self, page: Page, live_server: LiveServer) -> None:
        page.goto(live_server.url)
        search_box(page).fill("biomedical")
        expect(page).to_have_title("biomedical · Gleaner")
        log_in = page.get_by_role("link", name="Log in")
        expect(log_in).to_have_attribute("href", re.compile(r"next=/%3Fq%3Dbiomedical$"))
        expect(page.locator("#log-in")).to_have_count(1)

    def test_who_is_logged_out_meanwhile_is_told_by_the_next_search(
        self, page: Page, live_server: LiveServer, client: Client, editor: User
    ) -> None:
        log_in(page.context, live_server, client, editor)
        page.goto(live_server.url)
        expect(page.locator("#account-menu")).to_be_visible()
        page.context.clear_cookies()
        search_box(page).fill("biomedical")
        expect(page.get_by_role("link", name="Log in")).to_be_visible()
        expect(page.locator("#account-menu")).to_have_count(0)


def test_pages_go_forward_and_back_with_the_focus(
    page: Page, live_server: LiveServer, index: SearchBackend
) -> None:
    for _ in range(25):
        make_article()
    page.goto(f"{live_server.url}/?q=biomedical&sort=date")
    page.get_by_role("link", name="Next").press("Enter")
    expect(page.get_by_text("Page 2 of 3")).to_be_visible()
    expect(page).to_have_url(f"{live_server.url}/?page=2&q=biomedical&sort=date")
    expect(page.locator("#content")).to_be_focused()
    expect(page).to_have_title("biomedical · page 2 · Gleaner")
    assert page.evaluate("window.scrollY") == 0
    page.get_by_role("link", name="Previous").click()
    expect(page.get_by_text("Page 1 of 3")).to_be_visible()
    expect(page).to_have_url(f"{live_server.url}/?q=biomedical&sort=date")


@pytest.mark.usefixtures("seeds")
class TestErrors:
    def test_a_filter_outlives_a_search_that_is_being_typed(
        self, page: Page, live_server: LiveServer
    ) -> None:
        page.goto(live_server.url)
        box(page, "Tianjin").check()
        expect(page).to_have_url(re.compile("region=tianjin"))
        words = search_box(page)
        words.press_sequentially("(biomedical", delay=20)
        expect(page.get_by_role("heading", name="This search can't be read")).to_be_visible()
        expect(page.get_by_role("checkbox", name="Tianjin")).to_be_checked()
        words.press_sequentially(" industry)", delay=20)
        expect(page).to_have_url(re.compile(r"\?q=(\(|%28)biomedical\+industry(\)|%29)&region=tianjin$"))
        expect(page.get_by_role("link", name="Remove filter Region: Tianjin")).to_be_visible()
        expect(words).to_be_focused()

    def test_a_kept_filter_can_be_taken_away(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?role=bribe&q=biomedical")
        page.get_by_role("checkbox", name="bribe").click()
        expect(page).to_have_url(f"{live_server.url}/?q=biomedical")
        expect(page.locator(".hit")).to_have_count(4)

    def test_a_wrong_amount_is_corrected_in_place(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?q=biomedical&region=tianjin")
        amount = page.get_by_label("From", exact=True)
        amount.fill("lots")
        amount.press("Enter")
        expect(page.get_by_role("heading", name="This search can't be read")).to_be_visible()
        expect(amount).to_be_focused()
        amount.fill("1m")
        amount.press("Enter")
        expect(page).to_have_url(f"{live_server.url}/?amount_min=1m&q=biomedical&region=tianjin")
        expect(page.locator(".hit").first).to_be_visible()

    def test_a_box_that_goes_leaves_the_focus_to_the_amount_that_is_wrong(
        self, page: Page, live_server: LiveServer
    ) -> None:
        page.goto(f"{live_server.url}/?q=biomedical")
        amount = page.get_by_label("From", exact=True)
        amount.fill("lots")
        box(page, "Tianjin").focus()
        expect(page.get_by_role("heading", name="This search can't be read")).to_be_visible()
        expect(amount).to_be_focused()

    def test_an_example_runs(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?q=(")
        page.get_by_role("link", name='"industrial park"').click()
        expect(search_box(page)).to_have_value('"industrial park"')
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("article"))

    @pytest.mark.parametrize("status", [None, 500, 503])
    def test_a_failed_request_is_said(
        self, context: BrowserContext, live_server: LiveServer, status: int | None
    ) -> None:
        """No connection, an error of the server, or one of a proxy before it, whose 503 isn't the page that ours has."""
        page = context.new_page()  # its console is full of the failure
        page.goto(live_server.url)
        page.route(
            "**/?q=**",
            lambda route: route.fulfill(status=status, body="none") if status else route.abort(),
        )
        page.mouse.wheel(0, 10_000)
        search_box(page).fill("biomedical")
        expect(page.locator("#content .failure")).to_be_in_viewport()
        expect(page.locator("#status")).to_have_text(re.compile("has not been updated"))
        page.unroute_all()
        page.get_by_role("link", name="Try again").click()
        expect(page.locator(".hit")).to_have_count(4)
        expect(page.locator(".failure")).to_have_count(0)

    @pytest.mark.parametrize("status", [None, 500])
    def test_a_page_that_cant_be_gone_back_to_is_said(
        self, context: BrowserContext, live_server: LiveServer, status: int | None
    ) -> None:
        page = context.new_page()
        page.goto(live_server.url)
        search_box(page).fill("partners")
        expect(page.locator(".hit")).to_have_count(1)
        page.route("**/*", lambda route: route.fulfill(status=status) if status else route.abort())
        page.go_back()
        expect(page.locator("#content .failure")).to_be_in_viewport()
        page.unroute_all()
        page.get_by_role("link", name="Try again").click()
        expect(page.locator(".hit")).to_have_count(5)


class TestParts:
    def test_a_part_replaces_what_contains_it_and_a_link_leads_back(
        self, page: Page, live_server: LiveServer, index: SearchBackend
    ) -> None:
        china = make_region("China", level="country")
        for name in ("Tianjin", "Shanghai"):
            link_region(make_article(), make_region(name, parent=china))
        page.goto(live_server.url)
        page.locator("#region-china").check()
        expect(page).to_have_url(f"{live_server.url}/?region=china")
        page.locator("#region-tianjin").check()
        expect(page).to_have_url(f"{live_server.url}/?region=tianjin")
        expect(page.locator(".hit")).to_have_count(1)
        page.get_by_role("link", name=re.compile("^China.*all of it 2 articles")).click()
        expect(page).to_have_url(f"{live_server.url}/?region=china")
        expect(page.locator("#region-china")).to_be_checked()
        expect(page.locator(".hit")).to_have_count(2)


class TestDisclosures:
    def test_what_was_opened_and_closed_stays_so(
        self, page: Page, live_server: LiveServer, index: SearchBackend
    ) -> None:
        china, france = make_region("China", level="country"), make_region("France", level="country")
        tianjin, paris = make_region("Tianjin", parent=china), make_region("Paris", parent=france)
        for region in (tianjin, paris):
            link_region(make_article(), region)
        page.goto(live_server.url)
        paris_box = box(page, "Paris")
        expect(paris_box).to_be_hidden()
        page.locator("summary", has_text="inside France").click()
        page.locator("#region-china").check()
        expect(page.get_by_role("link", name="Remove filter Region: China")).to_be_visible()
        expect(paris_box).to_be_visible()
        page.locator("summary", has_text="inside China").click()
        paris_box.check()
        expect(page.get_by_role("link", name="Remove filter Region: Paris")).to_be_visible()
        expect(box(page, "Tianjin")).to_be_hidden()
        expect(paris_box).to_be_visible()


@pytest.mark.usefixtures("seeds")
def test_an_error_on_a_phone_leaves_the_filters_in_reach(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/?amount_min=lots")
    page.get_by_role("button", name="Filters").click()
    amount = page.get_by_label("From", exact=True)
    amount.fill("1bn")
    amount.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
