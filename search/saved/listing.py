"""Saved searches as a person sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.asking import query_of
from search.chips import chips
from search.errors import ParametersError
from search.panel.names import organisation_names
from search.panel.region_tree import region_names
from search.saved.services import Standing, links_of, standing
from search.take_away import feed_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.chips import Chip
    from search.links import SearchLinks
    from search.models import SavedSearch


@dataclass(frozen=True, slots=True)
class SavedItem:
    """A saved search with what it asks for and how it stands."""

    saved: SavedSearch
    links: SearchLinks
    filters: tuple[Chip, ...]
    standing: Standing

    @property
    def words(self) -> str:
        return "".join(self.links.values("q"))

    @property
    def feed(self) -> str:
        return feed_address(self.links)


def saved_items(searches: Iterable[SavedSearch]) -> tuple[SavedItem, ...]:
    """Two queries for the names in filters and one question to the index for each search; reading a search by
    regions or organisations takes up to three queries more, so that a page of the list bounds them."""
    found = [(saved, links_of(saved)) for saved in searches]
    regions = region_names(_values((links for _, links in found), "region"))
    organisations = organisation_names(_values((links for _, links in found), "organisation"))
    return tuple(_item(saved, links, regions, organisations) for saved, links in found)


def _item(
    saved: SavedSearch, links: SearchLinks, regions: Mapping[str, str], organisations: Mapping[str, str]
) -> SavedItem:
    """A search that a newer version can't read any more is still shown, with the reason."""
    try:
        query = query_of(links.parameters)
    except ParametersError as error:
        return SavedItem(saved, links, (), Standing(problem=str(error)))
    filters = chips(query, links, regions=regions, organisations=organisations)
    return SavedItem(saved, links, filters, standing(saved, query))


def _values(searches: Iterable[SearchLinks], name: str) -> Sequence[str]:
    return [value for links in searches for key in (name, f"not_{name}") for value in links.values(key)]
