"""The queue of doubtful values: their order, who is shown which, and what a decision does."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from corpus.curation.review.claims import claim, claim_next, put_off
from corpus.curation.review.queue import Filters, Place, count_left
from corpus.models import (
    Amount,
    Article,
    ArticleRegion,
    Decision,
    Doubt,
    Edit,
    ReviewClaim,
)
from corpus.regions import load_places
from corpus.roles import EDITORS
from tests.corpus.sent import fields_of
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

EVERYTHING = Filters()


def make_editor(name: str) -> User:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


def take_all(editor: User, filters: Filters = EVERYTHING) -> list[Place]:
    """What the editor is shown, each put off in turn."""
    shown: list[Place] = []
    while (place := claim_next(editor, filters)) and place not in shown:
        shown.append(place)
        put_off(editor, place)
    return shown


def shown_to(client: Client) -> dict[str, str]:
    """What the page's form would send without a button."""
    return fields_of(client.get("/curation/review/").content.decode(), '<div id="review"')


def test_the_most_pressing_doubt_comes_first() -> None:
    article, other = make_article(), make_article()
    year = make_amount(article, 1, year_inferred=True, confidence=0.97)
    unsure = make_amount(article, 2, confidence=0.6)
    less_sure = link_organisation(article, make_organisation("Roche"), confidence=0.5)
    unknown = link_organisation(article, make_organisation("Acme Stars"), confidence=0.75)
    ambiguous = link_region(article, make_region("Taizhou"), confidence=0.5, alternatives=["x"])
    suspect = make_amount(article, 3, is_suspect=True, confidence=0.97)
    proposal = make_amount(article, 4, origin="edited", proposed={"value": "5"})
    known_elsewhere = link_organisation(other, make_organisation("Bayer"), confidence=0.75)
    link_organisation(article, known_elsewhere.organisation, confidence=0.95)
    make_amount(article, 6, confidence=0.97)
    make_amount(article, 7, confidence=0.1, origin="edited")
    make_amount(article, 8, confidence=0.1, state="rejected")
    header = make_article(evidence={"source": {"rule": "copyright", "confidence": 0.55}})
    assert take_all(make_editor("a")) == [
        Place("figure", suspect.pk),
        Place("region", ambiguous.pk),
        Place("header", header.pk),
        Place("organisation", less_sure.pk),
        Place("figure", unsure.pk),
        Place("figure", proposal.pk),
        Place("organisation", unknown.pk),
        Place("figure", year.pk),
    ]
    assert count_left(EVERYTHING).number == 8


def test_articles_in_the_bin_have_no_doubts() -> None:
    evidence = {"source": {"rule": "copyright", "confidence": 0.5}}
    article = make_article(deleted_at=timezone.now(), evidence=evidence)
    make_amount(article, is_suspect=True)
    assert take_all(make_editor("a")) == []
    assert count_left(EVERYTHING).number == 0


def test_filters_narrow_the_queue() -> None:
    shine, daily = make_article(source="Shine"), make_article(source="China Daily")
    suspect = make_amount(shine, is_suspect=True)
    year = make_amount(daily, year_inferred=True)
    region = link_region(daily, make_region("Taizhou"), confidence=0.5)
    editor = make_editor("a")
    assert take_all(editor, Filters(source="Shine")) == [Place("figure", suspect.pk)]
    assert take_all(editor, Filters(kind="region")) == [Place("region", region.pk)]
    assert take_all(editor, Filters(doubt=Doubt.YEAR)) == [Place("figure", year.pk)]
    assert count_left(Filters(article=daily.pk)).number == 2


def test_no_two_editors_are_shown_the_same() -> None:
    article = make_article()
    for value in range(3):
        make_amount(article, value, is_suspect=True)
    editors = [make_editor(name) for name in "abcd"]
    shown = [claim_next(editor, EVERYTHING) for editor in editors]
    assert len({place for place in shown if place}) == 3
    assert shown[3] is None
    assert claim_next(editors[0], EVERYTHING) == shown[0], "resumes where one was"


def test_a_claim_ends() -> None:
    amount = make_amount(make_article(), is_suspect=True)
    first, second = make_editor("a"), make_editor("b")
    claim_next(first, EVERYTHING)
    assert claim_next(second, EVERYTHING) is None
    ReviewClaim.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert claim_next(second, EVERYTHING) == Place("figure", amount.pk)
    assert claim_next(first, EVERYTHING) is None


ASK = """
from django.contrib.auth.models import User
from corpus.curation.review.claims import claim_next
from corpus.curation.review.queue import Filters
for number in range(8):
    print(claim_next(User.objects.get(username=f"{process}{{number}}"), Filters()).pk)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("index")
def test_processes_that_ask_at_the_same_time_show_different_values(tmp_path: Path) -> None:
    article = make_article()
    for value in range(16):
        make_amount(article, value, is_suspect=True)
    for process in "ab":
        for number in range(8):
            make_editor(f"{process}{number}")
    file = tmp_path / "copy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    environment = {**os.environ, "GLEANER_DATABASE_URL": f"sqlite:///{file}", "GLEANER_VAR": str(tmp_path)}
    runs = [
        subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", ASK.format(process=process)],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for process in "ab"
    ]
    shown = [line for run in runs for line in run.communicate()[0].split()]
    assert len(set(shown)) == len(shown) == 16


def test_what_is_skipped_comes_back_last_to_who_skipped_it(editing: Client, editor: User) -> None:
    article = make_article()
    first, second = make_amount(article, 1, is_suspect=True), make_amount(article, 2, is_suspect=True)
    editing.post("/curation/review/", {"item": f"figure-{first.pk}", "action": "skip"})
    assert claim_next(editor, EVERYTHING) == Place("figure", second.pk)
    other = make_editor("b")
    assert claim_next(other, EVERYTHING) == Place("figure", first.pk)


def test_accepting_confirms_the_value(editing: Client) -> None:
    amount = make_amount(make_article(), is_suspect=True, rule="sum", confidence=0.5)
    response = editing.post("/curation/review/", shown_to(editing) | {"action": "accept"}, follow=True)
    amount.refresh_from_db()
    assert (amount.origin, amount.state) == ("edited", "active")
    assert [(d.rule, d.verdict) for d in Decision.objects.all()] == [("sum", "confirmed")]
    assert (response.context["item"], response.context["done"]) == (None, 1)
    assert "Nothing is left to review here." in response.content.decode()


def test_rejecting_takes_the_value_away(editing: Client) -> None:
    amount = make_amount(make_article(), is_suspect=True, rule="sum")
    editing.post("/curation/review/", shown_to(editing) | {"action": "reject"})
    amount.refresh_from_db()
    assert (amount.origin, amount.state) == ("extracted", "rejected")
    assert Decision.objects.get().verdict == "rejected"


def test_correcting_takes_what_was_typed(editing: Client) -> None:
    amount = make_amount(make_article(), year_inferred=True, rule="sum")
    form = shown_to(editing)
    response = editing.post("/curation/review/", form | {"action": "save", "year": "soon"})
    assert response.context["form"].errors.keys() == {"year"}
    editing.post("/curation/review/", form | {"action": "save", "year": "2021"})
    amount.refresh_from_db()
    assert (amount.year, amount.year_inferred, amount.origin) == (2021, False, "edited")
    assert Decision.objects.get().field == "year"


def test_accepting_with_something_typed_is_a_correction(editing: Client) -> None:
    amount = make_amount(make_article(), is_suspect=True)
    editing.post("/curation/review/", shown_to(editing) | {"action": "accept", "year": "2020"})
    amount.refresh_from_db()
    assert (amount.year, Edit.objects.get().kind) == (2020, "correct")


def test_an_ambiguous_place_becomes_the_one_that_is_meant(editing: Client) -> None:
    known = load_places(["cn-jiangsu-taizhou", "cn-zhejiang-taizhou"])
    meant, other = known["cn-zhejiang-taizhou"], known["cn-jiangsu-taizhou"]
    article = make_article(body="Taizhou grew.")
    link = link_region(
        article,
        other,
        confidence=0.5,
        rule="ambiguous",
        alternatives=[meant.place_id],
        mentions=[["body", 0, 7]],
    )
    page = editing.get("/curation/review/").content.decode()
    assert "<mark>Taizhou</mark> grew." in page
    editing.post("/curation/review/", shown_to(editing) | {"action": f"place:{meant.place_id}"})
    active = ArticleRegion.objects.get(state="active")
    assert (active.pk, active.region, active.origin) == (link.pk, meant, "edited")
    assert ArticleRegion.objects.get(state="rejected").region == other


def test_proposals_are_taken_or_left(editing: Client) -> None:
    article = make_article()
    taken = make_amount(article, 1, origin="edited", proposed={"year": 2020})
    editing.post("/curation/review/", shown_to(editing) | {"action": "accept"})
    left = make_amount(article, 2, origin="edited", proposed={"year": 2021})
    editing.post("/curation/review/", shown_to(editing) | {"action": "reject"})
    taken.refresh_from_db()
    left.refresh_from_db()
    assert (taken.year, taken.proposed) == (2020, {})
    assert (left.year, left.state, left.proposed) == (2024, "active", {})


def test_a_value_of_the_header_is_confirmed_or_emptied(editing: Client) -> None:
    evidence = {name: {"rule": "copyright", "confidence": 0.5} for name in ("published", "source")}
    article = make_article(source="All Rights", evidence=evidence)
    assert shown_to(editing)["published"] == "2024-04-26"
    editing.post("/curation/review/", shown_to(editing) | {"action": "accept"})
    editing.post("/curation/review/", shown_to(editing) | {"action": "reject"})
    article = Article.objects.get()
    assert (article.published_origin, article.source, article.source_origin) == ("edited", "", "edited")
    assert count_left(EVERYTHING).number == 0


def test_what_somebody_else_decided_is_not_decided_again(editing: Client) -> None:
    amount = make_amount(make_article(), is_suspect=True)
    form = shown_to(editing)
    Amount.objects.filter(pk=amount.pk).update(origin="edited")
    response = editing.post("/curation/review/", form | {"action": "reject"}, follow=True)
    assert "Nothing was saved" in response.content.decode()
    amount.refresh_from_db()
    assert amount.state == "active"


def test_a_value_that_changed_meanwhile_is_not_confirmed_unseen(editing: Client) -> None:
    amount = make_amount(make_article(), is_suspect=True)
    form = shown_to(editing)
    Amount.objects.filter(pk=amount.pk).update(year=2019)
    response = editing.post("/curation/review/", form | {"action": "accept"})
    assert "2019" in str(response.context["form"].errors)
    amount.refresh_from_db()
    assert amount.origin == "extracted"


def test_a_decision_holds_for_the_value_of_the_header_that_was_seen(editing: Client) -> None:
    evidence = {name: {"rule": "copyright", "confidence": 0.5} for name in ("author", "agency")}
    make_article(evidence=evidence)
    form = shown_to(editing)
    editing.post("/curation/review/", form | {"action": "accept"})
    editing.post("/curation/review/", form | {"action": "accept"})  # from another tab
    article = Article.objects.get()
    assert (article.author_origin, article.agency_origin) == ("edited", "extracted")


def test_what_is_gone_is_said(editing: Client) -> None:
    amount = make_amount(make_article(), is_suspect=True)
    form = shown_to(editing)
    amount.delete()
    response = editing.post("/curation/review/", form | {"action": "accept"}, follow=True)
    assert "This is gone" in response.content.decode()


def test_the_last_decision_is_undone_and_shown_again(editing: Client) -> None:
    article = make_article()
    make_amount(article, 1, is_suspect=True)
    make_amount(article, 2, is_suspect=True)
    shown = shown_to(editing)
    editing.post("/curation/review/", shown | {"action": "reject"})
    response = editing.post(f"/curation/review/undo/{Edit.objects.get().pk}/", follow=True)
    assert response.context["item"].key == shown["item"]
    assert response.context["done"] == 0
    assert not Amount.objects.filter(state="rejected").exists()


def test_nobody_undoes_the_decision_of_another_here(editing: Client) -> None:
    other = make_editor("b")
    edit = Edit.objects.create(kind="confirm", actor=other, by="b")
    assert editing.post(f"/curation/review/undo/{edit.pk}/").status_code == 404


def test_a_claim_of_another_is_not_taken(editor: User) -> None:
    amount = make_amount(make_article(), is_suspect=True)
    claim_next(make_editor("b"), EVERYTHING)
    assert not claim(editor, Place("figure", amount.pk))


@pytest.mark.parametrize(
    "parameters", [{"kind": "x"}, {"doubt": "99"}, {"article": "-1"}, {"source": "Nobody"}]
)
def test_filters_that_make_no_sense_are_survived(editing: Client, parameters: dict[str, str]) -> None:
    assert editing.get("/curation/review/", parameters).status_code == 200


def test_the_number_of_queries_does_not_grow(
    editing: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_article()
    make_amount(article, is_suspect=True)
    editing.get("/curation/review/")  # claims
    with CaptureQueriesContext(connection) as few:
        editing.get("/curation/review/")
    for number in range(30):
        make_amount(article, number, is_suspect=True)
        link_organisation(article, make_organisation(f"Body {number}"), confidence=0.5)
    with django_assert_num_queries(len(few)):
        editing.get("/curation/review/")
