"""The history of an article: who changed what, and the ways back."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User

from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.history.telling import tell
from corpus.models import Article, Edit, EditKind
from corpus.services import apply_extraction
from search.indexing import update_index
from tests.corpus.edits import correct
from tests.corpus.extractions import extraction, sum_of
from tests.factories import link_organisation, make_amount, make_article, make_organisation

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db

BODY = "Roche put 2 billion yuan into a plant."


@pytest.fixture
def article() -> Article:
    article = make_article(title="Growth", body=BODY)
    make_amount(article, 2_000_000_000, text="2 billion yuan", anchor="2 billion yuan", anchor_sentence=BODY)
    link_organisation(article, make_organisation("Roche"))
    return article


def page_of(client: Client, article: Article, **parameters: str) -> str:
    return unescape(client.get(f"/articles/{article.pk}/history/", parameters).content.decode())


def press(client: Client, article: Article, edit: Edit | None, button: str) -> str:
    """Press a button of the history and read the page that follows."""
    address = f"/articles/{article.pk}/history/"
    number = edit.pk if edit else 0
    response = client.post(f"{address}{number}/{button}/", {"next": address}, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_history_says_who_changed_what_newest_first(
    editing: Client, editor: User, article: Article
) -> None:
    correct(article, editor, title="First")
    correct(article.amounts.get(), editor, role="tax", year=2020, organisation=make_organisation("Bayer"))
    page = page_of(editing, article)
    assert page.index("<del>Investment</del> <ins>Tax</ins>") < page.index("<ins>First</ins>")
    assert "<strong>2 billion yuan</strong>" in page
    assert "<ins>Bayer</ins>" in page
    assert "edith" in page


def test_undo_and_its_undo(editing: Client, editor: User, article: Article) -> None:
    edit = correct(article, editor, title="Other")
    page = press(editing, article, edit, "undo")
    assert "Undone: Corrected" in page
    article.refresh_from_db()
    assert (article.title, article.title_origin) == ("Growth", "extracted")
    press(editing, article, Edit.objects.first(), "undo")
    article.refresh_from_db()
    assert (article.title, article.title_origin) == ("Other", "edited")


def test_restoring_undoes_all_later_edits_in_order(editing: Client, editor: User, article: Article) -> None:
    first = correct(article, editor, title="First")
    correct(article, editor, title="Second")
    correct(article.amounts.get(), editor, role="tax")
    correct(article.amounts.get(), editor, role="profit", state="rejected")
    last = correct(article.organisation_links.get(), editor, state="rejected")
    assert "4 edits were undone" in press(editing, article, first, "restore")
    article.refresh_from_db()
    amount = article.amounts.get()
    assert (article.title, amount.role, amount.state, amount.origin) == (
        "First",
        "investment",
        "active",
        "extracted",
    )
    press(editing, article, last, "restore")
    amount.refresh_from_db()
    assert (amount.role, amount.state) == ("profit", "rejected")
    press(editing, article, None, "restore")
    article.refresh_from_db()
    assert (article.title, article.title_origin) == ("Growth", "extracted")


def test_restoring_is_exact_over_undone_edits(editing: Client, editor: User, article: Article) -> None:
    first = correct(article, editor, title="First")
    press(editing, article, first, "undo")
    correct(article, editor, source="Xinhua")
    press(editing, article, first, "restore")
    article.refresh_from_db()
    assert (article.title, article.source) == ("First", "China Daily")
    first.refresh_from_db()
    assert not first.is_undone


def test_restoring_keeps_what_an_edit_did_elsewhere(editing: Client, editor: User, article: Article) -> None:
    other = make_article()
    with recording(actor=editor, kind=EditKind.BULK):
        for row in (article, other):
            row.source = "Xinhua"
            save_edit(row, {"source"})
    assert "It changed one other article, too." in page_of(editing, article)
    press(editing, article, None, "restore")
    sources = Article.objects.order_by("pk").values_list("source", flat=True)
    assert list(sources) == ["China Daily", "Xinhua"]


def test_restoring_to_what_is_gone_is_refused_and_changes_nothing(
    editing: Client, editor: User, article: Article
) -> None:
    amount, bayer = article.amounts.get(), make_organisation("Bayer")
    correct(amount, editor, organisation=bayer)
    correct(amount, editor, organisation=None)
    correct(article, editor, title="Second")
    bayer.delete()
    assert "is gone" in press(editing, article, None, "restore")
    article.refresh_from_db()
    assert article.title == "Second"


def test_search_and_extraction_follow_a_restored_state(
    index: SearchBackend, editing: Client, editor: User, article: Article
) -> None:
    correct(article.amounts.get(), editor, role="tax")
    press(editing, article, None, "restore")
    amounts = (sum_of(BODY, "2 billion yuan", 2 * 10**9),)
    apply_extraction(Article.objects.get(pk=article.pk), extraction(BODY, title="Growth", amounts=amounts))
    update_index(wait=5)
    assert b"Growth" in editing.get("/?role=investment").content
    assert article.amounts.get().origin == "extracted"


def test_the_history_is_paged_with_a_fixed_number_of_queries(
    editing: Client, editor: User, article: Article, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        correct(article, editor, title=f"Title {number}")
        correct(article.amounts.get(), editor, organisation=make_organisation(f"Company {number}"))
    with django_assert_max_num_queries(16):
        page = page_of(editing, article)
    assert "Page 1 of 3" in page
    assert "<ins>Title 29</ins>" in page
    assert "<ins>Title 1</ins>" in page_of(editing, article, page="3")


def test_telling_what_was_added_reads_no_texts(
    editor: User, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with recording(actor=editor, kind=EditKind.ADD) as recorder:
        link_organisation(article, make_organisation("Bayer"))
    assert recorder.edit is not None
    changes = list(recorder.edit.changes.filter(article=article))
    with django_assert_num_queries(2):  # of its present name and its organisation, none of its article
        assert [told.name for told in tell(changes)] == ["Bayer"]


@pytest.mark.parametrize("path", ["", "1/undo/", "1/restore/"])
def test_only_editors_see_the_history(client: Client, article: Article, path: str) -> None:
    address = f"/articles/{article.pk}/history/{path}"
    ask = client.post if path else client.get
    assert "/login/" in ask(address).headers["Location"]
    client.force_login(User.objects.create_user("reader"))
    assert ask(address).status_code == 403


def test_an_edit_of_another_article_is_none_of_this_one(
    editing: Client, editor: User, article: Article
) -> None:
    edit = correct(make_article(), editor, title="Other")
    assert editing.post(f"/articles/{article.pk}/history/{edit.pk}/undo/").status_code == 404
