"""Keeping a search, with and without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.db import transaction
from playwright.sync_api import expect

from tests.factories import make_article

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.usefixtures("corpus")


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_a_search_is_saved_watched_and_deleted(
    browser: Browser, live_server: LiveServer, has_script: bool
) -> None:
    User.objects.create_user("rita", password="correct horse")
    context = browser.new_context(java_script_enabled=has_script)
    page = context.new_page()
    page.goto(f"{live_server.url}/?q=biomedical&region=tianjin")
    page.get_by_role("link", name="Log in").click()
    page.get_by_label("Username").fill("rita")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()

    page.get_by_text("Save this search").click()
    name = page.get_by_label("Name", exact=True)
    expect(name).to_have_value("biomedical · Tianjin")
    name.fill("Parks")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}/?q=biomedical&region=tianjin")
    expect(page.get_by_text("The search is saved as “Parks”.")).to_be_visible()

    with transaction.atomic():
        fresh = make_article(title="Biomedical harbour")
        make_article(title="Airport", body="Nothing.")
    page.goto(f"{live_server.url}/?q=biomedical")
    page.locator("#account-menu summary").click()
    page.get_by_role("link", name="Saved searches").click()
    expect(page.get_by_text("nothing new")).to_be_visible()
    with transaction.atomic():
        fresh.region_links.create(region_id=fresh.region_links.model.objects.first().region_id)
    page.reload()
    page.get_by_role("link", name="1 new").click()
    expect(page.get_by_role("link", name="Biomedical harbour")).to_be_visible()
    page.get_by_role("button", name="Open the search").click()
    expect(page.locator(".hit")).to_have_count(3)
    page.goto(f"{live_server.url}/searches/")
    expect(page.get_by_text("nothing new")).to_be_visible()

    page.get_by_role("link", name="Rename or delete").click()
    page.get_by_role("button", name="Delete this search").click()
    expect(page.get_by_text("There are none yet")).to_be_visible()
    context.close()


@pytest.fixture
def saving(page: Page, live_server: LiveServer) -> Page:
    """A page of somebody who has saved a search in which something is new."""
    User.objects.create_user("rita", password="correct horse")
    page.goto(f"{live_server.url}/accounts/login/?next=/%3Fq%3Dbiomedical")
    page.get_by_label("Username").fill("rita")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()
    page.get_by_text("Save this search").click()
    return page


def test_typing_a_name_does_not_search_again(saving: Page) -> None:
    asked: list[str] = []
    saving.on("request", lambda request: asked.append(request.url))
    saving.get_by_label("Name", exact=True).fill("Parks")
    saving.get_by_label("Name", exact=True).blur()
    saving.wait_for_timeout(500)
    assert asked == []
    expect(saving.get_by_label("Name", exact=True)).to_have_value("Parks")


def test_a_search_that_was_narrowed_is_saved_as_it_is_shown(saving: Page, live_server: LiveServer) -> None:
    saving.locator("#region-tianjin").check()
    expect(saving).to_have_title("biomedical · Tianjin · Gleaner")
    saving.get_by_role("button", name="Save", exact=True).click()
    expect(saving).to_have_url(f"{live_server.url}/?q=biomedical&region=tianjin")
    expect(saving.get_by_text("Saved as biomedical · Tianjin")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(saving: Page, live_server: LiveServer, scheme: str) -> None:
    saving.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = [_violations(saving)]
    saving.get_by_role("button", name="Save", exact=True).click()
    make_article(title="Biomedical harbour")
    saving.goto(f"{live_server.url}/searches/")
    saving.locator("#account-menu summary").click()
    found.append(_violations(saving))
    for address in (
        saving.get_by_role("link", name="1 new").get_attribute("href"),
        saving.get_by_role("link", name=re.compile("Rename")).get_attribute("href"),
        "/accounts/password/",
    ):
        saving.goto(f"{live_server.url}{address}")
        found.append(_violations(saving))
    saving.context.clear_cookies()
    saving.goto(f"{live_server.url}/accounts/login/")
    found.append(_violations(saving))
    assert found == [[]] * len(found)


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
    return [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in found]
