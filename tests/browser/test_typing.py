"""Typing into the search box: completions, answers that come late, and what the browser's history keeps."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.test_job import search_box

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.usefixtures("corpus")


class TestCompletions:
    def test_arrows_put_a_completion_into_the_box_and_enter_sends_it(
        self, page: Page, live_server: LiveServer
    ) -> None:
        page.goto(live_server.url)
        box = search_box(page)
        box.press_sequentially("roc")
        expect(page.get_by_role("option", name="Roche company")).to_be_visible()
        expect(box).to_have_attribute("aria-expanded", "true")
        box.press("ArrowDown")
        expect(box).to_have_value("org:Roche")
        chosen = page.get_by_role("listbox").get_by_role("option", selected=True)
        expect(chosen).to_have_text(re.compile("Roche"))
        assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
        box.press("Enter")
        expect(page).to_have_url(f"{live_server.url}/?q=org%3ARoche")
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(page.locator(".hit")).to_have_count(2)

    def test_enter_sends_what_was_typed(self, page: Page, live_server: LiveServer) -> None:
        page.goto(live_server.url)
        box = search_box(page)
        box.press_sequentially("tianj")
        expect(page.get_by_role("listbox")).to_be_visible()
        box.press("Enter")
        expect(page).to_have_url(f"{live_server.url}/?q=tianj")
        expect(page.get_by_role("listbox")).to_be_hidden()
        page.wait_for_timeout(400)
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(box).to_have_value("tianj")

    def test_escape_gives_back_what_was_typed(self, page: Page, live_server: LiveServer) -> None:
        page.goto(live_server.url)
        box = search_box(page)
        box.press_sequentially("roc")
        expect(page.get_by_role("listbox")).to_be_visible()
        box.press("ArrowDown")
        box.press("Escape")
        expect(box).to_have_value("roc")
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(box).to_be_focused()

    def test_a_click_chooses(self, page: Page, live_server: LiveServer) -> None:
        page.goto(live_server.url)
        search_box(page).press_sequentially("park tianj")
        page.get_by_role("option", name="Tianjin province").click()
        expect(page).to_have_url(f"{live_server.url}/?q=park+region%3ATianjin")
        expect(page.locator(".hit")).to_have_count(2)


class TestHistory:
    def test_typing_is_one_step(self, page: Page, live_server: LiveServer) -> None:
        page.goto(live_server.url)
        for words in ("pa", "park", "park opens"):
            search_box(page).fill(words)
            expect(page).to_have_title(f"{words} · Gleaner")
        page.go_back()
        expect(page).to_have_url(f"{live_server.url}/")
        page.go_forward()
        expect(page).to_have_url(f"{live_server.url}/?q=park+opens")
        expect(search_box(page)).to_have_value("park opens")

    def test_a_filter_between_is_a_step(self, page: Page, live_server: LiveServer) -> None:
        page.goto(live_server.url)
        search_box(page).fill("park")
        expect(page).to_have_title("park · Gleaner")
        page.locator("#region-tianjin").check()
        expect(page).to_have_title("park · Tianjin · Gleaner")
        search_box(page).fill("park opens")
        expect(page).to_have_title("park opens · Tianjin · Gleaner")
        for address in ("?q=park&region=tianjin", "?q=park", ""):
            page.go_back()
            expect(page).to_have_url(f"{live_server.url}/{address}")

    def test_the_feed_is_that_of_the_search_that_is_gone_back_to(
        self, page: Page, live_server: LiveServer
    ) -> None:
        page.goto(f"{live_server.url}/?q=park")
        search_box(page).fill("opens")
        feed = page.locator("#feed-link")
        expect(feed).to_have_attribute("href", re.compile("q=opens$"))
        page.go_back()
        expect(feed).to_have_attribute("href", re.compile("q=park$"))


def test_an_answer_that_comes_late_is_dropped(page: Page, live_server: LiveServer) -> None:
    def slow_down_the_first(route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query).get("q")
        if asked == ["park"]:
            late.append(route)
        else:
            route.continue_()

    late: list[Route] = []
    page.goto(live_server.url)
    page.route("**/?*", slow_down_the_first)
    search_box(page).fill("park")
    while not late:
        page.wait_for_timeout(50)
    search_box(page).fill("partners")
    expect(page).to_have_title("partners · Gleaner")
    late[0].continue_()
    page.wait_for_timeout(500)
    expect(page).to_have_title("partners · Gleaner")
    expect(page.locator(".hit")).to_have_count(1)


def test_loading_shows_after_a_moment_and_moves_nothing(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.evaluate(
        """() => {
            window.shifts = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
            }).observe({type: "layout-shift", buffered: true});
        }"""
    )
    page.route("**/?*", lambda route: (time.sleep(0.6), route.continue_()))
    search_box(page).fill("park")
    expect(page.locator("#search-form")).to_have_class(re.compile("htmx-request"))
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") == page.evaluate(
        "document.querySelector('aside').getBoundingClientRect().top"
    )
    expect(page).to_have_title("park · Gleaner")
    page.wait_for_timeout(100)
    assert page.evaluate("window.shifts") < 0.1


def test_a_search_takes_the_place_of_the_one_before_in_one_step(page: Page, live_server: LiveServer) -> None:
    """htmx by itself takes leave of each element of the old one, which holds a phone up for a fifth of a second."""
    page.goto(live_server.url)
    page.evaluate(
        """() => {
            window.left = 0;
            document.addEventListener("htmx:beforeCleanupElement", (event) => {
                if (event.target.closest?.("#search")) window.left += 1;
            });
        }"""
    )
    search_box(page).fill("biomedical")
    search_box(page).press("Enter")
    expect(page.locator(".hit")).to_have_count(3)
    expect(page.locator("#search")).to_have_count(1)
    assert page.evaluate("window.left") == 0
    page.locator(".hit").get_by_role("link", name="Tianjin only").first.click()
    expect(page).to_have_url(re.compile("region=tianjin"))
    assert page.evaluate("window.left") == 0


class TestWhileAnAnswerComes:
    """What a person does meanwhile, and where it was done, is there when the new search is."""

    def test_what_is_typed_into_a_filter_stays(self, page: Page, live_server: LiveServer) -> None:
        page.goto(live_server.url)
        page.route("**/?*", lambda route: (time.sleep(0.4), route.continue_()))
        page.get_by_role("checkbox", name=re.compile("^Tianjin ")).check()
        low = page.get_by_label("From", exact=True)
        low.press_sequentially("1b")
        expect(page).to_have_url(re.compile("region=tianjin"))
        expect(low).to_be_focused()
        low.press_sequentially("n")
        low.press("Tab")
        expect(page).to_have_url(re.compile("amount_min=1bn"))

    def test_a_box_inside_what_was_opened_keeps_the_focus(self, page: Page, live_server: LiveServer) -> None:
        page.goto(live_server.url)
        page.get_by_text("Year of the figure").click()
        year = page.locator("#figure_year-2024")
        year.focus()
        for address in (re.compile(r"\?figure_year=2024"), f"{live_server.url}/"):
            page.keyboard.press("Space")
            expect(page).to_have_url(address)
            expect(year).to_be_focused()

    def test_a_box_stays_where_it_was_on_the_screen(self, page: Page, live_server: LiveServer) -> None:
        page.set_viewport_size({"width": 1280, "height": 300})
        page.goto(live_server.url)
        box = page.locator("#role-investment")
        box.scroll_into_view_if_needed()
        places = []
        for address in (re.compile("role=investment"), f"{live_server.url}/"):
            places.append(box.bounding_box())
            box.click()
            expect(page).to_have_url(address)
        places.append(box.bounding_box())
        tops = [place["y"] for place in places if place]
        assert len(tops) == 3
        assert max(tops) - min(tops) < 2
