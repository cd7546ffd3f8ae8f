"""Whatever people and extraction do, in whatever order: the index holds exactly what the database says, and undoing every
edit brings back what was there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.bin import put_in_bin
from corpus.curation.links import in_order
from corpus.curation.lists import bar
from corpus.curation.merging import merge_organisations, merge_regions
from corpus.curation.splitting import CannotSplit, split_alias
from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.history.undoing import UndoRefused, undo
from corpus.models import (
    Amount,
    Article,
    ArticleOrganisation,
    ArticleRegion,
    Edit,
    EditKind,
    Organisation,
    OrganisationAlias,
    Region,
    State,
)
from corpus.services import ParsedArticle, apply_extraction, save_article
from search.articles import documents_of
from search.asking import query_of
from search.backends import get_backend
from search.indexing import update_index
from search.results import FacetName
from tests.corpus.extractions import body_of, extraction, place, sum_of

if TYPE_CHECKING:
    from corpus.extraction.base import Extraction
    from search.backends.base import SearchBackend

pytestmark = pytest.mark.django_db

BODIES = (
    "Roche and Genentech put 2 billion yuan into a plant in Binhai, Tianjin. Roche went on.",
    "Genentech gave 300 million yuan to Bayer in Tianjin. Shanghai did nothing.",
    "Bayer and Roche met in Shanghai.",
)
NAMES = ("Roche", "Genentech", "Bayer")
PLACES = {"Binhai": "cn-tianjin-binhai", "Tianjin": "cn-tianjin", "Shanghai": "cn-shanghai"}


def found(body: str) -> Extraction:
    sums = {"2 billion yuan": 2 * 10**9, "300 million yuan": 3 * 10**8}
    owner = next(name for name in NAMES if name in body)
    return extraction(
        body,
        organisations=tuple(body_of(body, name) for name in NAMES if name in body),
        regions=tuple(place(body, name, place_id) for name, place_id in PLACES.items() if name in body),
        amounts=tuple(
            sum_of(body, text, value, organisation=owner) for text, value in sums.items() if text in body
        ),
    )


# What can be done; `pick` chooses among what there is.


def merge(pick: Any) -> None:
    rows = list(Organisation.objects.order_by("pk"))
    target, other = pick(rows), pick(rows)
    if target != other:
        merge_organisations(target, [other])


def merge_places(pick: Any) -> None:
    made = Region.objects.filter(place_id=None)
    if made:
        merge_regions(pick(list(Region.objects.exclude(pk__in=made))), list(made))


def add_place(pick: Any) -> None:
    article = pick(list(Article.objects.all()))
    region = Region.objects.create(name="Bio Park", slug=f"bio-park-{Region.objects.count()}", level="zone")
    save_edit(ArticleRegion(article=article, region=region), ())


def split(pick: Any) -> None:
    try:
        split_alias(pick(list(OrganisationAlias.objects.order_by("pk"))), kind="company")
    except CannotSplit:
        return


def reject(pick: Any) -> None:
    link = pick(list(ArticleOrganisation.objects.order_by("pk")))
    link.state = State.REJECTED if link.state == State.ACTIVE else State.ACTIVE
    save_edit(link, {"state"})


def point_elsewhere(pick: Any) -> None:
    link = pick(list(ArticleOrganisation.objects.filter(state=State.ACTIVE).order_by("pk")))
    link.organisation = pick(list(Organisation.objects.order_by("pk")))
    save_edit(link, {"organisation"})


def correct(pick: Any) -> None:
    amount = pick(list(Amount.objects.order_by("pk")))
    amount.organisation = pick(list(Organisation.objects.order_by("pk")))
    amount.role = pick(["revenue", "profit", "investment"])
    save_edit(amount, {"organisation", "role"})


def rename(pick: Any) -> None:
    row = pick(list(Organisation.objects.order_by("pk")))
    row.name = f"{row.name} Group"
    save_edit(row, {"name"})


def list_name(pick: Any) -> None:
    row = pick(list(Organisation.objects.order_by("pk")))
    bar(row, [row.name])


def delete(pick: Any) -> None:
    put_in_bin([pick(list(Article.objects.order_by("pk"))).pk])


EDITS = (merge, merge_places, add_place, split, reject, point_elsewhere, correct, rename, list_name, delete)


def edit(pick: Any) -> None:
    if Article.objects.count() > 1:
        with recording(actor=None, kind=EditKind.CORRECT):
            pick(EDITS)(pick)


def undo_one(pick: Any) -> None:
    done = list(Edit.objects.filter(is_undone=False).exclude(kind=EditKind.UNDO))
    if done:
        try:
            undo(pick(done), actor=None)
        except UndoRefused:
            return


def extract_one(pick: Any) -> None:
    article = pick(list(Article.objects.order_by("pk")))
    apply_extraction(article, found(article.body))


# What must hold


def check_index(index: SearchBackend) -> None:
    update_index(wait=5)
    documents = {document.article_id: document for document in documents_of(Article.objects.all())}
    assert dict(index.revisions()) == {pk: document.revision for pk, document in documents.items()}
    facets = index.search(query_of(QueryDict(""))).facets
    by_hand = {
        FacetName.ORGANISATION: Counter(slug for d in documents.values() for slug in d.organisations),
        FacetName.REGION: Counter(slug for d in documents.values() for slug in d.regions),
        FacetName.ROLE: Counter(
            role for d in documents.values() for role in {amount.role for amount in d.amounts}
        ),
    }
    for name, counts in by_hand.items():
        assert {value: number for value, number in facets[name].items() if value} == counts
    for slug, number in by_hand[FacetName.ORGANISATION].items():
        assert index.search(query_of(QueryDict(f"organisation={slug}"))).total == number


def what_is_said() -> list[Any]:
    """Everything that a page shows."""
    return [
        sorted(ArticleOrganisation.objects.values_list("article", "organisation__name", "state", "origin")),
        sorted(ArticleRegion.objects.values_list("article", "region__name", "state", "origin")),
        sorted(Amount.objects.values_list("article", "text", "role", "organisation__name")),
        sorted(OrganisationAlias.objects.values_list("name", "organisation__name", "slug").order_by()),
        sorted(Article.objects.values_list("pk", "title")),
        [in_order(link.mentions) for link in ArticleOrganisation.objects.order_by("pk")],
    ]


class Undone(Exception):
    """Leaves an example, so that the next begins with an empty database."""


def run(index: SearchBackend, check: Any) -> None:
    with get_backend().rebuild() as build:
        build.publish()
    try:
        with transaction.atomic():
            for number, body in enumerate(BODIES):
                save_article(ParsedArticle(f"/{number}.txt", str(number), found(body)))
            check()
            raise Undone
    except Undone:
        pass


FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)


@FEW
@given(
    data=st.data(),
    steps=st.lists(st.sampled_from((edit, edit, undo_one, extract_one)), min_size=1, max_size=6),
)
def test_the_index_holds_what_the_database_says(index: SearchBackend, data: Any, steps: list[Any]) -> None:
    def check() -> None:
        for step in steps:
            step(lambda choices: data.draw(st.sampled_from(choices)))
        check_index(index)

    run(index, check)


@FEW
@given(data=st.data(), number=st.integers(1, 5))
def test_undoing_every_edit_brings_everything_back(index: SearchBackend, data: Any, number: int) -> None:
    def check() -> None:
        before = [what_is_said()]
        for _ in range(number):
            edit(lambda choices: data.draw(st.sampled_from(choices)))
            before.append(what_is_said())
        for done in Edit.objects.order_by("-pk"):
            undo(done, actor=None)
        assert what_is_said() == before[0]
        check_index(index)

    run(index, check)
