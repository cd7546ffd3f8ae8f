"""Editors correct metadata in the admin, and search follows."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User

from corpus.editing import save_edit
from corpus.models import Amount, Article, Organisation, OrganisationAlias, Origin, Region
from corpus.models.doubts import LOW_CONFIDENCE
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from django.db.models import Model
    from django.forms import BoundField
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


def address_of(row: Model) -> str:
    return f"/admin/corpus/{row._meta.model_name}/{row.pk}/change/"


def form_of(client: Client, row: Model) -> dict[str, Any]:
    """What a browser would send from the form of the row."""
    return fields_of(client.get(address_of(row)).context)


def fields_of(context: Any) -> dict[str, Any]:
    """What a browser would send from the form of a page as it is shown."""
    forms = [context["adminform"].form]
    data: dict[str, Any] = {}
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None else value
            if field.field.show_hidden_initial:
                data[field.html_initial_name] = shown_value(field)
    return {name: value for name, value in data.items() if value is not False}


def shown_value(field: BoundField) -> Any:
    """What the hidden field beside a field holds."""
    hidden = field.as_hidden(only_initial=True)
    found = re.findall(r'value="([^"]*)"', hidden)
    return [unescape(value) for value in found] if hidden.count("<input") > 1 else unescape("".join(found))


def save(client: Client, row: Model, **changes: Any) -> Any:
    response = client.post(address_of(row), form_of(client, row) | changes)
    errors = response.context and [response.context["errors"]]
    assert response.status_code == 302, errors
    return response


def refusal(client: Client, row: Model, data: dict[str, Any]) -> str:
    """The page that says why the form was not saved."""
    response = client.post(address_of(row), data)
    assert response.status_code == 200, "the form was saved"
    return unescape(response.content.decode())


def links_of(article: Article) -> dict[str, tuple[str, str | None]]:
    """State of each region's link, and the region that replaced it."""
    rows = article.region_links.values_list("region__name", "state", "replaced_by__region__name")
    return {name: (state, replacement) for name, state, replacement in rows}


def new_row(prefix: str, number: int, **values: Any) -> dict[str, Any]:
    """What a browser adds to the form for the row `number` (from 0) of an inline."""
    fields = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return fields | {f"{prefix}-TOTAL_FORMS": str(number + 1)}


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


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("value", "-5", "not below zero"),
        ("value_high", "1", "above its lower end"),
        ("currency", "XXQ", "no such currency"),
    ],
)
def test_a_sum_that_can_not_be_is_refused(
    editing: Client, article: Article, field: str, value: str, reason: str
) -> None:
    data = form_of(editing, article) | {f"amounts-0-{field}": value}
    assert reason in refusal(editing, article, data)


def test_a_renamed_organisation_is_found_by_both_names(editing: Client, article: Article) -> None:
    save(editing, Organisation.objects.get(), name="Hoffmann")
    for name in ("hoffmann", "roche"):
        assert b"Growth" in editing.get(f"/?q=org:{name}").content


def test_a_name_that_is_taken_is_refused_with_the_reason(editing: Client, article: Article) -> None:
    make_organisation("Novartis")
    roche = Organisation.objects.get(name="Roche")
    data = form_of(editing, roche) | {"name": "NOVARTIS Inc."}
    assert "is a name of “Novartis”" in refusal(editing, roche, data)


def test_history_says_who_changed_what(editing: Client, article: Article) -> None:
    save(editing, article, title="Corrected")
    entry = LogEntry.objects.get()
    assert entry.user.username == "edith"
    assert "Title" in entry.get_change_message()
    page = editing.get(f"/admin/corpus/article/{article.pk}/history/", follow=True).content.decode()
    assert "edith" in page
    assert "<del>Growth</del> <ins>Corrected</ins>" in page


def test_saving_goes_back_to_where_the_editor_came_from(editing: Client, article: Article) -> None:
    address = f"/admin/corpus/article/{article.pk}/change/?next="
    for target, location in (
        ("/articles/1/%3Fq%3Dx", "/articles/1/?q=x"),
        ("https://elsewhere.example/", "/admin/corpus/article/"),
    ):
        response = editing.post(address + target, form_of(editing, article))
        assert response.headers["Location"] == location


def test_the_page_that_an_editor_goes_back_to_says_once_that_it_is_saved(
    editing: Client, article: Article
) -> None:
    back = article.get_absolute_url()
    editing.post(f"/admin/corpus/article/{article.pk}/change/?next={back}", form_of(editing, article))
    assert "“Growth” is saved." in editing.get(back).content.decode()
    assert "is saved." not in editing.get(back).content.decode()


def test_the_form_shows_origin_rule_and_proof(editing: Client, article: Article) -> None:
    Amount.objects.update(rule="invest-verb", confidence=0.8)
    page = editing.get(f"/admin/corpus/article/{article.pk}/change/").content.decode()
    assert "invest verb (80% sure)" in page
    assert "They invested 5000000000 yuan." in page


@pytest.mark.parametrize("model", ["article", "region", "organisation", "amount"])
def test_lists_search_and_filter(editing: Client, article: Article, model: str) -> None:
    response = editing.get(f"/admin/corpus/{model}/?q=o")
    assert response.status_code == 200
    assert b"changelist-filter" in response.content


def test_the_list_of_figures_shows_sums_as_people_read_them(editing: Client, article: Article) -> None:
    Amount.objects.update(confidence=0.8)
    page = editing.get("/admin/corpus/amount/").content.decode()
    assert '<td class="field-sum">5bn</td>' in page
    assert '<td class="field-sure">80%</td>' in page


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
    region = article.region_links.create(region=make_region("Somewhere")).region
    assert client.post(f"/admin/corpus/region/{region.pk}/delete/").status_code == 403, (
        "editors reject, never delete"
    )
    assert client.get("/admin/auth/user/").status_code == 403


def test_a_new_region_gets_a_slug(editing: Client, index: SearchBackend) -> None:
    editing.post("/admin/corpus/region/add/", {"name": "Bio Town", "level": "zone"})
    region = Region.objects.get()
    assert (region.slug, region.origin) == ("bio-town", "edited")


def test_what_is_no_id_has_no_history(editing: Client) -> None:
    assert editing.get("/admin/corpus/article/new/history/").status_code == 404


# An older form


def test_an_older_form_leaves_alone_what_it_did_not_change(editing: Client, article: Article) -> None:
    older = form_of(editing, article)
    save(editing, article, source="Xinhua", **{"amounts-0-role": "tax"})
    changes = {"title": "Typed by B", "amounts-0-year": "2020"}
    assert editing.post(address_of(article), older | changes).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.source) == ("Typed by B", "Xinhua")
    assert article.amounts.values_list("role", "year").get() == ("tax", 2020)


def test_what_two_people_changed_is_refused_with_what_the_first_made_of_it(
    editing: Client, article: Article
) -> None:
    older = form_of(editing, article)
    save(editing, article, title="Typed by A", source="Xinhua")
    page = refusal(editing, article, older | {"title": "Typed by B"})
    assert "edith changed it from “Growth” to “Typed by A” on" in page
    assert 'value="Typed by B"' in page, "what was typed is kept"
    assert 'name="source" value="Xinhua"' in page, "what was not is brought up to date"
    article.refresh_from_db()
    assert (article.title, article.source) == ("Typed by A", "Xinhua")


def test_a_refused_form_is_saved_when_it_is_sent_again(editing: Client, article: Article) -> None:
    older = form_of(editing, article)
    save(editing, article, title="Typed by A", source="Xinhua")
    response = editing.post(address_of(article), older | {"title": "Typed by B"})
    again = fields_of(response.context)
    assert editing.post(address_of(article), again).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.source) == ("Typed by B", "Xinhua")


def test_a_row_of_the_form_that_another_changed_is_refused(editing: Client, article: Article) -> None:
    older = form_of(editing, article)
    save(editing, article, **{"amounts-0-role": "tax"})
    page = refusal(editing, article, older | {"amounts-0-role": "profit"})
    assert "edith changed it from “Investment” to “Tax” on" in page


def test_what_extraction_changed_meanwhile_is_said_too(editing: Client, article: Article) -> None:
    older = form_of(editing, article)
    Article.objects.update(title="Read again")
    page = refusal(editing, article, older | {"title": "Typed by B"})
    assert "Extraction changed it from “Growth” to “Read again”" in page


def test_a_row_that_went_meanwhile_is_refused_only_if_it_was_changed(
    editing: Client, article: Article
) -> None:
    older = form_of(editing, article)
    article.amounts.all().delete()
    page = refusal(editing, article, older | {"amounts-0-role": "tax"})
    assert "This row is gone" in page
    assert editing.post(address_of(article), older | {"title": "Typed by B"}).status_code == 302
    article.refresh_from_db()
    assert article.title == "Typed by B"
    assert not article.amounts.exists()


def test_a_form_without_what_it_showed_is_refused(editing: Client, article: Article) -> None:
    data = {name: value for name, value in form_of(editing, article).items() if "initial-" not in name}
    assert "does not say which values it showed" in refusal(editing, article, data)


@pytest.mark.parametrize("name", ["amount", "region", "organisation"])
def test_other_forms_overwrite_nothing_either(editing: Client, article: Article, name: str) -> None:
    row: Any = {
        "amount": article.amounts.get(),
        "region": Region.objects.get(),
        "organisation": Organisation.objects.get(),
    }[name]
    field, first, second = ("text", "A", "B") if name == "amount" else ("name", "Aa", "Bb")
    older = form_of(editing, row)
    save(editing, row, **{field: first})
    assert f"to “{first}” on" in refusal(editing, row, older | {field: second})
    row.refresh_from_db()
    assert getattr(row, field) == first


def test_the_form_can_be_saved_again_and_again(editing: Client, article: Article) -> None:
    for title in ("One", "Two"):
        save(editing, article, title=title)
    article.refresh_from_db()
    assert (article.title, article.author_origin) == ("Two", "extracted")


# Links that are pointed elsewhere


@pytest.fixture
def moved(editing: Client, article: Article) -> Article:
    """An article whose Tianjin an editor pointed at Shanghai."""
    save(editing, article, **{"region_links-0-region": str(make_region("Shanghai").pk)})
    return article


def number_of(client: Client, article: Article, region: str) -> int:
    """Which row of the form is the region's."""
    formset = client.get(address_of(article)).context["inline_admin_formsets"][0].formset
    return [form.instance.region.name for form in formset.initial_forms].index(region)


def point(client: Client, article: Article, region: str, target: str) -> dict[str, Any]:
    field = f"region_links-{number_of(client, article, region)}-region"
    return {field: str(Region.objects.get(name=target).pk)}


def test_pointing_a_link_back_undoes_it(editing: Client, moved: Article) -> None:
    save(editing, moved, **point(editing, moved, "Shanghai", "Tianjin"))
    assert links_of(moved) == {"Tianjin": ("active", None), "Shanghai": ("rejected", "Tianjin")}
    tianjin = moved.region_links.get(region__name="Tianjin")
    assert (tianjin.origin, tianjin.mentions) == ("edited", [["body", 0, 1]])
    assert moved.region_links.get(region__name="Shanghai").mentions == []
    save(editing, moved, **point(editing, moved, "Tianjin", "Shanghai"))
    assert links_of(moved) == {"Shanghai": ("active", None), "Tianjin": ("rejected", "Shanghai")}


def test_what_led_to_a_link_that_is_pointed_back_leads_to_its_replacement(
    editing: Client, moved: Article
) -> None:
    link_region(moved, make_region("Beijing"))
    rejected = f"region_links-{number_of(editing, moved, 'Beijing')}-state"
    save(editing, moved, **{rejected: "rejected"})
    save(editing, moved, **point(editing, moved, "Shanghai", "Beijing"))
    assert links_of(moved) == {
        "Beijing": ("active", None),
        "Shanghai": ("rejected", "Beijing"),
        "Tianjin": ("rejected", "Beijing"),
    }


def test_adding_what_is_rejected_makes_it_active_again(editing: Client, moved: Article) -> None:
    tianjin = moved.region_links.get(region__name="Tianjin")
    added = new_row("region_links", 2, region=str(tianjin.region_id), state="active")
    save(editing, moved, **added)
    assert links_of(moved) == {"Shanghai": ("active", None), "Tianjin": ("active", None)}
    tianjin.refresh_from_db()
    assert (tianjin.origin, tianjin.state) == ("edited", "active")


def test_a_rejected_link_set_active_has_no_replacement(editing: Client, moved: Article) -> None:
    save(editing, moved, **{f"region_links-{number_of(editing, moved, 'Tianjin')}-state": "active"})
    assert links_of(moved) == {"Shanghai": ("active", None), "Tianjin": ("active", None)}


def test_two_rows_of_one_region_are_refused_with_a_sentence(editing: Client, moved: Article) -> None:
    shanghai = str(Region.objects.get(name="Shanghai").pk)
    added = new_row("region_links", 2, region=shanghai, state="active")
    page = refusal(editing, moved, form_of(editing, moved) | added)
    assert "“Shanghai” stands in another row" in page
    assert "duplicate" not in page
    link_region(moved, make_region("Beijing"))
    data = form_of(editing, moved) | point(editing, moved, "Beijing", "Shanghai")
    assert "“Shanghai” stands in another row" in refusal(editing, moved, data)


@pytest.mark.parametrize("state", ["active", "rejected"])
def test_rows_that_change_places_are_refused(editing: Client, article: Article, state: str) -> None:
    link_region(article, make_region("Shanghai"), state=state)
    data = form_of(editing, article)
    swapped = {
        "region_links-0-region": data["region_links-1-region"],
        "region_links-1-region": data["region_links-0-region"],
    }
    assert "stands in another row" in refusal(editing, article, data | swapped)


def test_two_new_rows_of_one_organisation_are_refused(editing: Client, article: Article) -> None:
    novartis = str(make_organisation("Novartis").pk)
    added = new_row("organisation_links", 1, organisation=novartis, state="active")
    added |= new_row("organisation_links", 2, organisation=novartis, state="active")
    page = refusal(editing, article, form_of(editing, article) | added)
    assert "“Novartis” stands in another row" in page


# Aliases


@pytest.fixture
def roche(index: SearchBackend) -> Organisation:
    return make_organisation("Roche")


def alias_form(client: Client, organisation: Organisation, *names: str) -> dict[str, Any]:
    """The organisation's form with these aliases added."""
    data = form_of(client, organisation)
    there = int(data["aliases-INITIAL_FORMS"])
    for number, name in enumerate(names, there):
        data |= new_row("aliases", number, name=name)
    return data


@pytest.mark.parametrize(
    ("changes", "aliases", "reason"),
    [
        pytest.param({}, ["ROCHE Inc."], "“Roche” is the organisation's own name", id="own name"),
        pytest.param({}, ["Hoffmann", "HOFFMANN Ltd"], "“Hoffmann” stands in this form twice", id="twice"),
        pytest.param({}, [". ,"], "needs a letter or a digit", id="no letter"),
        pytest.param({}, ["Genentech Co."], "“Genentech” is a name of “Roche”", id="own alias"),
        pytest.param({}, ["Novartis"], "“Novartis” is a name of “Novartis”", id="another's"),
        pytest.param({"name": "Hoffmann"}, ["hoffmann"], "“Hoffmann” is the organisation's", id="renamed"),
        pytest.param({"name": "Genentech", "aliases-0-DELETE": "on"}, [], "cannot be taken", id="deleted"),
        pytest.param({"name": "Genentech", "aliases-0-name": "X"}, [], "cannot be taken", id="exchanged"),
        pytest.param({"name": "-- ,"}, [], "needs a letter or a digit", id="name without a letter"),
    ],
)
def test_an_alias_that_can_not_be_is_refused_with_a_sentence(
    editing: Client, roche: Organisation, changes: dict[str, str], aliases: list[str], reason: str
) -> None:
    make_organisation("Novartis")
    OrganisationAlias.objects.create(organisation=roche, name="Genentech")
    assert reason in refusal(editing, roche, alias_form(editing, roche, *aliases) | changes)


def test_a_new_organisation_with_its_own_name_as_alias_is_refused(
    editing: Client, index: SearchBackend
) -> None:
    data = {"name": "Roche", "kind": "company", "aliases-INITIAL_FORMS": "0"}
    response = editing.post("/admin/corpus/organisation/add/", data | new_row("aliases", 0, name="ROCHE"))
    assert "“Roche” is the organisation's own name" in unescape(response.content.decode())


def test_the_own_name_is_not_among_the_aliases(editing: Client, roche: Organisation) -> None:
    own = roche.aliases.get()
    data = form_of(editing, roche)
    assert [name for name, value in data.items() if value == "Roche"] == ["name", "initial-name"]
    forged = {
        "aliases-TOTAL_FORMS": "1",
        "aliases-INITIAL_FORMS": "1",
        "aliases-0-id": str(own.pk),
        "aliases-0-name": "Other",
        "aliases-0-DELETE": "on",
    }
    editing.post(address_of(roche), data | forged)
    assert roche.aliases.get() == own


def test_aliases_are_added_renamed_and_deleted(editing: Client, roche: Organisation) -> None:
    response = editing.post(address_of(roche), alias_form(editing, roche, "Genentech", "Hoffmann"))
    assert response.status_code == 302
    save(editing, roche, name="Hoffmann", **{"aliases-0-name": "Genentech plc", "aliases-1-DELETE": ""})
    names = set(roche.aliases.values_list("name", flat=True))
    assert names == {"Roche", "Genentech plc", "Hoffmann"}
    save(editing, roche, **{"aliases-0-DELETE": "on"})
    assert set(roche.aliases.values_list("name", flat=True)) == {"Roche", "Hoffmann"}


# Regions


@pytest.mark.parametrize(
    ("parent", "reason"),
    [
        pytest.param("China", "cannot be inside itself", id="itself"),
        pytest.param("Binhai", "is inside “China”", id="below"),
        pytest.param("Bohai Rim", "is a macro region", id="macro"),
    ],
)
def test_a_parent_that_can_not_be_is_refused(
    editing: Client, index: SearchBackend, parent: str, reason: str
) -> None:
    china = make_region("China", level="country")
    make_region("Binhai", parent=make_region("Tianjin", parent=china))
    make_region("Bohai Rim", level="macro")
    data = form_of(editing, china) | {"parent": str(Region.objects.get(name=parent).pk)}
    assert reason in refusal(editing, china, data)


def test_a_region_that_contains_others_does_not_become_a_macro_region(
    editing: Client, index: SearchBackend
) -> None:
    china = make_region("China", level="country")
    make_region("Tianjin", parent=china)
    data = form_of(editing, china) | {"level": "macro"}
    assert "contains other regions" in refusal(editing, china, data)


# Who may add, and what is read first


def test_articles_are_added_on_a_page_of_their_own(editing: Client, article: Article) -> None:
    assert b"/admin/corpus/article/add/" in editing.get("/admin/corpus/article/").content
    assert editing.get("/admin/corpus/article/add/").headers["Location"] == "/articles/add/"
    form = editing.get(address_of(article)).content.decode()
    assert "_addanother" not in form


def test_who_may_only_view_sees_the_article(client: Client, article: Article) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(reader)
    page = client.get(address_of(article))
    assert page.status_code == 200
    assert b"revision" not in page.content


def test_an_amount_that_an_editor_adds_is_found_by_its_words(article: Article) -> None:
    row = Amount(article=article, text="7 yuna", value=7)
    save_edit(row, ())
    assert row.anchor == "7 yuna"
    row.text = "7 yuan"
    save_edit(row, ["text"])
    assert row.anchor == "7 yuan", "a slip of the pen is corrected in both"


def test_an_edited_text_leaves_the_words_that_an_amount_was_found_by(article: Article) -> None:
    row = make_amount(article, 8, rule="invest-verb")
    row.text = "about 8 yuan"
    save_edit(row, ["text"])
    assert row.anchor == "8 yuan"


def test_doubtful_amounts_come_first(editing: Client, article: Article) -> None:
    Amount.objects.update(confidence=0.9)
    for value, confidence in ((1, None), (2, 0.7), (3, 0.4)):
        make_amount(article, value, confidence=confidence)
    rows = editing.get("/admin/corpus/amount/").context["cl"].result_list
    assert [row.confidence for row in rows] == [0.4, 0.7, 0.9, None]


@pytest.mark.parametrize(
    ("doubt", "values"),
    [
        pytest.param("any", [1, 2, 3], id="any"),
        pytest.param("confidence", [1], id="low confidence"),
        pytest.param("suspect", [2], id="suspect"),
        pytest.param("year", [3], id="year inferred"),
    ],
)
def test_amounts_are_filtered_by_doubt(
    editing: Client, article: Article, doubt: str, values: list[int]
) -> None:
    make_amount(article, 1, confidence=LOW_CONFIDENCE - 0.01)
    make_amount(article, 2, confidence=LOW_CONFIDENCE, is_suspect=True)
    make_amount(article, 3, year_inferred=True)
    make_amount(article, 4, confidence=0.1, is_suspect=True, year_inferred=True, origin=Origin.EDITED)
    rows = editing.get(f"/admin/corpus/amount/?doubt={doubt}").context["cl"].result_list
    assert sorted(int(row.value) for row in rows) == values


def test_autocomplete_offers_the_place_of_just_this_name_first(editing: Client, index: SearchBackend) -> None:
    for name in ("Heping District (Shenyang)", "Shenyang", "Shenyang Bio Park"):
        make_region(name)
    asked = {"app_label": "corpus", "model_name": "articleregion", "field_name": "region", "term": "shenyang"}
    offered = [row["text"] for row in editing.get("/admin/autocomplete/", asked).json()["results"]]
    assert offered == ["Shenyang", "Shenyang Bio Park", "Heping District (Shenyang)"]


def test_the_form_says_which_other_places_a_name_may_mean(editing: Client, article: Article) -> None:
    article.region_links.update(alternatives=["cn-zhejiang-taizhou", "gone"])
    page = editing.get(f"/admin/corpus/article/{article.pk}/change/").content.decode()
    assert "Taizhou (Zhejiang)" in page
