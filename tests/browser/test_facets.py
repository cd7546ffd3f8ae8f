"""The facets in a browser: searched inside, left out, drawn, and without a script."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests.factories import link_organisation, make_article, make_organisation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.usefixtures("corpus")


@pytest.fixture
def many_makers(corpus: None) -> None:
    with transaction.atomic():
        article = make_article(title="Biomedical makers", published=date(2023, 3, 1))
        for name in ("Ångström Labs", *(f"Maker {number}" for number in range(12))):
            link_organisation(article, make_organisation(name))


@pytest.mark.usefixtures("many_makers")
class TestFinding:
    def test_typing_finds_values_and_changes_nothing_else(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?q=biomedical")
        found = page.get_by_role("checkbox", name=re.compile("^Ångström Labs"))
        expect(found).to_be_visible()
        field = page.get_by_label("Find an organisation among these articles")
        field.press_sequentially("angstr")
        expect(page.locator("#organisation-values .option input")).to_have_count(2), "and none"
        expect(found).to_be_visible()
        expect(page).to_have_url(f"{live_server.url}/?q=biomedical")
        expect(field).to_be_focused()
        found.check()
        expect(page).to_have_url(f"{live_server.url}/?organisation=angstrom-labs&q=biomedical")
        expect(field).to_have_value("angstr")
        expect(page.locator(".hit")).to_have_count(1)

    def test_what_a_person_opened_stays_open(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?q=biomedical")
        more = page.locator("#organisation-more")
        more.locator("summary").click()
        field = page.get_by_label("Find an organisation among these articles")
        field.press_sequentially("angstr")
        expect(more).to_have_count(0)
        field.fill("")
        expect(more).to_have_attribute("open", "")

    def test_it_works_without_javascript(self, browser: Browser, live_server: LiveServer) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(live_server.url)
        page.get_by_label("Find an organisation among these articles").fill("angstr")
        page.get_by_role("button", name="Find").nth(0).click()
        page.get_by_role("checkbox", name=re.compile("^Ångström Labs")).check()
        page.get_by_role("button", name="Apply the filters").click()
        expect(page.locator(".hit")).to_have_count(1)
        context.close()


class TestLeavingOut:
    def test_a_value_is_left_out_and_taken_back(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?q=biomedical")
        page.locator(".not", has=page.locator("#not_region-tianjin")).click()
        expect(page).to_have_url(f"{live_server.url}/?not_region=tianjin&q=biomedical")
        expect(page.locator(".hit")).to_have_count(1)
        expect(page.get_by_role("checkbox", name="not Tianjin")).to_be_focused()
        page.get_by_role("checkbox", name="not Tianjin").click()
        expect(page).to_have_url(f"{live_server.url}/?q=biomedical")
        expect(page.locator(".hit")).to_have_count(3)

    def test_it_works_with_keys_and_without_javascript(
        self, browser: Browser, live_server: LiveServer
    ) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{live_server.url}/?q=biomedical")
        page.get_by_role("checkbox", name="not Tianjin").press(" ")
        page.get_by_role("button", name="Apply the filters").click()
        expect(page).to_have_url(re.compile(r"not_region=tianjin"))
        expect(page.locator(".hit")).to_have_count(1)
        context.close()

    def test_on_a_touch_screen_it_is_seen_at_once(self, browser: Browser, live_server: LiveServer) -> None:
        context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
        page = context.new_page()
        page.goto(f"{live_server.url}/?q=biomedical")
        page.get_by_role("button", name="Filters").tap()
        page.locator(".not", has=page.locator("#not_region-tianjin")).tap()
        expect(page.get_by_role("checkbox", name="not Tianjin")).to_be_checked()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            "nothing sticks out"
        )
        context.close()


class TestTimeline:
    def test_a_year_opens_into_its_months(self, page: Page, live_server: LiveServer) -> None:
        page.goto(f"{live_server.url}/?q=biomedical")
        years = page.get_by_role("list", name="Years", exact=True)
        years.get_by_role("link", name="2024: 1 article").click()
        expect(page).to_have_url(f"{live_server.url}/?q=biomedical&year=2024")
        months = page.get_by_role("list", name="Months of 2024")
        months.get_by_role("link", name="November 2024: 1 article").click()
        expect(page).to_have_url(f"{live_server.url}/?from=2024-11&q=biomedical&to=2024-11")
        expect(months.get_by_role("link")).to_be_focused()
        expect(page.get_by_label("From date")).to_have_value("2024-11")
        page.get_by_role("link", name="All years").click()
        expect(page).to_have_url(f"{live_server.url}/?q=biomedical")
        expect(years).to_be_visible()


def test_nothing_found_leads_on(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=biomedical&region=tianjin&year=1999")
    expect(page.locator("#status")).to_have_text(re.compile("No articles"))
    offer = page.get_by_role("link", name="Remove Year: 1999")
    expect(offer.locator("..")).to_have_text(re.compile("→ 2 articles"))
    offer.click()
    expect(page).to_have_url(f"{live_server.url}/?q=biomedical&region=tianjin")
    expect(page.locator(".hit")).to_have_count(2)
    expect(page.locator("#content")).to_be_focused()


def test_hits_narrow_the_search(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=biomedical&sort=date")
    page.locator(".hit").first.get_by_role("link", name="Tianjin only").click()
    expect(page).to_have_url(f"{live_server.url}/?q=biomedical&region=tianjin&sort=date")
    page.locator(".hit").first.get_by_role("link", name="Investment only").click()
    expect(page).to_have_url(f"{live_server.url}/?q=biomedical&region=tianjin&role=investment&sort=date")


def test_facets_keep_their_place_when_a_box_is_ticked(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{live_server.url}/?q=biomedical")
    box = page.locator("#source-Shine")
    box.scroll_into_view_if_needed()
    before = page.evaluate("window.scrollY")
    assert before > 0
    box.check()
    expect(page).to_have_url(f"{live_server.url}/?q=biomedical&source=Shine")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
