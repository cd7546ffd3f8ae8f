"""The whole job, as a person does it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from corpus.models import Article

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from playwright.sync_api import BrowserContext, Locator, Page
    from pytest_django.live_server_helper import LiveServer

    from search.backends.base import SearchBackend

SEEDS = Path(__file__).parents[2] / "seeds"


def search_box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search the articles")


@pytest.fixture
def seeds(index: SearchBackend) -> None:
    call_command("ingest", str(SEEDS), verbosity=0)


@pytest.mark.usefixtures("seeds")
def test_from_a_question_to_a_correction(page: Page, live_server: LiveServer, editor: User) -> None:
    page.goto(live_server.url)
    hits, status = page.locator(".hit"), page.locator("#status")
    expect(hits).to_have_count(5)

    search_box(page).fill("biomedical")
    expect(page).to_have_url(re.compile(r"\?q=biomedical$"))
    expect(hits).to_have_count(4)
    expect(status).to_have_text(re.compile("4 articles"))
    shanghai = page.get_by_role("checkbox", name=re.compile("^Shanghai "))
    before = shanghai.locator("..").inner_text()

    tianjin = page.get_by_role("checkbox", name=re.compile("^Tianjin "))
    tianjin.check()
    expect(page).to_have_url(re.compile(r"q=biomedical&region=tianjin"))
    expect(hits).to_have_count(3)
    expect(tianjin).to_be_checked()
    expect(tianjin).to_be_focused()
    assert shanghai.locator("..").inner_text() == before, "a facet's own counts don't move"

    page.get_by_label("From", exact=True).fill("50bn")
    page.get_by_label("From", exact=True).press("Enter")
    expect(page).to_have_url(re.compile(r"amount_min=50bn"))
    expect(hits).to_have_count(1)
    page.reload()
    expect(hits).to_have_count(1)
    expect(page.get_by_label("From", exact=True)).to_have_value("50bn")
    page.go_back()
    expect(hits).to_have_count(3)
    page.go_forward()
    expect(hits).to_have_count(1)

    hits.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Binhai speeds up growth in biomedical industry"
    )
    expect(page.locator(".text .mark.region").first).to_be_visible()
    expect(page.locator(".text .mark.amount").first).to_contain_text("100 billion yuan ($15.44 billion)")
    expect(page.locator(".text .mark.match").first).to_have_text(re.compile("biomedical", re.IGNORECASE))
    page.get_by_role("link", name="Back to the results").click()
    expect(hits).to_have_count(1)

    page.get_by_role("link", name="Log in").click()
    page.get_by_label("Username").fill("edith")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()
    expect(hits).to_have_count(1)

    shanghai_article = Article.objects.get(title__startswith="A bigger biomedicine")
    page.goto(live_server.url + shanghai_article.get_absolute_url())
    page.get_by_role("link", name="Edit metadata").click()
    row = page.locator("tr.form-row", has=page.locator("option[selected]", has_text="Roche"))
    with page.expect_popup() as opened:
        row.get_by_role("link", name="Change selected organisation").click()
    popup = opened.value
    popup.locator("#id_name").fill("Hoffmann Basel")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{live_server.url}/?q=org:basel")
    expect(hits).to_have_count(1)
    expect(page.get_by_role("checkbox", name=re.compile("^Hoffmann Basel"))).to_be_visible()


@pytest.mark.usefixtures("seeds")
def test_it_works_without_javascript(page: Page, context: BrowserContext, live_server: LiveServer) -> None:
    plain = context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = plain.new_page()
    page.goto(live_server.url)
    page.get_by_role("searchbox", name="Search the articles").fill("biomedical")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".hit")).to_have_count(4)
    page.get_by_role("checkbox", name=re.compile("^Tianjin ")).check()
    page.get_by_role("button", name="Apply the filters").click()
    expect(page.locator(".hit")).to_have_count(3)
    page.get_by_role("link", name=re.compile("Remove filter")).first.click()
    expect(page.locator(".hit")).to_have_count(4)
    plain.close()


@pytest.mark.usefixtures("seeds")
def test_filters_are_a_disclosure_on_a_phone(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url)
    toggle = page.get_by_role("button", name="Filters")
    tianjin = page.get_by_role("checkbox", name=re.compile("^Tianjin "))
    expect(tianjin).to_be_hidden()
    toggle.evaluate("button => button.scrollIntoView()")  # so what opens is above
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#filters-title")).to_be_in_viewport()
    tianjin.check()
    expect(page.locator(".hit")).to_have_count(3)
    expect(tianjin).to_be_visible()
    page.get_by_role("link", name="Show 3 articles").click()
    expect(tianjin).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing sticks out"


@pytest.mark.usefixtures("seeds")
def test_the_slash_key_goes_to_the_search_box(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.keyboard.press("/")
    expect(search_box(page)).to_be_focused()
    page.keyboard.type("a/b")
    expect(search_box(page)).to_have_value("a/b")
