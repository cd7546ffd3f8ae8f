"""Adding articles, as a person does it: at a desk, and without JavaScript on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from corpus.models import Article
from corpus.uploads import worker
from tests.browser.test_accessibility import violations
from tests.corpus.documents import TEXT, make_zip

if TYPE_CHECKING:
    from pathlib import Path

    from django.contrib.auth.models import User
    from playwright.sync_api import Browser, Page, Route
    from pytest_django.live_server_helper import LiveServer

    from search.backends.base import SearchBackend

TITLE = "Tianjin drug maker opens a plant"


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database in memory is no place for a thread of the server's own; `worker.work` is what it does."""
    monkeypatch.setattr(worker, "start", lambda: None)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A text, and an archive of another and something else."""
    text, archive = tmp_path / "plant.txt", tmp_path / "press.zip"
    text.write_text(TEXT)
    other = TEXT.replace("drug", "car").replace("1.2 billion", "3.4 billion")
    archive.write_bytes(make_zip({"car.txt": other, "photo.jpg": "x"}))
    return [text, archive]


def one_at_a_time(route: Route) -> None:
    """Looks at how far an upload is go on only while the test waits, never while it works: two connections to a database in
    memory don't wait for each other."""
    if route.request.method == "GET":
        route.fulfill(response=route.fetch())
    else:
        route.continue_()


def log_in(page: Page) -> None:
    page.route(re.compile(r"/articles/add/\d+/$"), one_at_a_time)
    page.get_by_label("Username").fill("edith")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()


def test_from_files_to_the_search_page(
    page: Page, live_server: LiveServer, editor: User, index: SearchBackend, files: list[Path]
) -> None:
    page.goto(f"{live_server.url}/admin/login/?next=/")
    log_in(page)
    page.get_by_role("link", name="Add articles").click()
    page.get_by_label("Files", exact=True).set_input_files(files)
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("link", name="Add articles").click()
    page.get_by_role("listitem").filter(has_text="at work").get_by_role("link").click()
    worker.work()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 files to look through")
    expect(page.locator("#upload-status")).to_have_text("2 files to look through")
    assert not Article.objects.exists()

    car = page.get_by_role("group", name="press.zip: car.txt")
    expect(car).to_contain_text("3.4 billion yuan")
    car.get_by_label("Title").fill("Cars from Tianjin")
    page.get_by_role("group", name="plant.txt").get_by_label("Skip it").check()
    page.get_by_role("button", name="Save as chosen").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    worker.work()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your files are done")
    expect(page.get_by_role("row", name="photo.jpg")).to_contain_text("not supported")
    page.get_by_role("link", name="Cars from Tianjin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cars from Tianjin")
    page.goto(f"{live_server.url}/?q=cars")
    expect(page.locator(".hit")).to_have_count(1)


def test_without_javascript_on_a_phone(
    browser: Browser, live_server: LiveServer, editor: User, index: SearchBackend, files: list[Path]
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/articles/add/")
    log_in(page)
    page.get_by_label("Files", exact=True).set_input_files(files)
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    worker.work()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 files to look through"
    )  # it reloads by itself
    page.get_by_role("button", name="Save as chosen").click()
    worker.work()
    page.get_by_role("link", name="Show how far it is").click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download this report").click()
    assert download.value.suggested_filename.endswith(".csv")
    assert Article.objects.count() == 2

    page.get_by_role("link", name="Add more articles").click()
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Read the text").click()
    worker.work()
    expect(page.get_by_text("The same text is there already")).to_be_visible()
    page.get_by_label(f"Bring “{TITLE}” up to date").check()
    page.get_by_role("button", name="Save as chosen").click()
    worker.work()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your files are done")
    assert Article.objects.count() == 2
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_any_stage(
    browser: Browser,
    live_server: LiveServer,
    editor: User,
    index: SearchBackend,
    files: list[Path],
    scheme: str,
    width: int,
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{live_server.url}/articles/add/")
    log_in(page)
    expect(page.get_by_label("Files", exact=True)).to_be_visible()
    page.wait_for_load_state()  # until then it may have no styles
    found = violations(page)
    page.get_by_label("Files", exact=True).set_input_files(files)
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    found += violations(page)
    worker.work()
    expect(page.get_by_role("button", name="Save as chosen")).to_be_visible()
    page.get_by_label("Date").first.evaluate("field => field.type = 'text'")
    page.get_by_label("Date").first.fill("soon")
    page.get_by_role("button", name="Save as chosen").click()
    expect(page.get_by_text("Enter a valid date")).to_be_visible()
    found += violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing sticks out"
    page.get_by_label("Date").first.fill("2024-04-26")
    page.get_by_role("button", name="Save as chosen").click()
    worker.work()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    found += violations(page)
    context.close()
    assert found == []
