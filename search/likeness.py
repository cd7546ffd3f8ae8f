"""“More like this”: articles like one, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.models import Article, Organisation, Region
from search.backends import get_backend
from search.errors import IndexUnavailable
from search.links import SearchLinks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from search.results import AlikeArticle

NUMBER = 5
REASONS = 3  # named with each
WORDS = 6  # of the search for more


@dataclass(frozen=True, slots=True)
class AlikeItem:
    """An article, and what it has in common with the one it is shown beside."""

    article: Article
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoreLikeThis:
    """`search` is the address of a search for the words that most of the articles share, "" without any."""

    items: tuple[AlikeItem, ...]
    search: str


def more_like(article: Article) -> MoreLikeThis:
    """Three queries; nothing while the index can't be read."""
    try:
        found = get_backend().alike(article.pk, limit=NUMBER)
    except IndexUnavailable:
        return MoreLikeThis((), "")
    articles = Article.objects.defer("evidence").in_bulk([alike.article_id for alike in found])
    names = _names(Organisation, (slug for alike in found for slug in alike.organisations[:REASONS]))
    names |= _names(Region, (slug for alike in found for slug in alike.regions[:REASONS]))
    items = (
        AlikeItem(articles[alike.article_id], tuple(_reasons(alike, names))[:REASONS])
        for alike in found
        if alike.article_id in articles
    )
    return MoreLikeThis(tuple(items), _search(found))


def _names(model: type[Organisation | Region], slugs: Iterable[str]) -> dict[str, str]:
    return dict(model._default_manager.filter(slug__in=set(slugs)).values_list("slug", "name"))


def _reasons(alike: AlikeArticle, names: Mapping[str, str]) -> Iterator[str]:
    """Who, where, and words; a word that a name has already is left out."""
    named = [names[slug] for slug in (*alike.organisations[:1], *alike.regions[:1]) if slug in names]
    yield from named
    said = " ".join(named).lower()
    yield from (word for word in alike.words if word.lower() not in said)


def _search(found: Sequence[AlikeArticle]) -> str:
    words = list(dict.fromkeys(word for alike in found for word in alike.words[:WORDS]))[:WORDS]
    return SearchLinks(()).replaced(q=" OR ".join(words)).address if len(words) > 1 else ""
