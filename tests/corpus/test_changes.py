"""Whatever way the corpus is written, the articles that show it are marked as changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from corpus.changes import articles_changed
from corpus.models import Amount, Article, Organisation, OrganisationAlias, Region
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced() -> Iterator[set[int]]:
    """Ids of the articles announced since the test's own set-up."""
    ids: set[int] = set()

    def listen(*, article_ids: list[int], **kwargs: object) -> None:
        ids.update(article_ids)

    articles_changed.connect(listen)
    yield ids
    articles_changed.disconnect(listen)


@pytest.fixture
def article() -> Article:
    """An article in Binhai, Tianjin, China, which the Bohai Rim spans, with an organisation and an amount."""
    china = make_region("China", level="country")
    tianjin = make_region("Tianjin", parent=china)
    make_region("Bohai Rim", level="macro", parent=china).members.add(tianjin)
    article = make_article()
    link_region(article, make_region("Binhai", level="district", parent=tianjin))
    link_organisation(article, make_organisation("Roche"))
    make_amount(article, organisation=make_organisation("Bayer"), region=make_region("Hebei"))
    make_article()
    return article


WRITES: dict[str, Callable[[Article], object]] = {
    "saving the article": lambda article: article.save(),
    "updating articles": lambda article: Article.objects.filter(pk=article.pk).update(title="New"),
    "deleting the article": lambda article: article.delete(),
    "deleting a queryset": lambda article: Article.objects.filter(pk=article.pk).delete(),
    "renaming whose figure it is": lambda article: Organisation.objects.get(name="Bayer").save(),
    "renaming where a figure belongs": lambda article: Region.objects.get(name="Hebei").save(),
    "deleting whose figure it is": lambda article: Organisation.objects.filter(name="Bayer").delete(),
    "saving an amount": lambda article: article.amounts.get().save(),
    "updating amounts": lambda article: Amount.objects.filter(article=article).update(role="tax"),
    "adding amounts in bulk": lambda article: Amount.objects.bulk_create(
        [Amount(article=article, text="1 yuan", value=1)]
    ),
    "updating amounts in bulk": lambda article: Amount.objects.bulk_update(article.amounts.all(), ["role"]),
    "deleting an amount": lambda article: article.amounts.get().delete(),
    "deleting a link": lambda article: article.region_links.get().delete(),
    "updating links": lambda article: article.organisation_links.update(state="rejected"),
    "renaming the organisation": lambda article: Organisation.objects.get(name="Roche").save(),
    "updating organisations": lambda article: Organisation.objects.update(name="F. Hoffmann"),
    "adding an alias": lambda article: OrganisationAlias.objects.create(
        organisation=Organisation.objects.get(name="Roche"), name="Roche Diagnostics"
    ),
    "deleting an alias": lambda article: OrganisationAlias.objects.all().delete(),
    "renaming the region": lambda article: Region.objects.get(name="Binhai").save(),
    "renaming a parent": lambda article: Region.objects.get(name="China").save(),
    "renaming a macro region": lambda article: Region.objects.get(name="Bohai Rim").save(),
    "moving a region": lambda article: Region.objects.filter(name="Binhai").update(parent=None),
    "clearing a macro region": lambda article: Region.objects.get(name="Bohai Rim").members.clear(),
    "adding to a macro region": lambda article: Region.objects.get(name="Bohai Rim").members.add(
        Region.objects.get(name="Binhai")
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_every_write_announces_its_article_and_no_other(
    write: Callable[[Article], object], article: Article, announced: set[int]
) -> None:
    pk = article.pk
    before = article.revision
    write(article)
    assert announced == {pk}
    left = Article.objects.filter(pk=pk).first()
    assert left is None or left.revision > before


def test_saving_a_stale_instance_never_sets_the_revision_back() -> None:
    stale = make_article()
    for _ in range(3):
        Article.objects.get(pk=stale.pk).save()
    high = Article.objects.get(pk=stale.pk).revision
    stale.save()
    assert Article.objects.get(pk=stale.pk).revision > high


def test_a_change_that_is_rolled_back_leaves_the_revision() -> None:
    article = make_article()
    before = Article.objects.get(pk=article.pk).revision
    with transaction.atomic():
        article.save()
        transaction.set_rollback(True)
    assert Article.objects.get(pk=article.pk).revision == before
