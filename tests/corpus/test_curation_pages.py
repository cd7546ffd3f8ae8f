"""Pages on which editors merge, split, reject and tell apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache

from corpus.curation.duplicates import likely_duplicates
from corpus.curation.extracting import extract_again
from corpus.curation.groups import likelier_group
from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.ingest.pipeline import load_lists
from corpus.models import (
    Article,
    BulkEdit,
    BulkState,
    Edit,
    EditKind,
    ListedName,
    NameList,
    Organisation,
    OrganisationAlias,
    State,
)
from tests.factories import (
    link_organisation,
    link_region,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def undo_last(client: Client) -> None:
    edit = Edit.objects.filter(is_undone=False, kind__in=(EditKind.MERGE, EditKind.SPLIT)).latest("pk")
    assert client.post(f"/curation/edits/{edit.pk}/undo/").status_code == 302
    assert Edit.objects.get(pk=edit.pk).is_undone


# Mergers


def test_a_merger_is_previewed_done_and_undone(editing: Client) -> None:
    one, other = make_organisation("Roche"), make_organisation("Roche Holding", kind="fund")
    article = make_article()
    link_organisation(article, one)
    link_organisation(article, other)
    page = editing.get(f"/curation/organisations/merge/?id={one.pk}&add=roche+holding")
    assert page.context["preview"].articles == page.context["preview"].shared == 1
    assert "Roche Holding" in page.content.decode()
    sent = {"id": [one.pk, other.pk], "target": one.pk, "name": "Roche Holding", "kind": "company"}
    assert editing.post("/curation/organisations/merge/", sent).status_code == 302
    assert [str(row) for row in Organisation.objects.all()] == ["Roche Holding"]
    assert Edit.objects.get().summary == "Merged “Roche Holding” into “Roche”"
    undo_last(editing)
    assert Organisation.objects.count() == 2


def test_a_merger_of_what_is_gone_changes_nothing(editing: Client) -> None:
    one = make_organisation("Roche")
    answer = editing.post("/curation/organisations/merge/", {"id": [one.pk, 999], "target": one.pk})
    assert answer.status_code == 422
    assert "isn’t there any more" in answer.content.decode().replace("&#x27;", "’")


def test_a_merger_of_what_is_no_id_changes_nothing(editing: Client) -> None:
    one = make_organisation("Roche")
    answer = editing.post("/curation/organisations/merge/", {"id": [one.pk, "²", "9" * 30], "target": "one"})
    assert answer.status_code == 422


def test_regions_are_merged_on_a_page(editing: Client) -> None:
    park, zone = make_region("Bio Park", level="zone"), make_region("Bio Zone", level="zone")
    link_region(make_article(), zone)
    assert editing.get(f"/curation/regions/merge/?id={park.pk}&id={zone.pk}").status_code == 200
    editing.post("/curation/regions/merge/", {"id": [park.pk, zone.pk], "target": park.pk})
    assert park.article_links.count() == 1


def test_the_list_of_the_admin_leads_to_a_merger(editing: Client) -> None:
    pks = [make_organisation(name).pk for name in ("Roche", "Roche Holding")]
    answer = editing.post(
        "/admin/corpus/organisation/", {"action": "merge", "_selected_action": pks}, follow=True
    )
    assert answer.redirect_chain[-1][0].startswith("/curation/organisations/merge/?id=")
    assert len(answer.context["preview"].rows) == 2


def test_a_name_is_split_off_on_a_page(editing: Client) -> None:
    roche = make_organisation("Roche")
    alias = OrganisationAlias.objects.create(organisation=roche, name="Genentech")
    article = make_article(body="Genentech grew.")
    link_organisation(article, roche, mentions=[["body", 0, 9]])
    assert editing.get(f"/curation/names/{alias.pk}/split/").context["whole"] == 1
    editing.post(f"/curation/names/{alias.pk}/split/", {"kind": "research"})
    assert article.organisation_links.get().organisation.kind == "research"
    undo_last(editing)
    assert article.organisation_links.get().organisation == roche


@pytest.mark.parametrize(
    "path",
    [
        "organisations/duplicates/",
        "organisations/merge/",
        "regions/merge/",
        "articles/",
        "organisations/1/reject/",
        "names/1/split/",
        "articles/1/",
    ],
)
def test_the_public_is_asked_to_log_in(client: Client, path: str) -> None:
    answer = client.get(f"/curation/{path}")
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


# Duplicates


def test_likely_duplicates_are_found_and_remembered_as_different(editing: Client) -> None:
    names = (
        "Tianjin Economic-Technological Development Area",
        "TEDA",
        "Pfizzer",
        "Pfizer",
        "Hengrui Pharmaceuticals",
        "Jiangsu Hengrui Pharmaceuticals",
        "Tianjin Third Hospital",
        "Tianjin First Hospital",
    )
    made = {name: make_organisation(name).pk for name in names}
    pairs = {(pair.first, pair.second) for pair in likely_duplicates()}
    assert pairs == {(made[a], made[b]) for a, b in (names[0:2], names[2:4], names[4:6])}
    assert editing.get("/curation/organisations/duplicates/").status_code == 200
    ids = [made["Pfizer"], made["Pfizzer"]]
    editing.post("/curation/organisations/not-the-same/", {"id": ids})
    assert tuple(sorted(ids)) not in {(pair.first, pair.second) for pair in likely_duplicates()}


def test_a_likely_duplicate_can_be_a_part_of_the_other(editing: Client) -> None:
    group, part = make_organisation("Hengrui Pharma"), make_organisation("Jiangsu Hengrui Pharma")
    editing.post("/curation/organisations/not-the-same/", {"id": [group.pk, part.pk], "parent": group.pk})
    part.refresh_from_db()
    assert part.parent == group
    assert likely_duplicates() == []


@pytest.mark.parametrize(
    ("names", "group"),
    [
        pytest.param(("Hengrui Pharma", "Jiangsu Hengrui Pharma"), "Hengrui Pharma", id="a longer name"),
        pytest.param(("Fosun Pharma Group", "Fosun Pharma"), "Fosun Pharma Group", id="called a group"),
        pytest.param(
            ("Institute of Biophysics", "Chinese Academy Institute of Biophysics"),
            "Chinese Academy Institute of Biophysics",
            id="called as a unit",
        ),
        pytest.param(
            ("Tianjin Medical University", "Tianjin Medical University Cancer Hospital"),
            "Tianjin Medical University",
            id="a unit after the name of what it belongs to",
        ),
    ],
)
def test_of_both_ways_to_be_a_part_the_likelier_comes_first(names: tuple[str, str], group: str) -> None:
    for two in (names, names[::-1]):
        assert two[likelier_group(two).group] == group


def test_a_part_is_offered_both_ways_with_the_reason(editing: Client) -> None:
    group, part = make_organisation("Hengrui Pharma"), make_organisation("Jiangsu Hengrui Pharma")
    page = editing.get("/curation/organisations/duplicates/").content.decode()
    assert re.findall(r'name="parent" value="(\d+)"', page) == [str(group.pk), str(part.pk)]
    assert "“Jiangsu Hengrui Pharma” adds to the name of “Hengrui Pharma”" in page
    assert "Hengrui Pharma is part of Jiangsu Hengrui Pharma" in page


def test_the_page_of_duplicates_takes_the_same_queries_for_many(
    editing: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        make_organisation(f"Hengrui{'xyzqwvkj'[number]} Pharma")
        make_organisation(f"Jiangsu Hengrui{'xyzqwvkj'[number]} Pharma")
    editing.get("/curation/organisations/duplicates/")
    with django_assert_num_queries(13):
        page = editing.get("/curation/organisations/duplicates/")
    assert len(page.context["suggestions"]) >= 8


# Lists of names


BODY = (
    "Roche and Hongrun Pharmaceutical Co., Ltd. put 2 billion yuan into a plant in Heping District, Tianjin."
)


def reading() -> Article:
    """An article with what extraction finds in it."""
    article = make_article(title="A plant", body=BODY)
    extract_again(article)
    return article


def names(article: Article) -> set[str]:
    return {link.organisation.name for link in article.organisation_links.filter(state=State.ACTIVE)}


def test_extraction_obeys_the_lists() -> None:
    article = reading()
    assert {"Roche", "Hongrun Pharmaceutical Co Ltd"} <= names(article)
    ListedName.objects.create(list=NameList.NEVER_ORGANISATION, name="hongrun pharmaceutical")
    ListedName.objects.create(list=NameList.NEVER_REGION, name="Heping District")
    extract_again(Article.objects.get())
    assert names(article) == {"Roche"}
    assert "Heping District (Tianjin)" not in {link.region.name for link in article.region_links.all()}


def test_what_is_always_an_organisation_is_found() -> None:
    article = make_article(body="They say that Blue Sparrow grew, and Blue Sparrow will go on.")
    extract_again(article)
    assert names(article) == set()
    ListedName.objects.create(list=NameList.ALWAYS_ORGANISATION, name="Blue Sparrow", kind="company")
    extract_again(Article.objects.get())
    link = article.organisation_links.get()
    assert (link.organisation.name, link.organisation.kind, len(link.mentions)) == (
        "Blue Sparrow",
        "company",
        2,
    )


def test_extracting_again_leaves_header_and_decisions_alone(editor: User) -> None:
    article = reading()
    link = article.organisation_links.get(organisation__name="Roche")
    with recording(actor=editor, kind=EditKind.REJECT):
        link.state = State.REJECTED
        save_edit(link, {"state"})
    before = Article.objects.get()
    assert not extract_again(before)
    after = Article.objects.get()
    assert (after.title, after.published, after.source) == (before.title, before.published, before.source)
    assert "Roche" not in names(article)


def test_rejecting_everywhere_lists_the_names_and_can_be_undone(
    index: SearchBackend, editing: Client, editor: User
) -> None:
    article, other = reading(), make_article()
    biotech = Organisation.objects.get(name="Hongrun Pharmaceutical Co Ltd")
    link_organisation(other, biotech, origin="edited")
    page = editing.get(f"/curation/organisations/{biotech.pk}/reject/")
    assert (page.context["plan"].changing, page.context["plan"].persons) == (1, 1)
    editing.post(f"/curation/organisations/{biotech.pk}/reject/", {"name": ["Hongrun Pharmaceutical Co Ltd"]})
    assert load_lists().bars_organisation("Hongrun Pharmaceutical")
    assert names(article) == {"Roche"}
    assert names(other) == {"Hongrun Pharmaceutical Co Ltd"}
    assert not article.amounts.filter(organisation=biotech).exists()
    bulk = BulkEdit.objects.get()
    assert (bulk.state, bulk.changed, bulk.left_alone) == (BulkState.DONE, 1, 1)
    editing.post(f"/curation/articles/{bulk.pk}/undo/")
    assert not ListedName.objects.exists()
    assert "Hongrun Pharmaceutical Co Ltd" in names(article)
    assert article.amounts.filter(organisation=biotech).count() == 1


def test_a_listed_name_is_applied_to_the_articles_that_are_there(editing: Client) -> None:
    article = make_article(body="They say that Blue Sparrow grew.")
    make_article()
    form = {"list": "always-org", "name": "Blue Sparrow", "kind": "company"}
    answer = editing.post("/admin/corpus/listedname/add/", form, follow=True)
    action = re.search(r"/curation/names/\d+/apply/", answer.content.decode())
    assert action is not None
    page: Any = editing.post(action[0], follow=True)
    assert (page.context["plan"].total, page.context["plan"].changing) == (1, 1)
    assert names(article) == set()
    editing.post(page.redirect_chain[-1][0])
    assert names(article) == {"Blue Sparrow"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"list": "always-org", "name": "Blue Sparrow"}, "kind"),
        ({"list": "never-org", "name": "Inc. & Co"}, "name"),
        ({"list": "never-org", "name": "Roche"}, "name"),
    ],
    ids=["no kind", "on the list", "on the other list"],
)
def test_lists_do_not_contradict_each_other(editing: Client, values: dict[str, str], field: str) -> None:
    ListedName.objects.create(list=NameList.ALWAYS_ORGANISATION, name="Roche", kind="company")
    ListedName.objects.create(list=NameList.NEVER_ORGANISATION, name="Inc & Co.")
    answer = editing.post("/admin/corpus/listedname/add/", values)
    assert field in answer.context["adminform"].form.errors


# Groups


def test_an_article_leads_to_the_group_with_all_its_parts(client: Client) -> None:
    group, part = make_organisation("Roche Holding"), make_organisation("Roche")
    for row, parent in ((part, group), (make_organisation("Genentech"), part)):
        Organisation.objects.filter(pk=row.pk).update(parent=parent)
    article = make_article()
    link_organisation(article, part)
    page = client.get(article.get_absolute_url()).content.decode()
    assert 'href="/organisations/roche-holding/group/"' in page
    answer = client.get("/organisations/roche-holding/group/")
    assert answer["Location"] == "/?organisation=roche-holding&organisation=roche&organisation=genentech"
