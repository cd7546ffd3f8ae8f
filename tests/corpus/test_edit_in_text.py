"""Editors correct values beside the text: confirm, correct, reject, add, undo."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User

from corpus.models import Article, ArticleOrganisation, Decision, Edit, Organisation, Region
from corpus.services import ParsedArticle, apply_extraction, save_article
from tests.corpus.extractions import body_of, extraction, place, sum_of
from tests.corpus.sent import fields_of
from tests.factories import make_organisation

if TYPE_CHECKING:
    from django.db.models import Model
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries

    from corpus.extraction.base import Extraction
    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)

PANEL = '<section class="panel"'
BODY = "Roche put 2 billion yuan into a plant in Binhai.\n\nBayer sold a fund for 30 million yuan in 2021."


def found(**values: Any) -> Extraction:
    return extraction(
        BODY,
        title="Growth",
        regions=(place(BODY, "Binhai", "cn-tianjin-binhai"),),
        organisations=(body_of(BODY, "Roche"),),
        amounts=(sum_of(BODY, "2 billion yuan", 2 * 10**9, **values),),
    )


@pytest.fixture
def article(index: SearchBackend) -> Article:
    return save_article(ParsedArticle("/articles/1.txt", "digest", found()))[0]


def again(article: Article, **values: Any) -> None:
    """Extraction runs once more."""
    apply_extraction(Article.objects.get(pk=article.pk), found(**values))


def address_of(row: Model) -> str:
    if isinstance(row, Article):
        return f"/articles/{row.pk}/values/title/"
    kind = {"articleregion": "region", "articleorganisation": "organisation", "amount": "figure"}
    return f"/articles/{row.article_id}/{kind[str(row._meta.model_name)]}/{row.pk}/"  # type: ignore[attr-defined]


def opened(client: Client, address: str) -> dict[str, str]:
    return fields_of(client.get(address).content.decode(), PANEL)


def send(client: Client, address: str, data: dict[str, str], **changes: str) -> str:
    """The page that follows."""
    return unescape(client.post(address, data | changes, follow=True).content.decode())


def act(client: Client, row: Model, **changes: str) -> str:
    return send(client, address_of(row), opened(client, address_of(row)), **changes)


# Provenance


def test_everybody_sees_where_a_value_comes_from(client: Client, article: Article) -> None:
    page = unescape(client.get(article.get_absolute_url()).content.decode())
    assert "90% sure" in page
    assert "Found by the first heading" not in page
    assert "put <strong>2 billion yuan</strong> into a plant" in page


def test_who_edited_is_shown_to_editors_only(editing: Client, article: Article) -> None:
    act(editing, article.amounts.get(), role="tax")
    page = unescape(editing.get(article.get_absolute_url()).content.decode())
    assert "Edited by edith: " in page
    assert "Before, role: “Investment”" in page
    editing.logout()
    page = unescape(editing.get(article.get_absolute_url()).content.decode())
    assert "Edited: " in page
    assert "edith" not in page


def test_provenance_takes_a_fixed_number_of_queries(
    editing: Client, article: Article, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    act(editing, article.amounts.get(), role="tax")
    for number in range(5):
        link = article.organisation_links.order_by("pk").last()
        act(editing, link, organisation=f"Company {number}", kind="company")
    editing.logout()
    with django_assert_max_num_queries(8):
        editing.get(article.get_absolute_url())


# Confirm, correct, reject


def test_a_corrected_figure_is_found_on_the_next_request_and_stays(editing: Client, article: Article) -> None:
    page = act(editing, article.amounts.get(), value="7000000", role="tax", year="2020")
    assert "Saved: Corrected the figure “2 billion yuan”" in page
    assert b"Growth" in editing.get("/?role=tax&amount_max=10m").content
    again(article)
    amount = article.amounts.get()
    assert (amount.value, amount.role, amount.year, amount.origin) == (7_000_000, "tax", 2020, "edited")


def test_a_rejected_organisation_is_gone_and_stays_gone(editing: Client, article: Article) -> None:
    act(editing, article.organisation_links.get(), action="reject")
    assert b"Nothing was found" in editing.get("/?organisation=roche").content
    save_article(ParsedArticle("/articles/1.txt", "other", found()))
    assert article.organisation_links.get().state == "rejected"
    page = unescape(editing.get(article.get_absolute_url()).content.decode())
    assert "?organisation=roche" not in page
    act(editing, article.organisation_links.get(), action="restore")
    assert article.organisation_links.get().state == "active"


def test_confirming_says_that_the_rule_was_right(editing: Client, article: Article) -> None:
    act(editing, article.region_links.get(), action="confirm")
    link = article.region_links.get()
    assert (link.origin, link.state) == ("edited", "active")
    assert Decision.objects.values_list("field", "verdict", "rule").get() == ("region", "confirmed", "test")
    page = act(editing, article, action="confirm")
    assert "Confirmed the title “Growth”" in page


def test_a_link_is_pointed_elsewhere_by_name(editing: Client, article: Article) -> None:
    act(editing, article.region_links.get(), region="Wuqing District, Tianjin")
    states = dict(article.region_links.values_list("region__name", "state"))
    assert states == {"Binhai New Area": "rejected", "Wuqing District": "active"}


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Atlantis", "There is no region “Atlantis”."),
        ("Heping District", "“Heping District” can be any of these: "),
    ],
)
def test_a_place_that_is_not_clear_is_asked_for(
    editing: Client, article: Article, typed: str, reason: str
) -> None:
    page = act(editing, article.region_links.get(), region=typed)
    assert reason in page
    assert f'value="{typed}"' in page


def test_a_header_value_is_corrected_in_place(editing: Client, article: Article) -> None:
    address = f"/articles/{article.pk}/values/published/"
    send(editing, address, opened(editing, address), published="2020-05-01")
    again(article)
    article.refresh_from_db()
    assert (article.published.isoformat(), article.published_origin) == ("2020-05-01", "edited")  # type: ignore[union-attr]


def test_what_extraction_proposes_is_accepted_or_kept_away(editing: Client, article: Article) -> None:
    act(editing, article.amounts.get(), role="tax")
    again(article, year=2022, currency="USD")
    page = unescape(editing.get(article.get_absolute_url()).content.decode())
    assert "Extraction says by now, year: “2022”" in page
    address = address_of(article.amounts.get())
    editing.post(address, {"action": "accept", "name": "year", "said": "1999"})
    assert article.amounts.get().year is None, "what was not seen is not accepted"
    editing.post(address, {"action": "accept", "name": "year", "said": "2022"})
    editing.post(address, {"action": "keep", "name": "currency", "said": "USD"})
    again(article, year=2022, currency="USD")
    amount = article.amounts.get()
    assert (amount.year, amount.currency, amount.proposed) == (2022, "CNY", {})


def test_every_saved_edit_is_undone_by_its_message(editing: Client, article: Article) -> None:
    page = act(editing, article.amounts.get(), role="tax")
    address = re.search(r'<form method="post" action="([^"]*/undo/)"', page)
    assert address is not None
    editing.post(address[1])
    amount = article.amounts.get()
    assert (amount.role, amount.origin) == ("investment", "extracted")


def test_saving_returns_to_the_same_place(editing: Client, article: Article) -> None:
    address = address_of(article.amounts.get())
    back = f"/articles/{article.pk}/?q=park#figure-1"
    data = fields_of(editing.get(address, {"next": back}).content.decode(), PANEL)
    assert editing.post(address, data).headers["Location"] == back
    data["next"] = "https://elsewhere.example/"
    assert editing.post(address, data).headers["Location"] == article.get_absolute_url()


def test_htmx_gets_the_panel_and_the_page_it_belongs_to(editing: Client, article: Article) -> None:
    address = address_of(article.amounts.get())
    page = editing.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    wrong = editing.post(address, opened(editing, address) | {"value": "-1"}, headers={"HX-Request": "true"})
    assert wrong.headers["HX-Retarget"] == "#panel"
    assert "not below zero" in wrong.content.decode()


# Two editors


def test_the_second_sees_what_the_first_changed(editing: Client, article: Article) -> None:
    row = article.amounts.get()
    older = opened(editing, address_of(row))
    act(editing, row, role="tax", year="2020")
    page = send(editing, address_of(row), older, role="profit")
    assert "edith changed it from “Investment” to “Tax” on" in page
    assert article.amounts.get().role == "tax"
    send(editing, address_of(row), fields_of(page, PANEL))
    assert article.amounts.values_list("role", "year").get() == ("profit", 2020)


@pytest.mark.parametrize("action", ["reject", "confirm"])
def test_a_decision_is_about_the_value_that_was_seen(editing: Client, article: Article, action: str) -> None:
    row = article.amounts.get()
    older = opened(editing, address_of(row))
    act(editing, row, role="tax")
    page = send(editing, address_of(row), older, action=action)
    assert "edith changed it from “Investment” to “Tax” on" in page
    assert article.amounts.get().state == "active"
    send(editing, address_of(row), fields_of(page, PANEL), action=action)
    assert article.amounts.values_list("role", "state").get() == (
        "tax",
        "rejected" if action == "reject" else "active",
    )


def test_what_is_gone_is_said(editing: Client, article: Article) -> None:
    row = article.amounts.get()
    older = opened(editing, address_of(row))
    article.amounts.all().delete()
    assert "This is gone" in send(editing, address_of(row), older, role="tax")


# Marking words


def mark(client: Client, article: Article, what: str, words: str, **changes: str) -> str:
    """Mark these words of the body, as the form offers."""
    address = f"/articles/{article.pk}/mark/{what}/"
    start = BODY.index(words)
    span = {"part": "body", "start": str(start), "end": str(start + len(words))}
    data = fields_of(client.get(address, span).content.decode(), PANEL)
    return send(client, address, data, **changes)


def test_words_become_a_known_organisation(editing: Client, article: Article) -> None:
    bayer = make_organisation("Bayer")
    page = mark(editing, article, "organisation", "Bayer")
    assert "Saved: Marked “Bayer” as an organisation" in page
    for _ in range(2):
        link = article.organisation_links.get(organisation=bayer)
        assert (link.origin, link.texts()) == ("edited", {"Bayer"})
        again(article)
    assert b"Growth" in editing.get("/?organisation=bayer").content


def test_words_become_a_new_organisation_with_a_kind(editing: Client, article: Article) -> None:
    page = mark(editing, article, "organisation", "Bayer")
    assert "There is no organisation “Bayer” yet" in page
    mark(editing, article, "organisation", "Bayer", kind="company")
    bayer = Organisation.objects.get(name="Bayer")
    assert (bayer.kind, bayer.origin, bayer.slug) == ("company", "edited", "bayer")
    edit = Edit.objects.first()
    assert edit is not None
    editing.post(f"/articles/{article.pk}/history/{edit.pk}/undo/")
    assert not Organisation.objects.filter(name="Bayer").exists()
    assert not ArticleOrganisation.objects.filter(organisation=bayer.pk).exists()


def test_other_words_of_a_known_organisation(editing: Client, article: Article) -> None:
    mark(editing, article, "organisation", "a fund", organisation="Roche", is_name="on")
    link = article.organisation_links.get()
    assert link.texts() == {"Roche", "a fund"}
    assert Organisation.objects.get().aliases.filter(name="a fund").exists()


def test_what_was_rejected_comes_back_when_it_is_marked(editing: Client, article: Article) -> None:
    act(editing, article.organisation_links.get(), action="reject")
    mark(editing, article, "organisation", "Roche")
    again(article)
    assert article.organisation_links.get().state == "active"


def test_words_become_a_region_of_the_gazetteer(editing: Client, article: Article) -> None:
    mark(editing, article, "region", "a plant", region="Shanghai")
    assert Region.objects.get(name="Shanghai").place_id
    again(article)
    assert article.region_links.get(region__name="Shanghai").texts() == {"a plant"}
    assert b"Growth" in editing.get("/?region=shanghai").content


def test_words_become_a_figure_as_extraction_reads_them(editing: Client, article: Article) -> None:
    mark(editing, article, "figure", "30 million yuan", role="contract")
    for _ in range(2):
        amount = article.amounts.get(value=30_000_000)
        assert (amount.currency, amount.role, amount.year) == ("CNY", "contract", 2021)
        assert (amount.sentence, amount.origin) == (
            "Bayer sold a fund for 30 million yuan in 2021.",
            "edited",
        )
        assert BODY[amount.start : amount.end] == "30 million yuan"
        again(article)
    assert b"Growth" in editing.get("/?role=contract&amount_max=40m").content


def test_a_figure_that_is_there_is_opened_instead(editing: Client, article: Article) -> None:
    address = f"/articles/{article.pk}/mark/figure/"
    response = editing.get(address, {"part": "body", "start": "12", "end": "20"})
    assert response.headers["Location"].startswith(address_of(article.amounts.get()))


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"words": "no such words"}, "“no such words” does not stand in the text"),
        ({"part": "body", "start": "5", "end": "9999"}, "Mark the words again"),
        ({"part": "body", "start": "9", "end": "5"}, "Mark the words again"),
        ({"part": "body", "start": "0", "end": "5", "words": "Bayer"}, "Mark the words again"),
        ({"part": "x", "start": "0", "end": "5"}, "Mark the words again"),
        ({"part": "body", "start": "40", "end": "60"}, "Mark some words of one paragraph"),
        ({}, "does not stand in the text"),
    ],
)
def test_words_that_can_not_be_marked(
    editing: Client, article: Article, asked: dict[str, str], reason: str
) -> None:
    page = editing.get(f"/articles/{article.pk}/mark/organisation/", asked).content.decode()
    assert reason in unescape(page)


@pytest.mark.parametrize(
    ("kind", "typed", "label"),
    [
        ("organisation", "rOch", "Roche"),
        ("region", "binhai", "Binhai New Area, Tianjin"),
        ("region", "shangh", "Shanghai, China"),
    ],
)
def test_names_are_completed(editing: Client, article: Article, kind: str, typed: str, label: str) -> None:
    page = editing.get(f"/curation/complete/{kind}", {kind: typed}).content.decode()
    assert f'<option value="{label}">' in page


# Who may


PATHS = ("values/title/", "figure/1/", "region/1/", "organisation/1/", "mark/figure/", "mark/region/")


@pytest.mark.parametrize("path", PATHS)
def test_only_editors_may(client: Client, article: Article, path: str) -> None:
    address = f"/articles/{article.pk}/{path}"
    for ask in (client.get, client.post):
        assert "/login/" in ask(address).headers["Location"]
        piece = ask(address, headers={"HX-Request": "true"})
        assert (piece.status_code, "/login/" in piece.headers["HX-Redirect"]) == (204, True)
    client.force_login(User.objects.create_user("reader"))
    for ask in (client.get, client.post):
        assert ask(address).status_code == 403


def test_readers_see_no_controls(client: Client, article: Article) -> None:
    page = client.get(article.get_absolute_url()).content.decode()
    for control in ("editing.js", "data-part", "/mark/", 'class="change"', "Rejected"):
        assert control not in page


def test_a_binned_article_is_not_edited(editing: Client, article: Article) -> None:
    from corpus.bin import put_in_bin

    address = address_of(article.amounts.get())
    put_in_bin([article.pk])
    assert editing.get(address).status_code == 404
