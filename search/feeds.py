"""An Atom feed of any search: its fifty newest articles."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from corpus.models import Article
from search.asking import query_of
from search.backends import get_backend
from search.figures import asked_figures
from search.links import SearchLinks
from search.query import Sort
from search.refusals import explained_plainly
from search.stamps import conditional
from search.take_away import feed_address

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from corpus.models import Amount
    from search.query import SearchQuery

ENTRIES = 50
LEAD = 400  # characters
FIGURES = 6  # named in an entry
MINTED = "2026"  # the year in the tags of feeds
NOT_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # characters that XML can't hold


@require_safe
@explained_plainly
@conditional()
def feed(request: HttpRequest) -> HttpResponse:
    """The newest articles of a search, whatever its order and page."""
    query = replace(
        query_of(request.GET), sort=Sort.DATE, page=1, page_size=ENTRIES, facets=(), with_fragments=False
    )
    ids = [hit.article_id for hit in get_backend().search(query).hits]
    articles = Article.objects.with_metadata().defer("evidence").in_bulk(ids)
    made = _empty_feed(request, SearchLinks.of(request.GET), query)
    for pk in ids:
        if pk in articles:
            _add(made, request, query, articles[pk])
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _empty_feed(request: HttpRequest, links: SearchLinks, query: SearchQuery) -> Atom1Feed:
    said = " · ".join(filter(None, (query.text, *query.regions, *query.organisations, *query.sources)))
    own = feed_address(links)
    return Atom1Feed(
        title=_clean(f"Gleaner: {said or _('all articles')}"),
        subtitle=_("News about regional industry: who put how much money where, and when."),
        link=request.build_absolute_uri(links.replaced(sort="").address),
        description="",
        language=get_language(),
        author_name="Gleaner",
        feed_url=request.build_absolute_uri(own),
        feed_guid=f"tag:{_host(request)},{MINTED}:{own}",
    )


def _add(made: Atom1Feed, request: HttpRequest, query: SearchQuery, article: Article) -> None:
    made.add_item(
        title=_clean(article.headline),
        link=request.build_absolute_uri(article.get_absolute_url()),
        description=escape(_clean(_summary(query, article))),
        unique_id=f"tag:{_host(request)},{article.created_at:%Y-%m-%d}:article/{article.pk}",
        author_name=_clean(article.source) or None,
        pubdate=_midnight(article.published) if article.published else None,
        updateddate=article.updated_at,
    )


def _summary(query: SearchQuery, article: Article) -> str:
    """How the text begins, and the figures that are asked for."""
    figures = "; ".join(
        f"{amount.text} ({amount.get_role_display()}{_year(amount)})"
        for amount in asked_figures(query, article.shown_amounts)[:FIGURES]
    )
    return " ".join(
        filter(None, (_lead(article.body), figures and _("Figures: %(figures)s.") % {"figures": figures}))
    )


def _year(amount: Amount) -> str:
    if not amount.year:
        return ""
    return f" {amount.year}" + (_(", inferred") if amount.year_inferred else "")


def _lead(body: str) -> str:
    return Truncator(" ".join(body[: 2 * LEAD].split())).chars(LEAD)


def _host(request: HttpRequest) -> str:
    return urlsplit(f"//{request.get_host()}").hostname or ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)
