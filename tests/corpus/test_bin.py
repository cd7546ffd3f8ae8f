"""Deleting puts an article into the bin; editors bring it back, superusers empty it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import now
from lxml import html

from corpus.bin import put_in_bin
from corpus.models import Article, BulkEdit, Edit, EditKind
from tests.corpus.sent import fields_of
from tests.factories import make_amount, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    article = make_article(title="A park in Binhai")
    make_amount(article)
    return article


@pytest.mark.parametrize("way", ["page", "admin form", "admin list"])
def test_every_way_of_deleting_leads_to_the_bin(editing: Client, article: Article, way: str) -> None:
    form = {"post": "yes"}
    address = f"/articles/{article.pk}/delete/"
    if way == "admin form":
        address = f"/admin/corpus/article/{article.pk}/delete/"
    elif way == "admin list":
        address = "/admin/corpus/article/"
        form |= {"action": "delete_selected", "_selected_action": str(article.pk)}
    asked = editing.get(address) if way != "admin list" else editing.post(address, form | {"post": ""})
    assert "goes into the bin" in asked.content.decode()
    assert editing.post(address, form).status_code == 302
    assert not Article.objects.exists()
    assert Article.everything.get().amounts.exists()
    assert Edit.objects.get().by == "edith"


def test_the_bin_says_what_was_deleted_by_whom_and_gives_it_back(editing: Client, article: Article) -> None:
    for row in (make_article(title="Another"), article):
        editing.post(f"/articles/{row.pk}/delete/", follow=True)
    page = editing.get("/curation/bin/?q=Binhai").content.decode()
    assert "A park in Binhai" in page
    assert "Another" not in page
    assert "edith" in page
    answer = editing.post("/curation/bin/restore/", {"article": [article.pk]}, follow=True)
    assert "1 article is back" in answer.content.decode()
    assert list(Article.objects.all()) == [article]
    assert Edit.objects.filter(kind=EditKind.RESTORE).exists()


def test_the_address_of_a_deleted_article_says_so_and_leads_editors_to_the_bin(
    editing: Client, article: Article
) -> None:
    put_in_bin([article.pk, make_article(title="Another").pk])
    seen, visited = editing.get(article.get_absolute_url()), Client().get(article.get_absolute_url())
    assert seen.status_code == visited.status_code == 410
    for answer in (seen, visited):
        assert "This article was removed" in answer.content.decode()
        assert "A park in Binhai" not in answer.content.decode()
    address = f"/curation/bin/?article={article.pk}"
    assert f'href="{address}"' in seen.content.decode()
    assert "/curation/bin/" not in visited.content.decode()
    assert [row.pk for row in editing.get(address).context["page"]] == [article.pk]
    assert editing.get("/articles/999999/").status_code == 404


def test_only_a_superuser_empties_it_after_a_question(
    editing: Client, client: Client, article: Article
) -> None:
    editing.post(f"/articles/{article.pk}/delete/")
    assert editing.post("/curation/bin/empty/", {"all": "1", "until": now().isoformat()}).status_code == 403
    client.force_login(User.objects.create_superuser("root"))
    asked = client.post("/curation/bin/empty/", {"all": "1"})
    assert "for good" in asked.content.decode()
    assert Article.everything.exists()
    client.post("/curation/bin/empty/", fields_of(asked.content.decode(), "<main"))
    assert not Article.everything.exists()


def test_what_came_into_the_bin_after_the_question_stays(client: Client, article: Article) -> None:
    client.force_login(User.objects.create_superuser("root"))
    put_in_bin([article.pk])
    asked = client.post("/curation/bin/empty/", {"all": "1"})
    later = make_article()
    put_in_bin([later.pk])
    client.post("/curation/bin/empty/", fields_of(asked.content.decode(), "<main"))
    assert list(Article.everything.all()) == [later]


@pytest.mark.parametrize("address", ["/curation/bin/restore/", "/curation/bin/empty/"])
def test_nothing_ticked_is_said(client: Client, address: str) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert "Nothing was ticked" in client.post(address, follow=True).content.decode()


def test_a_form_that_was_open_when_the_article_went_says_so(editing: Client, article: Article) -> None:
    address = f"/admin/corpus/article/{article.pk}/change/"
    assert editing.get(address).status_code == 200
    editing.post(f"/articles/{article.pk}/delete/")
    answer = editing.post(address, {"title": "Another"}, follow=True)
    assert "doesn’t exist" in answer.content.decode()
    assert Article.everything.get().title == "A park in Binhai"


@pytest.mark.parametrize("page", ["review", "change of many"])
def test_sources_of_what_is_in_the_bin_are_not_offered(editing: Client, editor: User, page: str) -> None:
    for source in ("Shine", "Xinhua", "Shine"):
        make_article(source=source)
    put_in_bin([make_article(source="Gone Daily").pk, make_article(source="Xinhua").pk])
    address = "/curation/review/"
    if page == "change of many":
        address = BulkEdit.objects.create(article_ids=[], user=editor).get_absolute_url()
    offered = html.document_fromstring(editing.get(address).content).xpath("//datalist[@id='sources']/option")
    assert [option.get("value") for option in offered] == ["Shine", "Xinhua"]
