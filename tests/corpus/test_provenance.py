"""What a person fixed stays fixed, and what a person rejected stays rejected, however often extraction runs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from corpus.editing import save_edit
from corpus.extraction.base import Part, RegionLevel, RegionMention, Role
from corpus.models import Amount, Article, ArticleOrganisation, Organisation, Origin, Region, State
from corpus.regions import load_places
from corpus.services import ParsedArticle, apply_extraction, save_article
from tests.corpus.extractions import body_of, extraction, place, sum_of
from tests.factories import make_organisation

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


REPEATED = ("Roche paid 1 billion yuan for a plant.", "Pfizer paid 1 billion yuan for a fund.")


def repeated(*sentences: str) -> Extraction:
    """Sentences that each hold the same words, "1 billion yuan"."""
    body = " ".join(sentences)
    amounts, start = [], 0
    for sentence in sentences:
        at = body.index("1 billion yuan", start)
        span = {"start": at, "end": at + 14, "sentence": (start, start + len(sentence))}
        amounts.append(replace(sum_of(body, "1 billion yuan", 10**9), **span))
        start += len(sentence) + 1
    # different roles, so that they are not folded into one figure
    roles = (Role.CONTRACT, Role.FUNDING, Role.PRICE)
    return extraction(
        body, amounts=tuple(replace(a, role=role) for a, role in zip(amounts, roles, strict=False))
    )


@pytest.fixture
def one_rejected() -> Article:
    """An article that says "1 billion yuan" twice; an editor rejected the first."""
    article, _ = save_article(ParsedArticle("/seeds/6.txt", "sixth", repeated(*REPEATED)))
    first = article.amounts.order_by("start").first()
    assert first is not None
    first.state = State.REJECTED
    save_edit(first, ["state"])
    return article


def states(article: Article) -> dict[str, str]:
    return dict(article.amounts.values_list("anchor_sentence", "state"))


def test_a_new_sentence_with_the_same_words_takes_nobodys_place(one_rejected: Article) -> None:
    new = "Novartis paid 1 billion yuan for land."
    again(one_rejected, repeated(new, *REPEATED))
    assert states(one_rejected) == {new: "active", REPEATED[0]: "rejected", REPEATED[1]: "active"}


def test_a_sentence_that_goes_takes_only_its_own_amount(one_rejected: Article) -> None:
    again(one_rejected, repeated(REPEATED[1]))
    assert states(one_rejected) == {REPEATED[0]: "rejected", REPEATED[1]: "active"}


def test_a_rejected_sum_that_is_found_with_more_words_stays_rejected(article: Article) -> None:
    amount = article.amounts.get(role="investment")
    amount.state = State.REJECTED
    save_edit(amount, ["state"])
    longer = sum_of(BODY, "2 billion yuan into", 2 * 10**9)
    again(article, replace(found(), amounts=(longer,)))
    assert not article.amounts.filter(state=State.ACTIVE).exists()


@pytest.mark.parametrize("field", ["value_high", "usd_equivalent"])
def test_a_pair_beyond_all_reason_harms_nothing(field: str) -> None:
    body = "It cost 1.2 billion yuan ($9999999 trillion)."
    amount = sum_of(body, "1.2 billion yuan ($9999999 trillion)", 12 * 10**8, **{field: 10**23})
    article, _ = save_article(ParsedArticle("/seeds/7.txt", "seventh", extraction(body, amounts=(amount,))))
    assert list(article.amounts.all()) == []


def test_places_in_a_title_that_was_edited_are_forgotten(article: Article) -> None:
    title = "Roche builds in Binhai"
    mention = replace(body_of(title, "Roche"), part=Part.TITLE)
    again(article, replace(found(), organisations=(mention,)))
    edited = Article.objects.get(pk=article.pk)
    edited.title = "Swiss firm builds"
    save_edit(edited, ["title"])
    assert edited.organisation_links.get().texts() == set()


def test_an_unlisted_zone_of_another_place_is_another_zone() -> None:
    body = "Bio Park grew."
    span = {"start": 0, "end": 8, "text": "Bio Park", "rule": "test", "confidence": 0.9}
    zone = RegionMention(
        **span, place_id=None, name="Bio Park", level=RegionLevel.ZONE, parent_id="cn-tianjin"
    )
    for number, mention in enumerate((zone, replace(zone, parent_id=None), zone)):
        save_article(ParsedArticle(f"/z/{number}", str(number), extraction(body, regions=(mention,))))
    assert sorted(str(r.parent) for r in Region.objects.filter(name="Bio Park")) == ["None", "Tianjin"]


def test_a_macro_region_that_comes_back_spans_its_members_again(article: Article) -> None:
    Region.objects.get(place_id="cn-bohai-rim").delete()
    before = Article.objects.get(pk=article.pk).revision
    load_places(["cn-bohai-rim"])
    assert Region.objects.get(place_id="cn-bohai-rim").members.filter(place_id="cn-tianjin").exists()
    assert Article.objects.get(pk=article.pk).revision > before


@pytest.mark.parametrize(
    ("value", "currency", "dollars", "expected"),
    [
        (10**9, "CNY", None, 10**9),
        (19 * 10**11, "VND", 72 * 10**6, 72 * 10**6 * 7),  # no rate of its own: by the dollars
        (
            5 * 10**7,
            "EUR",
            5_500_000,
            5 * 10**7 * 7.7,
        ),  # the value was edited: the dollars are of another sum
    ],
    ids=["yuan", "by the stated dollars", "dollars that can't be"],
)
def test_the_common_scale(value: int, currency: str, dollars: int | None, expected: float) -> None:
    stated = Decimal(dollars) if dollars else None
    amount = Amount(value=Decimal(value), currency=currency, usd_equivalent=stated, year=2023)
    assert amount.value_cny is not None
    assert float(amount.value_cny) == pytest.approx(expected, rel=0.05)


def test_a_register_of_thousands_is_cut_to_what_a_page_can_show() -> None:
    names = [f"Company {n:04}" for n in range(600)]
    body = " ".join(names)
    article, _ = save_article(
        ParsedArticle("/r", "r", extraction(body, organisations=tuple(body_of(body, name) for name in names)))
    )
    assert article.organisation_links.count() == 500


def test_a_place_that_the_text_left_open_keeps_its_alternatives(article: Article) -> None:
    tianjin = replace(place(BODY, "Tianjin", "cn-tianjin"), alternatives=("cn-hebei",))
    again(article, replace(found(), regions=(tianjin,)))
    assert article.region_links.get().alternatives == ["cn-hebei"]


# What a person marked in the text


def mark(article: Article, words: str, **values: object) -> ArticleOrganisation:
    """An organisation that a person marked in the body by these words."""
    start = article.body.index(words)
    end = start + len(words)
    link = ArticleOrganisation(article=article, mentions=[["body", start, end]], **values)
    link.marked = [["body", start, end, words]]
    save_edit(link, ())
    return link


def test_what_a_person_marked_stays_marked_while_the_text_is_the_same(article: Article) -> None:
    link = mark(article, "plant", organisation=make_organisation("The Plant"))
    again(article)
    link.refresh_from_db()
    assert link.texts() == {"plant"}


def test_what_a_person_marked_is_found_again_by_its_words(article: Article) -> None:
    link = mark(article, "plant", organisation=make_organisation("The Plant"))
    longer = "Planted in 1990, " + BODY
    for body, texts in ((longer, {"plant"}), ("Nothing is left.", set()), (BODY, {"plant"})):
        again(article, found(body) if body != "Nothing is left." else extraction(body))
        link.refresh_from_db()
        link.article.refresh_from_db()
        assert link.texts() == texts


def test_extraction_adds_to_what_a_person_marked(article: Article) -> None:
    link = article.organisation_links.get()
    start = BODY.index("plant")
    link.marked = [["body", start, start + 5, "plant"]]
    save_edit(link, ())
    again(article)
    link.refresh_from_db()
    assert link.texts() == {"Roche", "plant"}


def test_a_figure_that_a_person_marked_keeps_its_place(article: Article) -> None:
    start = BODY.index("a plant")
    row = Amount(article=article, text="a plant", value=7, start=start, end=start + 7)
    row.anchor, row.anchor_sentence, row.mentions = "a plant", BODY, [["body", start, start + 7]]
    save_edit(row, ())
    again(article)
    assert article.amounts.get(value=7).start == start
    again(article, found("Today. " + BODY))
    assert article.amounts.get(value=7).start == start + 7
    again(article, extraction("Nothing is left."))
    assert article.amounts.get(value=7).start is None
