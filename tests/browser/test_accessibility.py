"""axe on every kind of page, light and dark, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect

from corpus.models import Article
from tests.browser.test_job import SEEDS
from tests.factories import make_article

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from search.backends.base import SearchBackend

ADDRESSES = {
    "start": "/",
    "results": "/?q=biomedical&region=tianjin&amount_min=1bn",
    "every filter": "/?q=park&not_region=shanghai&target=no&figure_year=2024&year=2024&organisation=none",
    "months": "/?from=2024-04&to=2024-04&find_organisation=b",
    "nothing": "/?q=biomedcal&year=2021&region=tianjin",
    "error": "/?q=(open&region=tianjin&source=Shine",
    "wrong amount": "/?amount_min=lots&role=bribe",
    "article": "/articles/{pk}/?q=biomedical",
    "missing": "/articles/999999/",
}


def violations(page: Page) -> list[str]:
    page.locator("summary").evaluate_all(
        "all => all.forEach(one => one.parentElement.open ||= one.closest('#search'))"
    )
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
    return [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    index: SearchBackend, live_server: LiveServer, browser: Browser, scheme: str
) -> None:
    call_command("ingest", str(SEEDS), verbosity=0)
    pk = Article.objects.get(title__startswith="Binhai").pk
    found: list[str] = []
    for width in (1280, 390):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        for name, address in ADDRESSES.items():
            page.goto(live_server.url + address.format(pk=pk))
            found += [f"{name} at {width}: {said}" for said in violations(page)]
        page.goto(live_server.url)
        page.keyboard.press("?")
        found += [f"help at {width}: {said}" for said in violations(page)]
        page.goto(live_server.url)
        page.get_by_role("combobox", name="Search the articles").press_sequentially("tianj")
        expect(page.get_by_role("listbox")).to_be_visible()
        found += [f"completions at {width}: {said}" for said in violations(page)]
        context.close()
    assert found == []


def test_axe_finds_nothing_while_search_is_not_available(live_server: LiveServer, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(live_server.url)
    assert Axe().run(page).response["violations"] == []
    page.close()


def test_the_marks_of_an_article_are_explained_to_everybody(
    index: SearchBackend, live_server: LiveServer, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(live_server.url + make_article().get_absolute_url() + "?q=park")
    legend = page.get_by_role("list", name="Marked in the text").get_by_role("listitem")
    assert legend.all_inner_texts() == ["region", "organisation", "amount", "your words"]
    page.close()
