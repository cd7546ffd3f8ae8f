"""The way through the results of a search, article by article, and back to where one was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

from search.backends import get_backend
from search.errors import SearchError
from search.forms import SearchForm
from search.limits import WINDOW
from search.links import SearchLinks

if TYPE_CHECKING:
    from django.http import QueryDict

    from search.query import SearchQuery
    from search.results import Hit

POSITION = "position"  # the parameter of an article's address that says which hit it is, from 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article is among the results of the search that led to it: the `number`th of `of`. `previous` and
    `next` are the addresses of the articles beside it, "" at the ends; `back` leads to its hit on the right page of results."""

    number: int
    of: int
    previous: str
    next: str
    back: str


class _Beside(NamedTuple):
    """A hit and those beside it, None where there are none; `length` is how many there are in all."""

    number: int
    length: int
    before: Hit | None
    own: Hit | None
    after: Hit | None

    def is_of(self, article_id: int) -> bool:
        return self.own is not None and article_id in (self.own.article_id, *self.own.others)


def at_position(search: str, number: int) -> str:
    """Parameters of an article's address: the search's own, and which of its hits it is."""
    return f"{search}&{POSITION}={number}" if search else f"{POSITION}={number}"


def place_of(article_id: int, parameters: QueryDict) -> Place | None:
    """Where the article stands, as the index is now; None without a search, and where the search no longer finds it."""
    asked = parameters.get(POSITION, "")
    form = SearchForm(parameters)
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6) or not form.is_valid():
        return None
    try:
        query = replace(form.to_query(), folded=form.cleaned_data["folded"], facets=(), with_fragments=False)
        beside = _beside(int(asked), query)
        if not beside.is_of(article_id):
            beside = _beside(_number_of(article_id, query), query)
    except SearchError:
        return None
    return _place(beside, query, SearchLinks.of(parameters)) if beside.is_of(article_id) else None


def _beside(number: int, query: SearchQuery) -> _Beside:
    """The hit of this number between its neighbours."""
    first = max(0, number - 2)
    size = next(size for size in count(3) if first % size <= size - 3)  # of a page that has all three
    page = first // size + 1
    results = get_backend().search(replace(query, page=page, page_size=size))
    hits = dict(enumerate(results.hits, start=(page - 1) * size + 1))
    found = (hits.get(beside) for beside in (number - 1, number, number + 1))
    return _Beside(number, min(results.length, WINDOW), *found)


def _number_of(article_id: int, query: SearchQuery) -> int:
    """0 when it isn't among the results that can be paged through."""
    hits = get_backend().search(replace(query, page=1, page_size=WINDOW)).hits
    numbers = (n for n, hit in enumerate(hits, start=1) if article_id in (hit.article_id, *hit.others))
    return next(numbers, 0)


def _place(beside: _Beside, query: SearchQuery, links: SearchLinks) -> Place:
    def address(hit: Hit | None, number: int) -> str:
        if hit is None:
            return ""
        of_page = links.on_page(_page_of(number, query))
        return f"{reverse('article', args=[hit.article_id])}?{at_position(of_page.query_string, number)}"

    number = beside.number
    results = links.on_page(_page_of(number, query)).address
    return Place(
        number=number,
        of=beside.length,
        previous=address(beside.before, number - 1),
        next=address(beside.after, number + 1),
        back=f"{results}#hit-{beside.own.article_id}" if beside.own else results,
    )


def _page_of(number: int, query: SearchQuery) -> int:
    return (number - 1) // query.page_size + 1
