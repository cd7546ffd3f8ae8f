"""How an article is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from corpus.models import Article


def citation(article: Article, *, address: str) -> str:
    """Title, source, agency, date and address in one line of plain text; what isn't known is left out. `address` stands in
    for an original that has none."""
    day = article.published
    source = _(" via ").join(filter(None, (article.source, article.agency_beside_source)))
    told = _(", ").join(filter(None, (source, date_format(day) if day else "")))
    parts = (
        _sentence(_("“%(headline)s”") % {"headline": article.headline}),
        told and _sentence(told),
        article.url or address,
    )
    return " ".join(filter(None, parts))


def _sentence(text: str) -> str:
    return (
        text
        if text.rstrip("”》").endswith((".", "!", "?", "…", "。"))
        else _("%(sentence)s.") % {"sentence": text}
    )
