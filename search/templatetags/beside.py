"""What stands beside an article: its place among the results, its story, and articles like it. Each is asked for where the
template shows it, so that the article's own view knows nothing of search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from corpus.models import Article
from search.likeness import MoreLikeThis, more_like
from search.stories import SHOWN
from search.walking import Place, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

register = template.Library()


@register.simple_tag
def place_in_results(article: Article, request: HttpRequest) -> Place | None:
    return place_of(article.pk, request.GET)


@register.simple_tag
def same_story(article: Article) -> Sequence[Article]:
    """The other articles of its story, the oldest first."""
    others: Sequence[Article] = (
        Article.objects.of_story(article).defer("evidence").order_by("published", "pk")
    )
    return others[:SHOWN]


@register.simple_tag
def more_like_this(article: Article) -> MoreLikeThis:
    return more_like(article)
