"""Extracting again from the text that an article has, without its file: what rules and lists of names say today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from corpus.extraction import pipeline
from corpus.extraction.base import Extraction, Found, Page
from corpus.ingest.pipeline import load_extractors, load_lists
from corpus.models import Article, Origin
from corpus.services import apply_statements

if TYPE_CHECKING:
    from datetime import date

KEPT = "kept"  # as the rule of a value of the header that isn't looked for


@transaction.atomic
def extract_again(article: Article) -> bool:
    """Bring regions, organisations and figures up to date. Returns whether anything changed. Text and header stay."""
    said = pipeline.extract_again(_known(article), load_extractors())
    apply_statements(article, said, is_same_text=True)
    return bool(Article.objects.filter(pk=article.pk, revision__gt=article.revision).exists())


def _known(article: Article) -> Extraction:
    """What the extractors of a page would have found. The offsets in a title are those in the extracted one."""
    title = article.title
    if article.title_origin == Origin.EDITED:
        title = article.overruled.get("title") or ""
    published: Found[date] | None = _found(article.published)
    return Extraction(
        page=Page(lines=()),
        lists=load_lists(),
        title=_found(title),
        published=published,
        source=_found(article.source),
        body=article.body,
    )


def _found(value: Any) -> Found[Any] | None:
    return Found(value, KEPT, 1.0) if value else None
