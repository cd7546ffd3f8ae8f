"""Every edit is kept with what it changed, and can be taken back exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.http import QueryDict

from corpus.bin import empty_bin, put_in_bin, restore_from_bin
from corpus.editing import accept_proposals, dismiss_proposals, save_edit
from corpus.history.recorder import recording
from corpus.history.undoing import UndoRefused, undo, undo_in_article
from corpus.history.values import read_values
from corpus.models import (
    Amount,
    Article,
    ArticleOrganisation,
    Change,
    Decision,
    Edit,
    EditKind,
    Organisation,
    OrganisationAlias,
    Region,
)
from corpus.services import Outcome, ParsedArticle, apply_extraction, save_article
from search.asking import query_of
from search.indexing import update_index
from tests.corpus.edits import correct
from tests.corpus.extractions import body_of, extraction, place, sum_of
from tests.factories import link_organisation, make_amount, make_article, make_organisation, make_region

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from corpus.extraction.base import Extraction
    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db

BODY = "Roche put 2 billion yuan into a plant in Binhai, Tianjin."
TABLES = (Article, Region, Organisation, OrganisationAlias, ArticleOrganisation, Amount)


def found(**values: Any) -> Extraction:
    return extraction(
        BODY,
        regions=(place(BODY, "Binhai", "cn-tianjin-binhai"),),
        organisations=(body_of(BODY, "Roche"),),
        amounts=(sum_of(BODY, "2 billion yuan", 2 * 10**9, **values),),
    )


@pytest.fixture
def article() -> Article:
    return save_article(ParsedArticle("/articles/1.txt", "digest", found()))[0]


def state() -> dict[str, Any]:
    return {
        table.__name__: read_values(table, list(table._base_manager.values_list("pk", flat=True)))
        for table in TABLES
    }


def test_an_edit_keeps_who_changed_which_value_from_what_to_what(article: Article, editor: User) -> None:
    edit = correct(article.amounts.get(), editor, role="revenue", year=2023)
    change = edit.changes.get()
    assert (edit.actor, edit.by) == (editor, "edith")
    assert (change.table, change.article) == ("amount", article)
    assert (change.before["role"], change.after["role"]) == ("investment", "revenue")
    assert (change.before["year"], change.after["year"]) == (None, 2023)
    assert "value" not in change.before


def test_what_changes_nothing_leaves_no_edit(article: Article, editor: User) -> None:
    with recording(actor=editor, kind=EditKind.CORRECT) as recorder:
        Article.objects.get(pk=article.pk).save()
    assert recorder.edit is None
    assert not Edit.objects.exists()


def test_extraction_leaves_no_edit(article: Article) -> None:
    assert not Edit.objects.exists()


def test_the_admin_keeps_the_history(editing: Client, article: Article) -> None:
    amount = article.amounts.get()
    address = f"/admin/corpus/amount/{amount.pk}/change/"
    form = editing.get(address).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value not in (None, False)}
    shown = {f"initial-{name}": value for name, value in values.items()}
    assert editing.post(address, values | shown | {"role": "profit"}).status_code == 302
    edit = Edit.objects.get()
    assert (edit.by, edit.kind) == ("edith", EditKind.CORRECT)
    assert edit.changes.get().after["role"] == "profit"


@pytest.mark.parametrize("name", ["correct", "reject", "add", "replace", "rename", "members", "delete alias"])
def test_undo_brings_everything_back(article: Article, editor: User, name: str) -> None:
    region = make_region("Silk Road", level="macro")
    other = make_organisation("Novartis")
    OrganisationAlias.objects.create(organisation=other, name="Novartis China")
    before = state()
    with recording(actor=editor, kind=EditKind.CORRECT) as recorder:
        _change(name, article, region, other)
    assert recorder.edit is not None
    after = state()
    assert after != before
    undone = undo(recorder.edit, actor=editor)
    assert state() == before
    undo(undone, actor=editor)
    assert state() == after


def _change(name: str, article: Article, region: Region, other: Organisation) -> None:
    amount, link = article.amounts.get(), article.organisation_links.get()
    if name == "correct":
        amount.value = Decimal("2.5")
        save_edit(amount, {"value"})
    elif name == "reject":
        link.state = "rejected"
        save_edit(link, {"state"})
    elif name == "add":
        save_edit(ArticleOrganisation(article=article, organisation=other), ())
    elif name == "replace":
        link.organisation = other
        save_edit(link, {"organisation"})
    elif name == "rename":
        other.name = "Novartis AG"
        save_edit(other, {"name"})
    elif name == "members":
        region.members.add(*Region.objects.exclude(pk=region.pk))
    else:
        other.aliases.get(name="Novartis China").delete()


def test_undo_works_after_extraction_ran_again(article: Article, editor: User) -> None:
    before = article.amounts.get().role
    edit = correct(article.amounts.get(), editor, role="revenue")
    apply_extraction(Article.objects.get(pk=article.pk), found(year=2022))
    assert article.amounts.get().role == "revenue"
    undo(edit, actor=editor)
    assert article.amounts.get().role == before


def test_undo_refuses_when_the_value_was_changed_since(article: Article, editor: User) -> None:
    first = correct(article.amounts.get(), editor, role="revenue")
    correct(article.amounts.get(), editor, role="profit")
    with pytest.raises(UndoRefused, match="role was changed since"):
        undo(first, actor=editor)
    assert article.amounts.get().role == "profit"


def test_undo_refuses_to_take_away_what_is_used_by_now(article: Article, editor: User) -> None:
    with recording(actor=editor, kind=EditKind.ADD) as recorder:
        added = make_organisation("Bayer")
    assert recorder.edit is not None
    link_organisation(article, added)
    with pytest.raises(UndoRefused, match="used elsewhere"):
        undo(recorder.edit, actor=editor)
    assert Organisation.objects.filter(name="Bayer").exists()


def test_undo_refuses_when_somebody_deleted_the_row_since(article: Article, editor: User) -> None:
    first = correct(article.amounts.get(), editor, role="revenue")
    with recording(actor=editor, kind=EditKind.DELETE):
        article.amounts.get().delete()
    with pytest.raises(UndoRefused, match="is gone"):
        undo(first, actor=editor)


def test_undo_refuses_to_bend_the_tree_of_regions_into_a_circle(editor: User) -> None:
    one, other = make_region("Tianjin"), make_region("Hebei")
    Region.objects.filter(pk=one.pk).update(parent=other)
    first = correct(Region.objects.get(pk=one.pk), editor, parent=None)
    correct(other, editor, parent=one)
    with pytest.raises(UndoRefused, match="inside"):
        undo(first, actor=editor)


def test_a_deleted_region_comes_back_as_a_member_of_what_spanned_it(editor: User) -> None:
    macro, region = make_region("Bohai Rim", level="macro"), make_region("Tianjin")
    macro.members.add(region)
    before = state()
    with recording(actor=editor, kind=EditKind.DELETE) as recorder:
        region.delete()
    assert recorder.edit is not None
    undo(recorder.edit, actor=editor)
    assert state() == before


def test_undo_refuses_members_that_are_gone(editor: User) -> None:
    macro, region = make_region("Bohai Rim", level="macro"), make_region("Tianjin")
    macro.members.add(region)
    with recording(actor=editor, kind=EditKind.CORRECT) as recorder:
        macro.members.clear()
    region.delete()
    assert recorder.edit is not None
    with pytest.raises(UndoRefused, match=r"region .* is gone"):
        undo(recorder.edit, actor=editor)


def test_deleting_an_organisation_reads_its_figures_at_once(
    article: Article, editor: User, django_assert_max_num_queries: Any
) -> None:
    bayer = make_organisation("Bayer")
    for number in range(30):
        make_amount(article, number, organisation=bayer)
    with django_assert_max_num_queries(30), recording(actor=editor, kind=EditKind.DELETE):
        bayer.delete()
    assert Change.objects.filter(table="amount").count() == 30


def test_many_changes_in_one_edit_are_announced_once(
    editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    articles = [make_article() for _ in range(5)]
    with django_capture_on_commit_callbacks() as callbacks, recording(actor=editor, kind=EditKind.BULK):
        for article in articles:
            article.source = "Xinhua"
            save_edit(article, {"source"})
    assert len(callbacks) == 1


def test_an_edit_is_undone_once(article: Article, editor: User) -> None:
    edit = correct(article, editor, title="Roche in Binhai")
    undo(edit, actor=editor)
    with pytest.raises(UndoRefused, match="already"):
        undo(edit, actor=editor)


def test_search_follows_an_edit_and_its_undoing(index: SearchBackend, article: Article, editor: User) -> None:
    edit = correct(article, editor, title="Basel in Binhai")
    for text, count in (("basel", 1), ("growth", 0)):
        update_index(wait=5)
        assert index.search(query_of(QueryDict(f"q={text}"))).total == count
    undo(edit, actor=editor)
    update_index(wait=5)
    assert index.search(query_of(QueryDict("q=growth"))).total == 1


def test_editors_see_what_was_edited_and_undo_it(editing: Client, article: Article, editor: User) -> None:
    edit = correct(article.amounts.get(), editor, role="revenue")
    assert "edith" in editing.get("/curation/edits/?kind=correct&by=edith").content.decode()
    assert "Nobody has edited" in editing.get("/curation/edits/?kind=merge").content.decode()
    page = editing.get(f"/curation/edits/{edit.pk}/").content.decode()
    assert "<del>Investment</del>" in page
    assert "<ins>Revenue</ins>" in page
    editing.post(f"/curation/edits/{edit.pk}/undo/")
    assert article.amounts.get().role == "investment"


# Decisions


def test_edits_say_which_rules_were_right(article: Article, editor: User) -> None:
    correct(article.amounts.get(), editor, role="revenue")
    correct(article.region_links.get(), editor, state="rejected")
    correct(article.organisation_links.get(), editor, state="active")
    correct(article, editor, title="Another")
    with recording(actor=editor, kind=EditKind.ADD):
        save_edit(ArticleOrganisation(article=article, organisation=make_organisation("Bayer")), ())
    assert list(Decision.objects.order_by("pk").values_list("field", "verdict", "rule")) == [
        ("role", "corrected", "test"),
        ("region", "rejected", "test"),
        ("organisation", "confirmed", "test"),
        ("title", "corrected", "first-line"),
        ("organisation", "added", ""),
    ]


# Proposals


def test_extraction_proposes_beside_an_edited_figure(article: Article, editor: User) -> None:
    correct(article.amounts.get(), editor, role="revenue")
    apply_extraction(Article.objects.get(pk=article.pk), found())
    assert article.amounts.get().proposed == {}
    apply_extraction(Article.objects.get(pk=article.pk), found(year=2022))
    amount = article.amounts.get()
    assert (amount.role, amount.year, amount.proposed) == ("revenue", None, {"year": 2022})


def test_a_proposal_is_accepted_or_dismissed_for_good(article: Article, editor: User) -> None:
    correct(article.amounts.get(), editor, role="revenue")
    apply_extraction(Article.objects.get(pk=article.pk), found(year=2022, currency="USD"))
    accept_proposals(article.amounts.get(), ["year"])
    dismiss_proposals(article.amounts.get(), ["currency"])
    apply_extraction(Article.objects.get(pk=article.pk), found(year=2022, currency="USD"))
    amount = article.amounts.get()
    assert (amount.year, amount.currency, amount.proposed) == (2022, "CNY", {})


def test_a_proposal_that_leads_to_what_is_gone_is_forgotten(article: Article, editor: User) -> None:
    amount = article.amounts.get()
    Amount.objects.filter(pk=amount.pk).update(origin="edited", proposed={"organisation_id": 987654})
    accept_proposals(article.amounts.get(), ["organisation_id"])
    after = article.amounts.get()
    assert (after.organisation_id, after.proposed) == (amount.organisation_id, {})
    connection.check_constraints()


def test_extraction_proposes_beside_an_edited_date(article: Article, editor: User) -> None:
    correct(article, editor, published=date(2024, 5, 1), title="Roche")
    apply_extraction(Article.objects.get(pk=article.pk), extraction(BODY, title="Roche in Tianjin"))
    after = Article.objects.get(pk=article.pk)
    assert (after.title, after.published) == ("Roche", date(2024, 5, 1))
    assert after.proposed == {"title": "Roche in Tianjin"}
    accept_proposals(after, ["title"])
    assert Article.objects.get(pk=article.pk).title == "Roche in Tianjin"


# The bin


def test_nothing_finds_what_is_in_the_bin(index: SearchBackend, client: Client, editor: User) -> None:
    article = make_article()
    make_amount(article)
    with recording(actor=editor, kind=EditKind.DELETE) as recorder:
        put_in_bin([article.pk])
    update_index(wait=5)
    assert index.search(query_of(QueryDict("q=park"))).total == 0
    assert client.get(article.get_absolute_url()).status_code == 410
    assert recorder.edit is not None
    undo(recorder.edit, actor=editor)
    update_index(wait=5)
    assert index.search(query_of(QueryDict("q=park"))).total == 1
    assert client.get(article.get_absolute_url()).status_code == 200


def test_its_file_does_not_bring_a_deleted_article_back(article: Article) -> None:
    put_in_bin([article.pk])
    assert save_article(ParsedArticle("/articles/1.txt", "other", found()))[1] is Outcome.BINNED
    assert not Article.objects.exists()
    restore_from_bin([article.pk])
    assert Article.objects.get() == article


def test_emptying_the_bin_takes_the_history_along(article: Article, editor: User) -> None:
    correct(article, editor, title="Gone soon")
    put_in_bin([article.pk])
    assert empty_bin() == 1
    assert not Article.everything.exists()
    assert not Change.objects.filter(article=article.pk).exists()


# One article among many


def test_an_edit_of_many_articles_is_undone_in_one(article: Article, editor: User) -> None:
    other = make_article(path="/articles/other.txt", source="Shine")
    with recording(actor=editor, kind=EditKind.BULK) as recorder:
        for row in (article, other):
            row.source = "Xinhua"
            save_edit(row, {"source"})
    assert recorder.edit is not None
    undo_in_article(recorder.edit, article, actor=editor)
    assert list(Article.objects.order_by("pk").values_list("source", flat=True)) == ["China Daily", "Xinhua"]
    recorder.edit.refresh_from_db()
    assert not recorder.edit.is_undone


def test_undo_refuses_to_lead_to_what_is_gone(article: Article, editor: User) -> None:
    amount, bayer = article.amounts.get(), make_organisation("Bayer")
    correct(amount, editor, organisation=bayer)
    edit = correct(amount, editor, organisation=None)
    bayer.delete()
    with pytest.raises(UndoRefused, match=r"organisation .* is gone"):
        undo(edit, actor=editor)
