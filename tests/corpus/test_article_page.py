"""The article page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.marks import Mark, paragraphs
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

    from corpus.models import Article
    from search.backends.base import SearchBackend

BODY = "Roche put 2 billion yuan into a plant in Binhai.\n\nThe <b>plant</b> opens in May."


@pytest.fixture
def article(db: None, index: SearchBackend) -> Article:
    article = make_article(title="Roche in Binhai", body=BODY)
    link_organisation(article, make_organisation("Roche"), mentions=[["title", 0, 5], ["body", 0, 5]])
    link_region(article, make_region("Binhai New Area", level="district"), mentions=[["body", 41, 47]])
    make_amount(
        article,
        2 * 10**9,
        text="2 billion yuan",
        start=10,
        end=24,
        mentions=[["body", 10, 24]],
        sentence="Roche put 2 billion yuan into a plant in Binhai.",
    )
    return article


def test_marks_cut_paragraphs_into_segments_that_make_up_the_text() -> None:
    marks = [
        Mark(0, 5, "organisation", "Roche"),
        Mark(3, 8, "region"),
        Mark(40, 99, "amount"),
        Mark(4, 4, "match"),
    ]
    cut = paragraphs("Roche AG\n\nBasel", marks)
    assert [[(s.text, s.kinds) for s in paragraph] for paragraph in cut] == [
        [("Roc", "organisation"), ("he", "organisation region"), (" AG", "region")],
        [("Basel", "")],
    ]


def test_the_text_is_marked_and_escaped(client: Client, article: Article) -> None:
    page = client.get(article.get_absolute_url()).content.decode()
    assert '<span class="mark organisation" title="Company: Roche">Roche</span> put' in page
    assert '<span class="mark region" title="District: Binhai New Area">Binhai</span>.</p>' in page
    assert f'<span class="mark amount" id="figure-{article.amounts.get().pk}"' in page
    assert "<p>The &lt;b&gt;plant&lt;/b&gt; opens in May.</p>" in page


def test_metadata_lead_back_into_search(client: Client, article: Article) -> None:
    page = client.get(article.get_absolute_url()).content.decode()
    for link in ("/?region=binhai-new-area", "/?organisation=roche", "/?source=China%20Daily"):
        assert f'href="{link}"' in page


def test_every_figure_is_shown_with_its_sentence(client: Client, article: Article) -> None:
    page = client.get(article.get_absolute_url()).content.decode()
    assert "<q>Roche put 2 billion yuan into a plant in Binhai.</q>" in page


def test_the_words_of_the_search_that_led_here_are_marked(client: Client, article: Article) -> None:
    page = client.get(article.get_absolute_url(), {"q": "plants", "region": "tianjin"}).content.decode()
    assert '<span class="mark match">plant</span>' in page
    assert 'href="/?q=plants&amp;region=tianjin"' in page


@pytest.mark.parametrize("parameters", [{"q": '"open'}, {"q": "x", "year": "abc"}, {"page": "\0"}])
def test_a_search_that_cant_be_read_harms_nothing(
    client: Client, article: Article, parameters: dict[str, str]
) -> None:
    assert client.get(article.get_absolute_url(), parameters).status_code == 200


def test_it_reads_without_an_index(client: Client, db: None) -> None:
    article = make_article()
    assert client.get(article.get_absolute_url(), {"q": "park"}).status_code == 200


def test_only_editors_are_offered_to_edit(client: Client, editing: Client, article: Article) -> None:
    assert b"Edit metadata" in editing.get(article.get_absolute_url()).content
    editing.logout()
    assert b"Edit metadata" not in editing.get(article.get_absolute_url()).content


def test_rejected_values_are_not_shown(client: Client, article: Article) -> None:
    article.organisation_links.update(state="rejected")
    page = client.get(article.get_absolute_url()).content.decode()
    assert "?organisation=roche" not in page
    assert 'class="mark organisation"' not in page.split('class="text"')[1]


def test_queries_do_not_grow_with_what_is_known(
    client: Client, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        link_organisation(article, make_organisation(f"Company {number}"), mentions=[["body", 0, 5]])
        make_amount(article, number + 1)
    with django_assert_num_queries(4):
        client.get(article.get_absolute_url())


def test_a_missing_article_is_a_plain_404(client: Client, db: None) -> None:
    response = client.get("/articles/999/")
    assert response.status_code == 404
    assert b"There is no such page" in response.content


def test_the_policy_allows_nothing_from_elsewhere(client: Client, article: Article) -> None:
    policy = client.get(article.get_absolute_url())["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
