"""One change of many articles: previewed, done in batches, undone; what persons set is left alone."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from corpus.curation.bulk import running
from corpus.models import Article, BulkEdit, BulkState, Decision, Edit, Origin, Region, State
from search.indexing import update_index
from tests.corpus.edits import correct
from tests.factories import link_organisation, link_region, make_article, make_organisation, make_region

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few articles take several; and no thread, which would not see this test's transaction."""
    monkeypatch.setattr(running, "BATCH", 2)
    monkeypatch.setattr(running, "AT_ONCE", 60.0)


def select(client: Client, articles: list[Article]) -> str:
    sent = {"action": "change_many", "_selected_action": [article.pk for article in articles]}
    address: str = client.post("/admin/corpus/article/", sent)["Location"]
    assert re.fullmatch(r"/curation/articles/\d+/", address)
    return address


def do(client: Client, address: str, **values: Any) -> BulkEdit:
    page = client.get(address, values)
    assert page.context["plan"] is not None, page.context["form"].errors
    client.post(address, values)
    return BulkEdit.objects.latest("pk")


def test_the_source_of_many_is_set_and_undone(editing: Client, editor: User) -> None:
    articles = [make_article() for _ in range(5)]
    correct(articles[0], None, source="Xinhua")
    correct(articles[1], None, source="Shine")
    address = select(editing, articles)
    plan = editing.get(address, {"do": "source", "source": "Shine"}).context["plan"]
    assert (plan.total, plan.changing, plan.persons, plan.unchanged) == (5, 3, 1, 1)
    assert plan.persons_examples[0].before == "Xinhua"
    bulk = do(editing, address, do="source", source="Shine")
    assert (bulk.state, bulk.changed, bulk.left_alone) == (BulkState.DONE, 3, 1)
    assert list(Article.objects.order_by("pk").values_list("source", flat=True)) == ["Xinhua"] + ["Shine"] * 4
    assert {edit.actor for edit in bulk.edits.all()} == {editor}
    correct(Article.objects.get(pk=articles[4].pk), None, source="Caixin")
    editing.post(f"{address}undo/")
    assert list(Article.objects.order_by("pk").values_list("source", flat=True)) == [
        "Xinhua",
        "Shine",
        "China Daily",
        "China Daily",
        "Caixin",
    ]
    assert Article.objects.get(pk=articles[2].pk).source_origin == Origin.EXTRACTED
    assert BulkEdit.objects.get().state == BulkState.UNDONE


def test_what_persons_set_is_changed_when_ticked(editing: Client) -> None:
    article = make_article()
    correct(article, None, published=date(2020, 1, 1))
    address = select(editing, [article])
    bulk = do(editing, address, do="published", published="2024-05-01", overrules="on")
    assert (bulk.changed, bulk.left_alone) == (1, 0)
    assert Article.objects.get().published == date(2024, 5, 1)


def test_a_region_is_added_and_rejected(editing: Client) -> None:
    region = make_region("Tianjin")
    has, had, new = (make_article() for _ in range(3))
    link_region(has, region)
    link_region(had, region, state=State.REJECTED)
    address = select(editing, [has, had, new])
    bulk = do(editing, address, do="add-region", region="tianjin")
    assert (bulk.changed, bulk.left_alone) == (1, 1)
    assert new.region_links.get().origin == Origin.EDITED
    address = select(editing, [has, had, new])
    bulk = do(editing, address, do="reject", target=f"region:{region.pk}")
    assert (bulk.changed, bulk.left_alone) == (1, 1)
    assert has.region_links.get().state == State.REJECTED
    assert Decision.objects.filter(field="region", verdict="rejected").count() == 1


def test_a_region_of_several_places_is_asked_about(editing: Client) -> None:
    for number, parent in enumerate(("Tianjin", "Shenyang")):
        heping = Region(name="Heping", level="district", parent=make_region(parent), slug=f"heping-{number}")
        heping.save()
    article = make_article()
    address = select(editing, [article])
    page = editing.get(address, {"do": "add-region", "region": "Heping"})
    told = "“Heping” can be any of these: “Heping, Tianjin”; “Heping, Shenyang”. Say which one."
    assert page.context["form"].errors["region"] == [told]
    do(editing, address, do="add-region", region="Heping, Shenyang")
    assert article.region_links.get().region == heping


def test_looking_at_what_would_change_makes_no_region(editing: Client) -> None:
    address = select(editing, [make_article()])
    page = editing.get(address, {"do": "add-region", "region": "Tianjin"})
    assert page.context["form"].errors["region"] == ["There is no region “Tianjin”."]
    assert not Region.objects.exists()


def test_many_are_extracted_again(editing: Client) -> None:
    articles = [make_article(title="A plant", body="Roche opened a plant in Shanghai.") for _ in range(3)]
    address = select(editing, articles)
    plan = editing.get(address, {"do": "extract"}).context["plan"]
    assert (plan.tried, plan.changing) == (3, 3)
    assert not articles[0].organisation_links.exists()
    bulk = do(editing, address, do="extract")
    assert bulk.changed == 3
    assert [link.organisation.name for link in articles[2].organisation_links.all()] == ["Roche"]
    editing.post(f"{address}undo/")
    assert not articles[2].organisation_links.exists()


@pytest.mark.parametrize(
    "values",
    [{"do": "source"}, {"do": "published", "published": "soon"}, {"do": "add-region", "region": "Atlantis"}],
    ids=lambda values: values["do"],
)
def test_what_is_not_said_is_asked_for(editing: Client, values: dict[str, str]) -> None:
    address = select(editing, [make_article()])
    page = editing.get(address, values)
    assert page.context["plan"] is None
    assert page.context["form"].errors
    editing.post(address, values)
    assert BulkEdit.objects.get().state == BulkState.DRAFT


def test_what_a_process_left_is_done_by_the_next(editing: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [make_article() for _ in range(5)]
    address = select(editing, articles)
    monkeypatch.setattr(running, "go_on", lambda **_: None)
    editing.post(address, {"do": "source", "source": "Shine"})
    bulk = BulkEdit.objects.get()
    running._do_batch(bulk)
    assert (BulkEdit.objects.get().position, Article.objects.filter(source="Shine").count()) == (2, 2)
    running.work()
    bulk.refresh_from_db()
    assert (bulk.state, bulk.changed, bulk.edits.count()) == (BulkState.DONE, 5, 3)


def test_what_went_wrong_is_said_and_can_go_on(editing: Client) -> None:
    organisation = make_organisation("Roche")
    article = make_article()
    link_organisation(article, organisation)
    address = select(editing, [article])
    editing.get(address, {"do": "reject", "target": f"organisation:{organisation.pk}"})
    bulk = BulkEdit.objects.get()
    bulk.action, bulk.state = {"do": "reject", "organisation": 999}, BulkState.RUNNING
    bulk.save()
    running.work()
    page = editing.get(address)
    assert page.context["bulk"].state == BulkState.FAILED
    assert "not there any more" in page.content.decode()


def test_everything_that_a_search_finds_is_selected(index: SearchBackend, editing: Client) -> None:
    for number in range(25):
        make_article(title=f"Park {number}" if number else "Harbour", body="It opened.")
    update_index(wait=5)
    page = editing.get("/?q=park")
    assert "Change all 24 articles" in page.content.decode()
    answer: Any = editing.post("/change-found", {"search": "q=park"}, follow=True)
    bulk = answer.context["bulk"]
    assert (bulk.total, "park" in bulk.selection) == (24, True)


def test_only_editors_change_what_a_search_finds(index: SearchBackend, client: Client) -> None:
    make_article()
    update_index(wait=5)
    assert "change-found" not in client.get("/").content.decode()
    assert client.post("/change-found", {"search": ""}).status_code == 302
    assert not BulkEdit.objects.exists()


def test_the_change_of_many_is_one_edit_a_batch(editing: Client) -> None:
    address = select(editing, [make_article() for _ in range(3)])
    do(editing, address, do="source", source="Shine")
    summaries = list(Edit.objects.values_list("summary", flat=True))
    assert summaries == ["Set the source to “Shine”, in 3 articles (3 articles from the list)"] * 2
    assert editing.get("/curation/articles/").status_code == 200


def test_what_may_be_rejected_is_counted_only_where_it_is_offered(editing: Client) -> None:
    address = select(editing, [make_article()])
    for values, is_counted in (({}, True), ({"do": "source", "source": "Shine"}, False)):
        with CaptureQueriesContext(connection) as queries:
            editing.get(address, values)
        assert any("GROUP BY" in query["sql"] for query in queries) == is_counted
