"""From the results to an article, on to the next, and back to where one was."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests.corpus.test_stories import RELEASE
from tests.factories import make_article

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from search.backends.base import SearchBackend


@pytest.fixture(autouse=True)
def many(index: SearchBackend) -> None:
    """Thirty articles, the newest first; the first two tell one story."""
    with transaction.atomic():
        for number in range(30):
            make_article(
                title=f"Park {number}",
                body=RELEASE if number < 2 else f"Park number {number} opened.",
                source=f"Source {number}",
                published=date(2024, 4, 26) - timedelta(days=number),
            )


def test_back_leads_to_the_hit_on_its_page(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=park&sort=date&page=3")
    page.get_by_role("link", name="Park 25", exact=True).click()
    expect(page.get_by_text("25 of 29")).to_be_visible()
    page.get_by_role("link", name="Back to the results").click()
    expect(page).to_have_url(re.compile(r"/\?page=3&q=park&sort=date#hit-\d+$"))
    expect(page.get_by_role("link", name="Park 25", exact=True)).to_be_focused()
    expect(page.get_by_role("link", name="Park 25", exact=True)).to_be_in_viewport()


def test_keys_walk_through_articles_over_the_end_of_a_page(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=park&sort=date")
    page.get_by_role("link", name="Park 10", exact=True).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Park 10")
    for key, title in (("j", "Park 11"), ("j", "Park 12"), ("k", "Park 11")):
        page.wait_for_load_state()  # until then nobody listens for keys
        page.keyboard.press(key)
        expect(heading).to_have_text(title)
    page.get_by_role("link", name="Back to the results").click()
    expect(page.get_by_role("link", name="Park 11", exact=True)).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Park 12", exact=True)).to_be_focused()


def test_the_ends_of_the_way(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=park&sort=date")
    page.get_by_role("link", name="Park 0", exact=True).click()
    expect(page.get_by_text("1 of 29")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("k")
    page.keyboard.press("/")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("Park 2")


def test_the_other_articles_of_a_story_open_without_scripts(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/?q=park&sort=date")
    expect(page.get_by_role("heading", level=1)).to_have_text("30 articles, 29 stories")
    page.get_by_text("Also in 1 source").click()
    page.get_by_role("link", name="Park 1", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="The same story")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Park 2")
    page.get_by_role("link", name="Back to the results").click()
    page.get_by_role("link", name="Show all articles separately").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("30 articles")
    context.close()


def test_a_changed_filter_keeps_how_stories_are_shown(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=park")
    page.get_by_role("link", name="Show all articles separately").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("30 articles")
    page.get_by_label("Sort by").select_option("oldest")
    expect(page).to_have_url(re.compile("folded=no"))
    page.get_by_role("link", name="Show each story once").click()
    expect(page).not_to_have_url(re.compile("folded=no"))
    expect(page.get_by_role("heading", level=1)).to_have_text("30 articles, 29 stories")
