"""Editors correct metadata in the admin, and search follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from corpus.models import Amount, Article, Organisation, Region
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(index: SearchBackend) -> Article:
    article = make_article(title="Growth")
    link_region(article, make_region("Tianjin"), mentions=[["body", 0, 1]])
    link_organisation(article, make_organisation("Roche"))
    make_amount(article, 5_000_000_000)
    return article


def form_of(client: Client, article: Article) -> dict[str, Any]:
    """What a browser would send from the article's form."""
    context = client.get(f"/admin/corpus/article/{article.pk}/change/").context
    forms = [context["adminform"].form]
    data: dict[str, Any] = {}
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None else value
    return {name: value for name, value in data.items() if value is not False}


def save(client: Client, article: Article, **changes: Any) -> Any:
    response = client.post(f"/admin/corpus/article/{article.pk}/change/", form_of(client, article) | changes)
    errors = response.context and [response.context["errors"]]
    assert response.status_code == 302, errors
    return response


def test_a_corrected_title_is_found_on_the_next_request(editing: Client, article: Article) -> None:
    save(editing, article, title="Decline of Shanxi")
    assert "Decline" in editing.get("/?q=title:decline").content.decode()
    article.refresh_from_db()
    assert (article.title_origin, article.source_origin) == ("edited", "extracted")


def test_a_corrected_amount_is_filtered_by_on_the_next_request(editing: Client, article: Article) -> None:
    save(editing, article, **{"amounts-0-value": "7000000", "amounts-0-role": "tax"})
    assert b"Growth" in editing.get("/?role=tax&amount_max=10m").content
    assert b"Growth" not in editing.get("/?amount_min=1bn").content.split(b'class="hits"')[-1]
    assert article.amounts.get().origin == "edited"


def test_a_rejected_organisation_is_gone_on_the_next_request(editing: Client, article: Article) -> None:
    save(editing, article, **{"organisation_links-0-state": "rejected"})
    assert b"Nothing was found" in editing.get("/?organisation=roche").content
    link = article.organisation_links.get()
    assert (link.state, link.origin) == ("rejected", "extracted")


def test_a_region_that_is_exchanged_leaves_the_old_one_rejected(editing: Client, article: Article) -> None:
    shanghai = make_region("Shanghai")
    save(editing, article, **{"region_links-0-region": str(shanghai.pk)})
    states = dict(article.region_links.values_list("region__name", "state"))
    assert states == {"Shanghai": "active", "Tianjin": "rejected"}


def test_an_amount_can_be_added(editing: Client, article: Article) -> None:
    fields = {
        "text": "3 yuan",
        "value": "3",
        "currency": "CNY",
        "role": "price",
        "qualifier": "exact",
        "state": "active",
    }
    added = {f"amounts-1-{name}": value for name, value in fields.items()}
    save(editing, article, **{"amounts-TOTAL_FORMS": "2"}, **added)
    assert article.amounts.get(value=3).origin == "edited"


def test_a_renamed_organisation_is_found_by_both_names(editing: Client, article: Article) -> None:
    roche = Organisation.objects.get()
    data = {
        "name": "Hoffmann",
        "kind": "company",
        "aliases-TOTAL_FORMS": "0",
        "aliases-INITIAL_FORMS": "0",
    }
    assert editing.post(f"/admin/corpus/organisation/{roche.pk}/change/", data).status_code == 302
    for name in ("hoffmann", "roche"):
        assert b"Growth" in editing.get(f"/?q=org:{name}").content


def test_a_name_that_is_taken_is_refused_with_the_reason(editing: Client, article: Article) -> None:
    make_organisation("Novartis")
    roche = Organisation.objects.get(name="Roche")
    data = {
        "name": "NOVARTIS Inc.",
        "kind": "company",
        "aliases-TOTAL_FORMS": "0",
        "aliases-INITIAL_FORMS": "0",
    }
    page = editing.post(f"/admin/corpus/organisation/{roche.pk}/change/", data).content.decode()
    assert "is a name of “Novartis”" in page


def test_history_says_who_changed_what(editing: Client, article: Article) -> None:
    save(editing, article, title="Corrected")
    entry = LogEntry.objects.get()
    assert entry.user.username == "edith"
    assert "Title" in entry.get_change_message()
    assert b"edith" in editing.get(f"/admin/corpus/article/{article.pk}/history/").content


def test_saving_goes_back_to_where_the_editor_came_from(editing: Client, article: Article) -> None:
    address = f"/admin/corpus/article/{article.pk}/change/?next="
    data = form_of(editing, article)
    assert editing.post(address + "/articles/1/%3Fq%3Dx", data).headers["Location"] == "/articles/1/?q=x"
    assert (
        editing.post(address + "https://elsewhere.example/", data).headers["Location"].startswith("/admin/")
    )


def test_the_form_shows_origin_rule_and_proof(editing: Client, article: Article) -> None:
    Amount.objects.update(rule="invest-verb", confidence=0.8)
    page = editing.get(f"/admin/corpus/article/{article.pk}/change/").content.decode()
    assert "invest-verb (80%)" in page
    assert "They invested 5000000000 yuan." in page


@pytest.mark.parametrize("model", ["article", "region", "organisation", "amount"])
def test_lists_search_and_filter(editing: Client, article: Article, model: str) -> None:
    response = editing.get(f"/admin/corpus/{model}/?q=o")
    assert response.status_code == 200
    assert b"changelist-filter" in response.content


@pytest.mark.parametrize("model", ["region", "organisation"])
def test_autocomplete_finds(editing: Client, article: Article, model: str) -> None:
    relation = {"region": "articleregion", "organisation": "articleorganisation"}[model]
    parameters = {
        "app_label": "corpus",
        "model_name": relation,
        "field_name": model,
        "term": "o" if model != "region" else "tia",
    }
    assert editing.get("/admin/autocomplete/", parameters).json()["results"]


def test_the_list_of_articles_takes_a_fixed_number_of_queries(
    editing: Client, article: Article, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        make_amount(make_article())
    with django_assert_max_num_queries(14):
        editing.get("/admin/corpus/article/")


def test_who_may_edit(client: Client, article: Article, editor: User) -> None:
    address = f"/admin/corpus/article/{article.pk}/change/"
    assert client.get(address).status_code == 302, "anonymous people log in first"
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 302, "readers too"
    client.force_login(User.objects.create_user("staff", is_staff=True))
    assert client.get(address).status_code == 403, "staff without the permission may not"
    client.force_login(editor)
    assert client.get(address).status_code == 200
    assert client.post(f"/admin/corpus/article/{article.pk}/delete/").status_code == 403, (
        "editors reject, never delete"
    )
    assert client.get("/admin/auth/user/").status_code == 403


def test_a_new_region_gets_a_slug(editing: Client, index: SearchBackend) -> None:
    editing.post("/admin/corpus/region/add/", {"name": "Bio Town", "level": "zone"})
    region = Region.objects.get()
    assert (region.slug, region.origin) == ("bio-town", "edited")
