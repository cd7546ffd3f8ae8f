"""Curation as a person does it: at a desk with the keyboard, and without JavaScript on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from corpus.models import Article, Organisation
from search.indexing import update_index
from tests.browser.test_accessibility import violations
from tests.factories import link_organisation, make_article, make_organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

    from search.backends.base import SearchBackend


@pytest.fixture(autouse=True)
def rows(index: SearchBackend, editor: User) -> None:
    cache.clear()
    for name in ("Tianjin Economic-Technological Development Area", "TEDA"):
        link_organisation(make_article(title=f"{name} grew"), make_organisation(name))
    update_index(wait=5)


def log_in(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/accounts/login/?next=/curation/organisations/duplicates/")
    page.get_by_label("Username").fill("edith")
    page.get_by_label("Password").fill("correct horse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Likely duplicates")).to_be_visible()


def test_duplicates_are_merged_and_the_merger_undone_by_keyboard(page: Page, live_server: LiveServer) -> None:
    log_in(page, live_server)
    page.get_by_role("link", name="Merge …").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="TEDA").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Merge these 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("merged into “TEDA”")
    assert Organisation.objects.get().slug == "teda"
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Undone")
    assert Organisation.objects.count() == 2


def test_the_account_menu_opens_in_sight_on_a_phone(page: Page, live_server: LiveServer) -> None:
    log_in(page, live_server)
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (
        "/",
        "/curation/organisations/duplicates/",
        "/curation/organisations/merge/",
        "/curation/articles/",
    ):
        page.goto(f"{live_server.url}{address}")
        page.locator("#account-menu summary").click()
        expect(page.locator("#account-menu .entries")).to_be_in_viewport(ratio=1)


@pytest.fixture
def phone(browser: Browser) -> BrowserContext:
    return browser.new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=False, color_scheme="dark"
    )


def test_what_a_search_finds_is_changed_without_javascript(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    page = phone.new_page()
    log_in(page, live_server)
    page.goto(f"{live_server.url}/?q=grew")
    page.get_by_role("button", name="Change all 2 articles").click()
    page.get_by_role("combobox", name="Source").fill("Shine")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("2 articles change.")).to_be_visible()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("status").filter(has_text="Done")).to_be_visible()
    assert set(Article.objects.values_list("source", flat=True)) == {"Shine"}
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(re.compile("All of it was undone"))).to_be_visible()
    phone.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, live_server)
    first, second = Organisation.objects.values_list("pk", flat=True)
    found = violations(page)
    for address in (
        f"organisations/merge/?id={first}&id={second}",
        f"organisations/{first}/reject/",
        "articles/",
    ):
        page.goto(f"{live_server.url}/curation/{address}")
        found += violations(page)
    page.goto(f"{live_server.url}/?q=grew")
    page.get_by_role("button", name="Change all 2 articles").click()
    found += violations(page)
    page.get_by_role("radio", name="Reject a region").check()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("Say which.")).to_be_visible()
    found += violations(page)
    assert found == []
