"""Values of an article's header that a person gave, in the form in which a file's row keeps them: text by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.editing import save_edit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.ingest.readers import SourceText
    from corpus.models import Article

GIVEN = ("title", "published", "source", "url")


def as_text(value: Any) -> str:
    """As it is kept: dates in ISO form, "" for nothing."""
    return value.isoformat() if isinstance(value, date) else value or ""


def with_typed_date(source: SourceText, typed: Mapping[str, str]) -> SourceText:
    """The text with the date that the person gave: years that are only implied ("this year") follow from it."""
    if not typed.get("published"):
        return source
    return replace(source, metadata={**source.metadata, "date": typed["published"]})


def save_typed(article: Article, typed: Mapping[str, str]) -> None:
    """Make them the article's, as edited values."""
    if not typed:
        return
    for name, text in typed.items():
        setattr(article, name, _published(text) if name == "published" else text)
    save_edit(article, typed.keys())


def _published(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
