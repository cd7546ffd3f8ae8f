"""A real browser: Debian's chromium, driven by playwright."""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

    from search.backends.base import SearchBackend

CHROMIUM = shutil.which("chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("CI") and not CHROMIUM:
        raise pytest.UsageError("CI runs the browser tests, too: install chromium.")
    skip = pytest.mark.skip(reason="no chromium here: apt-get install --no-install-recommends chromium")
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if not CHROMIUM:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    # playwright's event loop makes Django think that it runs in async code
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; the test fails on any error or policy violation in its console. A request that a newer one replaces is
    none, though htmx says so there."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(("htmx:afterRequest", "htmx:sendAbort")):
            complaints.append(message.text)

    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def corpus(index: SearchBackend) -> None:
    """Two articles on Tianjin and one on Shanghai."""
    with transaction.atomic():
        china, roche = make_region("China", level="country"), make_organisation("Roche")
        tianjin, shanghai = make_region("Tianjin", parent=china), make_region("Shanghai", parent=china)
        first = make_article(title="Biomedical park opens", source="Shine", published=date(2024, 11, 21))
        second = make_article(title="Biomedical growth", source="China Daily", published=date(2021, 9, 7))
        third = make_article(title="Biomedical partners", source="Shine", published=None)
        for article, region in ((first, tianjin), (second, tianjin), (third, shanghai)):
            link_region(article, region)
        for article in (first, third):
            link_organisation(article, roche)
        make_amount(first, 2_000_000_000, role="investment")
        make_amount(second, 100_000_000_000, role="revenue", is_target=True)
