"""Correcting in the text, with a mouse, by keyboard, on a phone and without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from corpus.services import ParsedArticle, save_article
from tests.corpus.extractions import body_of, extraction, place, sum_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

    from corpus.models import Article
    from search.backends.base import SearchBackend

BODY = "Roche 😀 put 2 billion yuan into a plant in Binhai.\n\nBayer sold a fund for 30 million yuan in 2021."
SELECT = """([words]) => {
  const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


@pytest.fixture
def article(index: SearchBackend) -> Article:
    found = extraction(
        BODY,
        title="Growth",
        regions=(place(BODY, "Binhai", "cn-tianjin-binhai"),),
        organisations=(body_of(BODY, "Roche"),),
        amounts=(sum_of(BODY, "2 billion yuan", 2 * 10**9),),
    )
    return save_article(ParsedArticle("/articles/1.txt", "digest", found))[0]


def log_in(context: BrowserContext, live_server: LiveServer, client: Client, editor: User) -> None:
    client.force_login(editor)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


@pytest.fixture
def address(
    context: BrowserContext, live_server: LiveServer, client: Client, editor: User, article: Article
) -> str:
    """The article's, with an editor logged in."""
    log_in(context, live_server, client, editor)
    return live_server.url + article.get_absolute_url()


def test_a_sum_says_while_it_is_typed_how_it_is_read(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".text").get_by_role("link", name="2 billion yuan").click()
    sum_box = page.locator("#panel").get_by_label("Sum", exact=True)
    sum_box.fill("")
    sum_box.press_sequentially("$1.5-2bn")
    expect(page.locator("#panel output").first).to_have_text("= 1,500,000,000–2,000,000,000 USD")
    page.locator("#panel").get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text(
        "“$1.5-2bn” was read as 1,500,000,000–2,000,000,000 USD"
    )


def test_a_sum_is_read_that_is_typed_as_soon_as_the_form_is_there(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(
        """() => new MutationObserver((changes, observer) => {
            const field = document.querySelector("#panel #id_value");
            if (!field) return;
            observer.disconnect();
            field.value = "$3bn";
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }).observe(document.getElementById("panel"), { childList: true, subtree: true })"""
    )
    page.locator(".text").get_by_role("link", name="2 billion yuan").click()
    expect(page.locator("#panel output").first).to_have_text("= 3,000,000,000 USD")


def test_the_admins_form_of_an_article_fits_a_phone(page: Page, address: str, article: Article) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address.replace(article.get_absolute_url(), f"/admin/corpus/article/{article.pk}/change/"))
    cut_off = page.locator(".inline-group :is(input, select, textarea):not([type=hidden])").evaluate_all(
        """fields => fields.filter(field => {
            const row = field.closest(".form-row, .inline-related").getBoundingClientRect();
            return field.offsetWidth > 1 && field.getBoundingClientRect().right > row.right + 1;
        }).map(field => field.name)"""
    )
    assert cut_off == []
    assert page.locator(".tabular fieldset").evaluate_all(
        "boxes => boxes.every(box => box.scrollWidth <= box.clientWidth)"
    )


def test_on_a_phone_each_field_of_the_admins_rows_has_its_label(
    page: Page, address: str, article: Article
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address.replace(article.get_absolute_url(), f"/admin/corpus/article/{article.pk}/change/"))
    group = page.locator("#region_links-group")
    rows = group.locator("tr.form-row").filter(visible=True)
    expect(rows).to_have_count(1)
    group.get_by_role("button", name="Add another Region").click()
    expect(rows).to_have_count(2)
    for row in rows.all():
        expect(row.get_by_text("Region:", exact=True)).to_be_visible()
        expect(row.get_by_text("State:", exact=True)).to_be_visible()
        expect(row.get_by_text("Where it comes from:", exact=True)).to_be_visible()
        expect(row.get_by_label("State")).to_be_visible()
        expect(row.get_by_role("combobox", name="Region:")).to_be_visible()
    names_of_fields = {
        "runOnly": {"type": "rule", "values": ["label", "select-name", "aria-input-field-name"]}
    }
    assert Axe().run(page, options=names_of_fields).response["violations"] == []


def test_a_mark_is_clicked_corrected_and_undone(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".text").get_by_role("link", name="2 billion yuan").click()
    panel = page.locator("#panel")
    expect(panel.locator(".panel")).to_be_focused()
    panel.get_by_label("Role").select_option("tax")
    panel.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Corrected the figure “2 billion yuan”")
    expect(panel.locator(".panel")).to_have_count(0)
    expect(page.locator(".figure-table")).to_contain_text("Tax")
    expect(page.locator(".text").get_by_role("link", name="2 billion yuan")).to_be_focused()
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator(".figure-table")).to_contain_text("Investment")


def test_a_value_that_was_empty_is_set_in_place(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Where these come from").click()
    page.locator("#value-author-origin").get_by_role("link", name="Edit").click()
    page.locator("#panel").get_by_label("Author", exact=True).fill("Ada Lovelace")
    page.locator("#panel").get_by_label("Author", exact=True).press("Enter")
    expect(page.locator("#messages")).to_contain_text("Corrected the author")
    expect(page.locator(".article .meta")).to_contain_text("Ada Lovelace")


def test_what_is_wrong_stays_in_the_panel(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".text").get_by_role("link", name="2 billion yuan").click()
    panel = page.locator("#panel")
    panel.get_by_label("Currency").fill("XXQ")
    panel.get_by_label("Currency").press("Enter")
    expect(panel).to_contain_text("no such currency")
    expect(panel.get_by_label("Currency")).to_have_value("XXQ")


def test_a_form_opened_in_a_tab_of_its_own_leads_back(page: Page, address: str) -> None:
    page.goto(address)
    form = page.locator(".text").get_by_role("link", name="2 billion yuan").get_attribute("href")
    page.goto(urljoin(address, form))
    page.get_by_label("Currency").fill("XXQ")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".panel")).to_contain_text("no such currency")
    page.get_by_label("Currency").fill("USD")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"#figure-"))
    expect(page.locator("#messages")).to_contain_text("Corrected the figure “2 billion yuan”")


def test_by_keyboard_a_mark_is_rejected_and_brought_back(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".text").get_by_role("link", name="Roche").focus()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel.locator(".panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".text").get_by_role("link", name="Roche")).to_be_focused()
    page.keyboard.press("Enter")
    panel.get_by_role("button", name="It is wrong").press("Enter")
    expect(page.locator(".text").get_by_role("link", name="Roche")).to_have_count(0)
    page.locator(".rejected summary").press("Enter")
    page.get_by_role("link", name="Edit Roche").press("Enter")
    panel.get_by_role("button", name="Bring back").press("Enter")
    expect(page.locator(".text").get_by_role("link", name="Roche")).to_have_count(1)


def test_selected_words_become_an_organisation(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(SELECT, ["a plant"])
    expect(page.get_by_role("toolbar", name="Mark the selected words as")).to_be_visible()
    page.keyboard.press("o")
    panel = page.locator("#panel")
    expect(panel.get_by_label("Organisation", exact=True)).to_have_value("a plant")
    panel.get_by_label("Organisation", exact=True).fill("Ro")
    expect(panel.locator("#organisation-completions option")).to_have_attribute("value", "Roche")
    panel.get_by_label("Organisation", exact=True).fill("Roche Binhai")
    panel.get_by_label("Kind").select_option("company")
    panel.get_by_role("button", name="Add").click()
    expect(page.locator(".text").get_by_role("link", name="a plant")).to_have_attribute(
        "title", "Company: Roche Binhai"
    )


def test_words_are_typed_where_they_are_not_selected(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Mark words of the text").press("Enter")
    page.get_by_label("The words as they stand in the text").fill("30 million yuan")
    page.get_by_role("button", name="Figure", exact=True).press("Enter")
    panel = page.locator("#panel")
    expect(panel.get_by_label("Sum")).to_have_value("30000000")
    panel.get_by_role("button", name="Add").press("Enter")
    expect(page.locator(".figure-table")).to_contain_text("30 million yuan")


def test_on_a_phone_the_panel_covers_the_bottom_only(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    page.evaluate(SELECT, ["a fund"])
    page.get_by_role("toolbar", name="Mark the selected words as").get_by_text("Region").click()
    panel = page.locator("#panel")
    expect(panel.get_by_label("Region", exact=True)).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    assert box["y"] > 844 * 0.25
    assert (box["x"], box["width"]) == (0, 390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    panel.get_by_label("Region", exact=True).fill("Shanghai")
    panel.get_by_role("button", name="Add").click()
    expect(page.locator(".text").get_by_role("link", name="a fund")).to_have_attribute(
        "title", "Province: Shanghai"
    )


def test_without_a_script(
    browser: Browser, live_server: LiveServer, client: Client, editor: User, article: Article
) -> None:
    context = browser.new_context(java_script_enabled=False)
    log_in(context, live_server, client, editor)
    page = context.new_page()
    page.goto(live_server.url + article.get_absolute_url() + "?q=plant")
    page.locator(".text").get_by_role("link", name="Binhai").click()
    page.get_by_label("Region", exact=True).fill("Shanghai")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"\?q=plant#region-"))
    expect(page.locator(".text").get_by_role("link", name="Binhai")).to_have_attribute(
        "title", "Province: Shanghai"
    )
    page.get_by_text("Mark words of the text").click()
    page.get_by_label("The words as they stand in the text").fill("Bayer")
    page.get_by_role("button", name="Organisation", exact=True).click()
    page.get_by_label("Kind").select_option("company")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".text").get_by_role("link", name="Bayer")).to_be_visible()
    page.get_by_role("link", name="History", exact=True).click()
    expect(page.locator(".edit-entry")).to_have_count(2)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#messages")).to_contain_text("Undone")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_editing(
    browser: Browser, live_server: LiveServer, client: Client, editor: User, article: Article, scheme: str
) -> None:
    found: list[str] = []
    for width in (1280, 390):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        log_in(context, live_server, client, editor)
        page = context.new_page()
        page.goto(live_server.url + article.get_absolute_url())
        page.locator("#article summary").evaluate_all(
            "all => all.forEach(one => one.parentElement.open = true)"
        )
        found += violations(page, f"article at {width}")
        page.locator(".text").get_by_role("link", name="2 billion yuan").click()
        page.get_by_label("Role").select_option("tax" if width > 400 else "price")
        found += violations(page, f"panel at {width}")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#messages")).to_contain_text("Saved")
        page.goto(live_server.url + article.get_absolute_url() + "history/")
        found += violations(page, f"history at {width}")
        page.goto(live_server.url + article.get_absolute_url() + "values/title/")
        found += violations(page, f"value at {width}")
        page.goto(live_server.url + article.get_absolute_url() + "mark/organisation/?words=Bayer")
        found += violations(page, f"mark at {width}")
        context.close()
    assert found == []


def violations(page: Page, where: str) -> list[str]:
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
    return [f"{where}: {violation['id']}: {violation['nodes'][0]['html']}" for violation in found]
