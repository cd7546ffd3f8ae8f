"""Reviewing by keyboard, on a phone, and without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from corpus.models import Amount
from tests.browser.test_accessibility import violations
from tests.browser.test_editing import log_in
from tests.factories import make_amount, make_article

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

    from search.backends.base import SearchBackend


@pytest.fixture
def address(live_server: LiveServer, index: SearchBackend) -> str:
    """Three suspect figures to review."""
    article = make_article()
    for value in (1, 2, 3):
        make_amount(article, value, text=f"{value} yuan", is_suspect=True)
    return f"{live_server.url}/curation/review/"


def test_every_decision_has_a_key(
    page: Page, context: BrowserContext, live_server: LiveServer, client: Client, editor: User, address: str
) -> None:
    log_in(context, live_server, client, editor)
    page.goto(address)
    shown = page.locator("#item")
    expect(shown).to_be_focused()
    expect(shown).to_contain_text("1 yuan")
    page.keyboard.press("s")
    expect(shown).to_contain_text("2 yuan")
    expect(shown).to_be_focused()
    page.keyboard.press("r")
    expect(shown).to_contain_text("3 yuan")
    page.keyboard.press("u")
    expect(shown).to_contain_text("2 yuan")
    page.keyboard.press("a")
    expect(shown).to_contain_text("3 yuan")
    page.keyboard.press("c")
    page.get_by_label("Year").fill("soon")
    page.keyboard.press("Enter")
    expect(page.locator("#correct .wrong-value")).to_be_visible()
    expect(page.get_by_label("Year")).to_be_focused()
    page.get_by_label("Year").fill("2019")
    page.keyboard.press("Enter")
    expect(shown).to_contain_text("1 yuan")  # what was skipped
    page.keyboard.press("Enter")
    expect(shown).to_have_text("Nothing is left to review here.")
    assert list(Amount.objects.order_by("value").values_list("origin", "state", "year")) == [
        ("edited", "active", 2024),
        ("edited", "active", 2024),
        ("edited", "active", 2019),
    ]


def test_it_works_on_a_phone_without_a_script(
    browser: Browser, live_server: LiveServer, client: Client, editor: User, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    log_in(context, live_server, client, editor)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="It is wrong").click()
    page.get_by_text("Correct it").click()
    page.get_by_label("Year").fill("2018")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator("#messages")).to_contain_text("Corrected the figure “2 yuan”")
    expect(page.locator("#review")).to_contain_text("2 decided today, 1 left")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#item")).to_contain_text("2 yuan")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, live_server: LiveServer, client: Client, editor: User, address: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    log_in(context, live_server, client, editor)
    page = context.new_page()
    for shown in (address, address.replace("review", "quality")):
        page.goto(shown)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert violations(page) == []
        page.goto(address)
        page.keyboard.press("r")  # so that there is something to tell of quality
        expect(page.locator("#review")).to_contain_text("decided today")
    context.close()
