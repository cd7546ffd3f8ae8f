"""The facets beside the results, with names and selections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.panel.amounts import AmountFacet, amount_facet
from search.panel.dates import DateFacet, date_facet, year_in_view
from search.panel.names import organisation_facet, source_facet
from search.panel.places import region_facet, tree_of_regions
from search.results import FacetName

if TYPE_CHECKING:
    from search.links import SearchLinks
    from search.panel.finding import Finds
    from search.panel.known import Known
    from search.panel.options import Facet
    from search.panel.region_tree import RegionTree
    from search.query import SearchQuery
    from search.results import SearchResults

FOUND_IN = {
    FacetName.REGION: region_facet,
    FacetName.ORGANISATION: organisation_facet,
    FacetName.SOURCE: source_facet,
}
"""Facets whose values can be searched for."""


def asked_facets(query: SearchQuery) -> tuple[FacetName, ...]:
    """The facets that the page of a query counts: months only where it shows those of a year."""
    return tuple(name for name in FacetName if name is not FacetName.MONTH or year_in_view(query))


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """Every facet of the page; the tree where no region is looked for by name."""

    regions: Facet
    region_tree: RegionTree | None
    organisations: Facet
    amounts: AmountFacet
    dates: DateFacet
    sources: Facet


def facet_panel(
    query: SearchQuery,
    results: SearchResults,
    links: SearchLinks,
    finds: Finds,
    known: Known,
) -> FacetPanel:
    """The number of database queries depends on which facets are searched and have a selection, never on results."""
    facets = results.facets
    return FacetPanel(
        regions=region_facet(query, facets[FacetName.REGION], links, known, finds.region),
        region_tree=None if finds.region else tree_of_regions(query, facets[FacetName.REGION], links, known),
        organisations=organisation_facet(
            query, facets[FacetName.ORGANISATION], links, known, finds.organisation
        ),
        amounts=amount_facet(query, facets, results.summary, links),
        dates=date_facet(query, facets, links),
        sources=source_facet(query, facets[FacetName.SOURCE], links, known, finds.source),
    )
