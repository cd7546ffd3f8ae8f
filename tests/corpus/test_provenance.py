"""What a person fixed stays fixed, and what a person rejected stays rejected, however often extraction runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from corpus.extraction.base import Part, Role
from corpus.models import Article, Organisation, Origin, Region, State
from corpus.services import ParsedArticle, apply_extraction, save_article, save_edit
from tests.corpus.extractions import body_of, extraction, place, sum_of

if TYPE_CHECKING:
    from corpus.extraction.base import Extraction

pytestmark = pytest.mark.django_db

BODY = "Roche put 2 billion yuan into a plant in Binhai, Tianjin. Sales came to 300 million yuan."


def found(body: str = BODY) -> Extraction:
    return extraction(
        body,
        regions=(place(body, "Binhai", "cn-tianjin-binhai"), place(body, "Tianjin", "cn-tianjin")),
        organisations=(body_of(body, "Roche"),),
        amounts=(
            sum_of(body, "2 billion yuan", 2 * 10**9),
            sum_of(body, "300 million yuan", 3 * 10**8, role=Role.REVENUE),
        ),
    )


@pytest.fixture
def article() -> Article:
    return save_article(ParsedArticle("/seeds/1.txt", "digest", found()))[0]


def again(article: Article, extracted: Extraction | None = None) -> Article:
    """Extraction runs once more over the article as the database has it."""
    apply_extraction(Article.objects.get(pk=article.pk), extracted or found())
    return Article.objects.get(pk=article.pk)


def test_extraction_is_stored_with_its_proof(article: Article) -> None:
    amount = article.amounts.get(role="investment")
    assert BODY[amount.start : amount.end] == amount.text == "2 billion yuan"
    assert amount.sentence == BODY
    assert (amount.origin, amount.state, amount.rule, amount.confidence) == (
        "extracted",
        "active",
        "test",
        0.9,
    )
    link = article.organisation_links.get()
    assert link.texts() == {"Roche"}
    assert article.evidence["source"] == {"rule": "copyright", "confidence": 0.6}


def test_a_region_comes_with_all_that_contains_it(article: Article) -> None:
    binhai = Region.objects.get(place_id="cn-tianjin-binhai")
    assert binhai.parent.name == "Tianjin"
    assert binhai.parent.parent.name == "China"
    assert binhai.parent.macro_regions.filter(name="Bohai Rim").exists()


def test_the_same_extraction_again_changes_nothing(article: Article) -> None:
    before = Article.objects.get(pk=article.pk).revision
    rows = list(article.amounts.values_list("pk", flat=True))
    assert again(article).revision == before
    assert list(article.amounts.values_list("pk", flat=True)) == rows


def test_an_edited_header_stays(article: Article) -> None:
    article.title, article.published = "Corrected", None
    save_edit(article, ["title", "published"])
    after = again(article)
    assert (after.title, after.published, after.source) == ("Corrected", None, "China Daily")


def test_an_edited_amount_stays_and_its_words_are_not_found_twice(article: Article) -> None:
    amount = article.amounts.get(role="investment")
    amount.value, amount.role = 5, "price"
    save_edit(amount, ["value", "role"])
    again(article)
    assert sorted(article.amounts.values_list("value", "role")) == [(5, "price"), (300_000_000, "revenue")]


def test_an_edited_amount_follows_its_words_through_a_changed_text(article: Article) -> None:
    amount = article.amounts.get(role="investment")
    amount.role = "contract"
    save_edit(amount, ["role"])
    longer = "In the new year, " + BODY
    again(article, found(longer))
    amount.refresh_from_db()
    assert longer[amount.start : amount.end] == "2 billion yuan"
    assert amount.role == "contract"


def test_an_edited_amount_stays_when_the_text_no_longer_has_it(article: Article) -> None:
    amount = article.amounts.get(role="investment")
    amount.role = "contract"
    save_edit(amount, ["role"])
    again(article, extraction("Nothing is left."))
    kept = article.amounts.get()
    assert (kept.pk, kept.role, kept.start) == (amount.pk, "contract", None)


@pytest.mark.parametrize("relation", ["amounts", "region_links", "organisation_links"])
def test_what_is_rejected_never_comes_back(article: Article, relation: str) -> None:
    row = getattr(article, relation).first()
    row.state = State.REJECTED
    save_edit(row, ["state"])
    before = set(getattr(article, relation).filter(state=State.ACTIVE).values_list("pk", flat=True))
    again(article)
    again(article, extraction("Nothing is left."))
    again(article)
    row.refresh_from_db()
    assert row.state == State.REJECTED
    assert row.pk not in before
    assert getattr(article, relation).filter(state=State.ACTIVE).count() == len(before)


def test_what_extraction_no_longer_says_goes(article: Article) -> None:
    again(article, extraction("Nothing is left."))
    assert not article.amounts.exists()
    assert not article.region_links.exists()
    assert not article.organisation_links.exists()


def test_what_an_editor_added_stays(article: Article) -> None:
    row = article.amounts.model(article=article, text="7 yuan", value=7)
    save_edit(row, [])
    again(article)
    assert article.amounts.get(value=7).origin == Origin.EDITED


def test_a_link_that_was_pointed_elsewhere_takes_the_mentions_along(article: Article) -> None:
    shanghai = Region.objects.create(name="Shanghai", slug="shanghai", level="province")
    link = article.region_links.get(region__name="Tianjin")
    link.region = shanghai
    save_edit(link, ["region"])
    longer = "Today " + BODY
    again(article, found(longer))
    states = dict(article.region_links.values_list("region__name", "state"))
    assert states == {"Binhai New Area": "active", "Shanghai": "active", "Tianjin": "rejected"}
    article.refresh_from_db()
    assert article.region_links.get(region=shanghai).texts() == {"Tianjin"}


def test_a_renamed_organisation_is_found_by_its_old_name(article: Article) -> None:
    roche = Organisation.objects.get()
    roche.name = "F. Hoffmann-La Roche"
    save_edit(roche, ["name"])
    again(article)
    assert Organisation.objects.get().name == "F. Hoffmann-La Roche"
    assert article.organisation_links.get().organisation == roche


def test_names_that_differ_in_form_of_incorporation_only_are_one_organisation(article: Article) -> None:
    body = "ROCHE Co., Ltd. opened a plant."
    other, _ = save_article(
        ParsedArticle(
            "/seeds/2.txt", "other", extraction(body, organisations=(body_of(body, "ROCHE Co., Ltd."),))
        )
    )
    assert Organisation.objects.count() == 1
    assert other.organisation_links.get().organisation.name == "Roche"


def test_a_sum_that_the_headline_repeats_is_one_figure() -> None:
    body = "Roche invests 2 billion yuan ($300 million) in Tianjin, it said."
    title = "Roche invests $300 million"
    main = sum_of(body, "2 billion yuan ($300 million)", 2 * 10**9, usd_equivalent=3 * 10**8)
    headline = replace(
        sum_of(title, "$300 million", 3 * 10**8, currency="USD", sentence=(0, len(title))), part=Part.TITLE
    )
    article, _ = save_article(
        ParsedArticle("/seeds/3.txt", "third", extraction(body, title=title, amounts=(headline, main)))
    )
    amount = article.amounts.get()
    assert amount.value == 2 * 10**9
    assert [part for part, _, _ in amount.mentions] == ["title", "body"]


def test_a_threshold_is_no_figure() -> None:
    body = "Firms with annual revenue of at least 20 million yuan took part."
    threshold = sum_of(body, "20 million yuan", 2 * 10**7, is_threshold=True)
    article, _ = save_article(ParsedArticle("/seeds/5.txt", "fifth", extraction(body, amounts=(threshold,))))
    assert not article.amounts.exists()


def test_a_sum_beyond_all_reason_is_left_out_and_fails_nothing() -> None:
    body = "It cost 99999999999 trillion yuan and 5 yuan."
    amounts = (sum_of(body, "99999999999 trillion yuan", 10**23), sum_of(body, "5 yuan", 5))
    article, _ = save_article(ParsedArticle("/seeds/4.txt", "fourth", extraction(body, amounts=amounts)))
    assert article.amounts.get().value == 5
