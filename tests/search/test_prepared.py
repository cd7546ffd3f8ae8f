"""Queries whose SQL is kept give what Django's own would."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.test.utils import override_script_prefix
from django.urls import reverse

from corpus.models import Amount, Article, Role
from search.containment import DEPTH, inside, upwards
from search.links import NUMBER, around
from search.loading import load_shown
from search.prepared import STEP, Prepared
from tests.factories import link_region, make_amount, make_article, make_region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from pytest_django.fixtures import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_values_are_those_of_the_query_set(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ids = [make_amount(make_article(), Decimal("1.5") * n, year=2000 + n).pk for n in range(1, 6)]

    def of(numbers: object) -> object:
        return (
            Amount.objects.filter(pk__in=numbers, text__gt="")
            .order_by("-pk")
            .values_list("pk", "value", "year")
        )

    prepared = Prepared(of)  # type: ignore[arg-type]
    for asked in ([], ids[:1], ids[1:2], ids[:4], ids[3:0:-1], [*ids, 10**6]):
        with django_assert_num_queries(1 if asked else 0):
            found = prepared(asked)
        assert [tuple(row) for row in found] == list(of(asked))  # type: ignore[call-overload]


def test_lists_of_about_the_same_length_share_an_sql() -> None:
    ids = [make_article().pk for _ in range(STEP + 2)]
    written = []

    def of(numbers: Sequence[int]) -> QuerySet[Article, tuple[int]]:
        written.append(len(numbers))
        return Article.objects.filter(pk__in=numbers).order_by("pk").values_list("pk")

    prepared = Prepared(of)
    for length in (STEP - 1, 1, STEP, STEP + 1, STEP + 2):
        assert [pk for (pk,) in prepared(ids[:length])] == ids[:length]
    assert written == [STEP, 2 * STEP]


def test_values_can_be_asked_for_by_slugs() -> None:
    country = make_region("China", level="country")
    city = make_region("Tianjin", parent=country)
    lines = {line[0].slug: [region.name for region in line] for line in upwards(["tianjin", "china", "gone"])}
    assert lines == {"tianjin": ["Tianjin", "China"], "china": ["China"]}
    assert [(region.name, region.parent_id) for region in inside(["china", "tianjin"])] == [
        (city.name, country.pk)
    ]


def test_regions_may_lie_in_each_other_deeper_than_any_do() -> None:
    region = None
    for number in range(DEPTH + 2):
        region = make_region(f"R{number}", parent=region)
    assert region is not None
    assert [len(line) for line in upwards([region.slug])] == [DEPTH + 2]


def test_what_results_show_is_as_the_models_have_it() -> None:
    article = make_article(title="", body="Word " * 40, published=date(2024, 4, 26), source="China Daily")
    link_region(article, make_region("Tianjin"))
    make_amount(article, Decimal("2500000.75"), currency="USD", year=2020, role=Role.FUNDING, is_target=True)
    make_amount(article, Decimal(10), currency="HKD", value_high=Decimal(20), usd_equivalent=Decimal("1.25"))
    shown = load_shown([article.pk, article.pk + 1])
    assert [*shown] == [article.pk]
    parts, saved = shown[article.pk], Article.objects.get()
    for name in ("pk", "title", "published", "source", "headline"):
        assert getattr(parts.article, name) == getattr(saved, name)
    assert parts.article.path == saved.get_absolute_url()
    assert parts.regions == [("tianjin", "Tianjin")]
    assert len(parts.figures) == 2
    for figure, amount in zip(parts.figures, Amount.objects.order_by("start", "pk"), strict=True):
        for name in (*figure._fields, "value_cny", "value_high_cny", "anchor_id"):
            assert getattr(figure, name) == getattr(amount, name), name


def test_addresses_around_numbers_are_those_of_the_views() -> None:
    with override_script_prefix("/site0/"):
        before, between, after = around("article-statement", NUMBER, "figure", NUMBER)
        assert f"{before}12{between}0{after}" == reverse("article-statement", args=[12, "figure", 0])
