"""Rows for tests: each function makes one with what the test says and sensible values for the rest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils.text import slugify

from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, Organisation, Region

_numbers = count(1)


def make_article(**values: Any) -> Article:
    number = next(_numbers)
    values = {
        "path": f"/articles/{number}.txt",
        "title": f"Article {number}",
        "body": "A biomedical park opened.",
        "published": date(2024, 4, 26),
        "source": "China Daily",
    } | values
    return Article.objects.create(**values)


def make_region(name: str, *, level: str = "province", parent: Region | None = None) -> Region:
    return Region.objects.create(name=name, slug=slugify(name), level=level, parent=parent)


def make_organisation(name: str, *, kind: str = "company") -> Organisation:
    return Organisation.objects.create(name=name, slug=slugify(name), kind=kind)


def link_region(article: Article, region: Region, **values: Any) -> ArticleRegion:
    return ArticleRegion.objects.create(article=article, region=region, **values)


def link_organisation(article: Article, organisation: Organisation, **values: Any) -> ArticleOrganisation:
    return ArticleOrganisation.objects.create(article=article, organisation=organisation, **values)


def make_amount(article: Article, value: int | str = 1_680_000_000, **values: Any) -> Amount:
    values = {
        "text": f"{value} yuan",
        "anchor": f"{value} yuan",
        "currency": "CNY",
        "role": "investment",
        "year": 2024,
        "sentence": f"They invested {value} yuan.",
    } | values
    return Amount.objects.create(article=article, value=Decimal(value), **values)
