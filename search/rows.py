"""Articles and figures as plain values, the same in exports and API. Sums are in whole units of their currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from corpus.models import Article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from corpus.models import Amount, Organisation, Region

CENT = Decimal("0.01")

Row = dict[str, Any]


def load_articles(ids: Sequence[int]) -> list[Article]:
    """Articles without their texts, in this order, in four queries; those that are gone since the index saw them are left
    out."""
    found = Article.objects.with_metadata().defer("body", "evidence").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


@dataclass(frozen=True, slots=True)
class Rows:
    """`site` is what addresses begin with ("https://gleaner.example.org")."""

    site: str

    @classmethod
    def of(cls, request: HttpRequest) -> Rows:
        return cls(f"{request.scheme}://{request.get_host()}")

    def article(self, article: Article) -> Row:
        """An article with what is active of its metadata."""
        return {
            **self._header(article),
            "agency": article.agency,
            "author": article.author,
            "regions": [_region(link.region) for link in article.shown_regions],
            "organisations": [_organisation(link.organisation) for link in article.shown_organisations],
            "figures": [self.figure(amount) for amount in article.shown_amounts],
        }

    def figure_with_article(self, amount: Amount, article: Article) -> Row:
        return {**self.figure(amount), "article": self._header(article)}

    def figure(self, amount: Amount) -> Row:
        """`value_cny` and `value_usd` are on the common scale: as the article states, else at the rate of the year."""
        return {
            "id": amount.pk,
            "text": amount.text,
            "value": number(amount.value),
            "value_high": number(amount.value_high),
            "currency": amount.currency,
            "value_cny": _cents(amount.value_cny),
            "value_high_cny": _cents(amount.value_high_cny),
            "value_usd": _cents(amount.value_usd),
            "role": amount.role,
            "year": amount.year,
            "year_inferred": amount.year_inferred,
            "qualifier": amount.qualifier,
            "target": amount.is_target,
            "doubtful": amount.is_suspect,
            "origin": amount.origin,
            "organisation": _organisation(amount.organisation) if amount.organisation else None,
            "region": _region(amount.region) if amount.region else None,
            "sentence": amount.sentence,
            "link": f"{self._link(amount.article_id)}#{amount.anchor_id}",
        }

    def _header(self, article: Article) -> Row:
        return {
            "id": article.pk,
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
            "source": article.source,
            "link": self._link(article.pk),
            "original": article.url,
        }

    def _link(self, pk: int) -> str:
        return self.site + reverse("article", args=[pk])


def _region(region: Region) -> Row:
    return {"slug": region.slug, "name": region.name, "level": region.level}


def _organisation(organisation: Organisation) -> Row:
    return {"slug": organisation.slug, "name": organisation.name, "kind": organisation.kind}


def _cents(value: Decimal | None) -> int | float | None:
    return None if value is None else number(value.quantize(CENT, ROUND_HALF_EVEN))


def number(value: Decimal | None) -> int | float | None:
    """Whole numbers are exact."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
