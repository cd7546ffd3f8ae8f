"""Keeping searches, and what is new in them.

An article is new in a search when the search finds it now and didn't when its person last opened it: one that was brought
in since, or one that was corrected and is found since. One that is found no more is forgotten at the next visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils import timezone

from search.asking import query_of
from search.backends import get_backend
from search.errors import SearchError
from search.indexing import catch_up_before_search
from search.links import SearchLinks
from search.models import SavedSearch
from search.refusals import Refusal
from search.saved.ids import not_in, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser, User

    from search.query import SearchQuery

MOST = 200  # searches of one person


@dataclass(frozen=True, slots=True)
class Standing:
    """How many articles a search finds, and the ids of those that are new, ascending. `problem` says why that isn't
    known."""

    total: int = 0
    new: tuple[int, ...] = ()
    problem: str = ""


def links_of(saved: SavedSearch) -> SearchLinks:
    return SearchLinks.of(QueryDict(saved.parameters))


def saved_name(user: User | AnonymousUser, links: SearchLinks) -> str:
    """What the person calls this search, "" when it isn't saved. One query for whoever is logged in."""
    if not user.is_authenticated:
        return ""
    asked = SavedSearch.objects.filter(user=user, parameters=links.on_page(1).query_string)
    return asked.values_list("name", flat=True).first() or ""


def save_search(user: User, name: str, links: SearchLinks) -> SavedSearch:
    """All that it finds now counts as seen. Raises `IntegrityError` when the person has another search of this name,
    and `SearchError` when it can't be asked."""
    catch_up_before_search()
    return SavedSearch.objects.create(
        user=user,
        name=name,
        parameters=links.on_page(1).query_string,
        visited_at=timezone.now(),
        seen=pack(_found(links)),
    )


def visit(saved: SavedSearch) -> None:
    """All that it finds now counts as seen. Raises `SearchError` when it can't be asked; what was seen stays so."""
    catch_up_before_search()
    saved.seen = pack(_found(links_of(saved)))
    saved.visited_at = timezone.now()
    saved.save(update_fields=["seen", "visited_at"])


def standing(saved: SavedSearch, query: SearchQuery) -> Standing:
    """How the search, which is this query, stands. One question to the index, which knows what it holds: catching up
    comes before."""
    try:
        found = get_backend().found(query)
    except SearchError as error:
        return Standing(problem=Refusal.of(error).detail)
    return Standing(len(found), tuple(not_in(bytes(saved.seen), found)))


def _found(links: SearchLinks) -> Sequence[int]:
    return get_backend().found(query_of(links.parameters))
