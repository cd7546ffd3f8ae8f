"""The page for staff."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.models import EditKind
from search.indexing import update_index
from search.models import PendingChange
from tests.factories import make_amount, make_article

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db


def decide(number: int) -> None:
    article = make_article()
    for value in range(1, number + 1):
        amount = make_amount(article, value, rule=f"rule-{value % 7}", confidence=0.9)
        with recording(actor=None, kind=EditKind.REJECT, summary="Rejected the figure"):
            amount.state = "rejected"
            save_edit(amount, {"state"})


def test_it_says_how_the_index_is(editing: Client, index: SearchBackend) -> None:
    make_article()
    update_index(wait=1)
    PendingChange.objects.create(article_id=99)
    page = editing.get("/curation/quality/")
    health = page.context["index"]
    assert (health.status.documents, health.pending, health.extent.parts) == (1, 1, 1)
    assert health.extent.size > 0
    assert "1 of 1" in page.content.decode()


def test_it_comes_up_without_an_index(editing: Client, index: SearchBackend) -> None:
    shutil.rmtree(Path(settings.SEARCH_BACKEND["path"]))
    page = editing.get("/curation/quality/")
    assert page.status_code == 200
    assert "missing" in page.content.decode()


@pytest.mark.usefixtures("index")
def test_its_number_of_queries_does_not_grow(
    editing: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    decide(14)
    with CaptureQueriesContext(connection) as few:
        editing.get("/curation/quality/")
    decide(70)
    with django_assert_num_queries(len(few)):
        page = editing.get("/curation/quality/").content.decode()
    assert "Rejected the figure" in page
