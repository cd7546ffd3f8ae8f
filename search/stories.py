"""What the search page says of articles that tell the same story: each story is one hit, with the others behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from search.loading import shown_articles
from search.wording import articles as articles_worded
from search.wording import gettext, grouped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.links import SearchLinks
    from search.loading import ShownArticle
    from search.results import Hit, SearchResults

SHOWN = 20  # articles of one story behind a hit


@dataclass(frozen=True, slots=True)
class Others:
    """The articles behind a hit, in the order of the results. `summary` says how many there are; `more` says how many are
    not among `articles`, "" when all are."""

    summary: str
    articles: tuple[ShownArticle, ...]
    more: str


@dataclass(frozen=True, slots=True)
class OtherView:
    """The other way to show what is found: each story once, or all articles separately."""

    is_folded: bool
    address: str


def count_found(results: SearchResults) -> str:
    """ "120 articles, 97 stories"; only articles where no two tell the same story."""
    if results.stories is None or results.stories == results.total:
        return articles_worded(results.total)
    stories = ngettext("%(number)s story", "%(number)s stories", results.stories)
    return gettext("%(articles)s, %(stories)s") % {
        "articles": articles_worded(results.total),
        "stories": stories % {"number": grouped(results.stories)},
    }


def other_view(results: SearchResults, links: SearchLinks) -> OtherView | None:
    """None where there is no difference."""
    if links.values("folded"):
        return OtherView(is_folded=False, address=links.replaced(folded="").address)
    if results.length < results.total:
        return OtherView(is_folded=True, address=links.replaced(folded="no").address)
    return None


def others_of(results: SearchResults) -> Mapping[int, Others]:
    """What stands behind the hits, by their article; at most one query."""
    ids = {pk for hit in results.hits for pk in hit.others[:SHOWN]}
    articles = shown_articles(list(ids))
    found = (
        (hit, tuple(articles[pk] for pk in hit.others[:SHOWN] if pk in articles)) for hit in results.hits
    )
    return {hit.article_id: _others(hit, known) for hit, known in found if known}


def _others(hit: Hit, articles: tuple[ShownArticle, ...]) -> Others:
    left = max(0, len(hit.others) - SHOWN)
    number = len(articles) + left
    sources = {article.source for article in articles} - {""}
    if len(sources) == number:
        summary = ngettext("Also in %(number)s source", "Also in %(number)s sources", number)
    else:
        summary = ngettext("Also in %(number)s article", "Also in %(number)s articles", number)
    more = ngettext("and %(number)s more", "and %(number)s more", left) if left else ""
    return Others(summary % {"number": grouped(number)}, articles, more % {"number": grouped(left)})
