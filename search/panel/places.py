"""The region facet: a tree, or what is found in it by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.panel.finding import find_regions
from search.panel.options import FOUND, Facet, OptionList, excluded_options, none_option, options_of
from search.panel.region_tree import region_names, region_tree
from search.query import NO_VALUE

if TYPE_CHECKING:
    from search.links import SearchLinks
    from search.panel.region_tree import RegionTree
    from search.query import SearchQuery
    from search.results import Counts


def region_facet(query: SearchQuery, counts: Counts, links: SearchLinks, find: str = "") -> Facet:
    """What was found by name, with what is chosen. Where nothing is looked for the tree has all that, but for slugs that no
    region has. One query, two when something is looked for."""
    chosen = [slug for slug in query.regions if slug != NO_VALUE]
    found = find_regions(find, counts, FOUND) if find else {}
    names = region_names([*chosen, *found, *query.without_regions])
    apart = chosen if find else [slug for slug in chosen if slug not in names]
    shown = {slug: counts.get(slug, 0) for slug in (*apart, *found)}
    return Facet(
        options=OptionList("region", options_of("region", shown, chosen, names, links=links)),
        size=len(counts),
        names=names,
        none=none_option("region", counts, is_selected=NO_VALUE in query.regions),
        excluded=excluded_options(query.without_regions, names),
        selected=len(query.regions),
        find=find,
    )


def tree_of_regions(query: SearchQuery, counts: Counts, links: SearchLinks) -> RegionTree:
    chosen = [slug for slug in query.regions if slug != NO_VALUE]
    return region_tree(counts, chosen, exclude=lambda slug: links.excluding("region", slug).address)
