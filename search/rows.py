"""Articles and figures as plain values, the same in exports and API. Sums are in whole units of their currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from corpus.formats import exact_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from corpus.models import Amount, Article, Organisation, Region
    from search.loading import ArticleParts

CENT = Decimal("0.01")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """`site` is what addresses begin with ("https://gleaner.example.org")."""

    site: str

    @classmethod
    def of(cls, request: HttpRequest) -> Rows:
        return cls(f"{request.scheme}://{request.get_host()}")

    def article(self, parts: ArticleParts) -> Row:
        """An article with its metadata."""
        article, link = parts.article, self._link(parts.article)
        return {
            **_header(parts, link),
            "agency": article.agency,
            "author": article.author,
            "figures": [_figure(amount, link) for amount in parts.amounts],
        }

    def figures(self, parts: ArticleParts, amounts: Iterable[Amount]) -> list[Row]:
        """Some figures of an article that each say it, with what it names beside what the figure itself is of."""
        link = self._link(parts.article)
        header = _header(parts, link)
        return [{**_figure(amount, link), "article": header} for amount in amounts]

    def _link(self, article: Article) -> str:
        return self.site + article.get_absolute_url()


def _header(parts: ArticleParts, link: str) -> Row:
    article = parts.article
    return {
        "id": article.pk,
        "title": article.headline,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "story": article.story or article.pk,
        "link": link,
        "original": article.url,
        "regions": [{"slug": slug, "name": name, "level": level} for slug, name, level in parts.regions],
        "organisations": [
            {"slug": slug, "name": name, "kind": kind} for slug, name, kind in parts.organisations
        ],
    }


def _figure(amount: Amount, link: str) -> Row:
    """`value_cny` and `value_usd` are as the article states, else at the average rate of the figure's year."""
    return {
        "id": amount.pk,
        "text": amount.text,
        "value": exact_number(amount.value),
        "value_high": exact_number(amount.value_high),
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
        "organisation": amount.organisation and _organisation(amount.organisation),
        "region": amount.region and _region(amount.region),
        "sentence": amount.sentence,
        "link": f"{link}#{amount.anchor_id}",
    }


def _region(region: Region) -> Row:
    return {"slug": region.slug, "name": region.name, "level": region.level}


def _organisation(organisation: Organisation) -> Row:
    return {"slug": organisation.slug, "name": organisation.name, "kind": organisation.kind}


def _cents(value: Decimal | None) -> int | float | None:
    return None if value is None else exact_number(value.quantize(CENT, ROUND_HALF_EVEN))
