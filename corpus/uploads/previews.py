"""What would be saved of an extraction, as plain values for the page that asks before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db import transaction

from corpus.models import Article
from corpus.services import save_article

if TYPE_CHECKING:
    from corpus.models import Amount
    from corpus.services import ParsedArticle

_BEGINNING = 600  # characters of the text


class FigurePreview(TypedDict):
    """`role` and `qualifier` are values of `Role` and `Qualifier`."""

    text: str
    role: str
    qualifier: str
    year: int | None
    is_target: bool
    is_suspect: bool
    organisation: str
    region: str
    sentence: str


class Preview(TypedDict):
    """`published` is an ISO date or ""."""

    title: str
    published: str
    source: str
    url: str
    beginning: str
    regions: list[str]
    organisations: list[str]
    figures: list[FigurePreview]


def rehearse(parsed: ParsedArticle) -> Preview:
    """Save the article as it would be, look at it, and take it back: so the preview can't say anything else than what is
    saved, with the names that the database has for organisations and places."""
    with transaction.atomic():
        saved, _ = save_article(parsed)
        preview = preview_of(Article.objects.with_metadata().get(pk=saved.pk))
        transaction.set_rollback(True)
    return preview


def preview_of(article: Article) -> Preview:
    """Of an article with its metadata."""
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else "",
        "source": article.source,
        "url": article.url,
        "beginning": article.body[:_BEGINNING] + (" …" if len(article.body) > _BEGINNING else ""),
        "regions": [link.region.name for link in article.shown_regions],
        "organisations": [link.organisation.name for link in article.shown_organisations],
        "figures": [_figure(amount) for amount in article.shown_amounts],
    }


def _figure(amount: Amount) -> FigurePreview:
    return {
        "text": amount.text,
        "role": amount.role,
        "qualifier": amount.qualifier,
        "year": amount.year,
        "is_target": amount.is_target,
        "is_suspect": amount.is_suspect,
        "organisation": amount.organisation.name if amount.organisation else "",
        "region": amount.region.name if amount.region else "",
        "sentence": amount.sentence,
    }
