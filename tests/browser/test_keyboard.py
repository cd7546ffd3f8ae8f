"""The page by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_job import search_box

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.usefixtures("corpus")


def test_j_and_k_walk_through_the_results_and_o_opens(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=biomedical")
    titles = page.locator(".hit h2 a")
    for key, number in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(titles.nth(number)).to_be_focused()
    title = titles.nth(1).inner_text()
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_letters_are_letters_where_something_is_typed(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    search_box(page).press_sequentially("joko?")
    expect(search_box(page)).to_have_value("joko?")
    page.get_by_label("From", exact=True).press_sequentially("j/")
    expect(page.get_by_label("From", exact=True)).to_have_value("j/")


def test_a_question_mark_opens_the_help_and_escape_closes_it(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.keyboard.press("?")
    help_ = page.locator("#query-help")
    expect(help_).to_have_attribute("open", "")
    expect(help_.locator("summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(help_).not_to_have_attribute("open", "")
    expect(help_.locator("summary")).to_be_focused()


def test_a_question_mark_says_the_keys_of_an_article_too(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=biomedical")
    page.locator(".hit h2 a").first.click()
    page.wait_for_url("**/articles/**")  # until it is loaded, nobody listens for keys
    page.keyboard.press("?")
    expect(page.locator("#query-help")).to_contain_text("next result, previous result")
    expect(page.locator("#query-help summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#query-help")).not_to_have_attribute("open", "")


def test_the_help_has_examples_that_run(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.get_by_text("Help", exact=True).click()
    page.locator("#query-help").get_by_role("link", name="region:Tianjin").click()
    expect(page).to_have_url(f"{live_server.url}/?q=region%3ATianjin")
    expect(page.locator(".hit")).to_have_count(2)


def test_a_whole_search_without_a_mouse(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.keyboard.press("/")
    page.keyboard.type("biomedical")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/?q=biomedical")
    expect(search_box(page)).to_be_focused()
    tianjin = page.get_by_role("checkbox", name=re.compile("^Tianjin "))
    for _ in range(20):
        page.keyboard.press("Tab")
        if tianjin.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{live_server.url}/?q=biomedical&region=tianjin")
    expect(tianjin).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    expect(page.locator(".hit h2 a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Back to the results")).to_be_visible()


def test_where_there_is_touch_alone_keys_show_once_one_is_used(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/?q=biomedical")
    page.locator(".hit h2 a").first.tap()
    page.wait_for_url("**/articles/**")
    keys = page.locator("#query-help")
    expect(keys).to_be_hidden()
    page.keyboard.press("?")
    expect(keys).to_contain_text("next result, previous result")
    expect(keys.locator("summary")).to_be_focused()
    context.close()
