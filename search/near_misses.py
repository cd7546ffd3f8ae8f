"""What to try when a search finds nothing: every offer leads to a search whose number of articles is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from search.backends import get_backend
from search.errors import QueryError
from search.forms import SearchForm
from search.parser import describe
from search.query import And, Not, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.chips import Chip
    from search.links import SearchLinks
    from search.query import SearchQuery

MOST = 8  # filters that are tried without, one by one
SHORTEST = 2  # letters of a word's beginning that is looked for


@dataclass(frozen=True, slots=True)
class Offer:
    """A search like the one that was asked, with how many articles it finds. `keeps_filters` unless they are gone."""

    label: str
    address: str
    count: int
    keeps_filters: bool


@dataclass(frozen=True, slots=True)
class NearMisses:
    """Searches that find something: `corrections` have other words, `removals` are without one filter each, and `wider` asks
    for less. None is offered that leads to nothing again."""

    corrections: tuple[Offer, ...]
    removals: tuple[Offer, ...]
    wider: tuple[Offer, ...]


def near_misses(query: SearchQuery, applied: tuple[Chip, ...], links: SearchLinks) -> NearMisses:
    """One small search for each offer: at most eight filters, three ways to spell it, its last word's beginning, all filters
    and any of the words."""
    removals = _found(
        (_("%(name)s: %(value)s") % {"name": chip.facet, "value": chip.label}, chip.links)
        for chip in applied[:MOST]
    )
    return NearMisses(
        corrections=tuple(_found(_corrections(query, links))),
        removals=tuple(sorted(removals, key=lambda offer: -offer.count)),
        wider=tuple(_found(_wider(query, applied, links))),
    )


def _corrections(query: SearchQuery, links: SearchLinks) -> Iterator[tuple[str, SearchLinks]]:
    """With the filters, and without them where they leave nothing."""
    for text in get_backend().suggest(query.text).corrections[:3] if query.tree else ():
        corrected = links.replaced(q=text)
        yield text, corrected if _count(corrected) else corrected.without_filters()


def _wider(
    query: SearchQuery, applied: tuple[Chip, ...], links: SearchLinks
) -> Iterator[tuple[str, SearchLinks]]:
    if word := _last_word(query):
        yield _("words that begin with “%(word)s”") % {"word": word}, links.replaced(q=f"{query.text}*")
    if len(applied) > 1:
        yield _("without any filter"), links.without_filters()
    if text := _any_word(query):
        yield _("any of the words"), links.replaced(q=text)
        if applied:
            yield _("any of the words, without any filter"), links.replaced(q=text).without_filters()


def _last_word(query: SearchQuery) -> str:
    """The word that the query ends with, which may be half typed; "" for anything but a word."""
    last = query.tree.children[-1] if isinstance(query.tree, And) else query.tree
    if not isinstance(last, Word) or len(last.text) < SHORTEST or not query.text.endswith(last.text):
        return ""
    return last.text


def _any_word(query: SearchQuery) -> str:
    """The query with OR between what all had to be found; "" where that is nothing else."""
    if not isinstance(query.tree, And):
        return ""
    wanted = [child for child in query.tree.children if not isinstance(child, Not)]
    return " OR ".join(
        f"({describe(child)})" if isinstance(child, And) else describe(child) for child in wanted
    )


def _found(offers: Iterable[tuple[str, SearchLinks]]) -> Iterator[Offer]:
    for label, links in offers:
        if count := _count(links):
            yield Offer(label, links.address, count, links.has_filters)


def _count(links: SearchLinks) -> int:
    """How many articles a search finds; 0 for words that can't be read."""
    form = SearchForm(links.parameters)
    if not form.is_valid():
        return 0
    try:
        query = form.to_query()
        return (
            get_backend().search(replace(query, page_size=1, page=1, facets=(), with_fragments=False)).total
        )
    except QueryError:
        return 0
