"""The region facet: a tree, or what is found in it by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.panel.finding import find_regions
from search.panel.options import FOUND, Facet, OptionList, excluded_options, none_option, options_of
from search.panel.region_tree import region_tree
from search.query import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.containment import Surroundings
    from search.links import SearchLinks
    from search.panel.known import Known
    from search.panel.options import Option
    from search.panel.region_tree import RegionTree
    from search.query import SearchQuery
    from search.results import Counts


def region_facet(
    query: SearchQuery, counts: Counts, links: SearchLinks, known: Known, find: str = ""
) -> Facet:
    """What was found by name, with what is chosen. Where nothing is looked for the tree has all that, but for slugs that no
    region has. One query at most; with something looked for two, and three more with a selection
    that isn't known yet."""
    chosen = [slug for slug in query.regions if slug != NO_VALUE]
    found = find_regions(find, counts, FOUND) if find else {}
    rows = known.regions.of([*chosen, *found, *query.without_regions], counts)
    names = {slug: row.name for slug, row in rows.items()}
    apart = chosen if find else [slug for slug in chosen if slug not in names]
    shown = {slug: counts.get(slug, 0) for slug in (*apart, *found)}
    options = options_of(shown, chosen, names)
    if find:
        options = tuple(_widening(options, known.around(chosen, counts), links))
    return Facet(
        options=OptionList("region", options),
        size=len(counts),
        names=names,
        none=none_option("region", counts, is_selected=NO_VALUE in query.regions),
        excluded=excluded_options(query.without_regions, names),
        selected=len(query.regions),
        find=find,
    )


def tree_of_regions(query: SearchQuery, counts: Counts, links: SearchLinks, known: Known) -> RegionTree:
    """Where nothing is looked for. One query at most; with a selection that isn't known yet three more."""
    chosen = [slug for slug in query.regions if slug != NO_VALUE]
    around = known.around(chosen, counts)
    return region_tree(counts, chosen, known, around, wider=_wider(around, links))


def _widening(options: Iterable[Option], around: Surroundings, links: SearchLinks) -> Iterator[Option]:
    wider = _wider(around, links)
    for option in options:
        yield replace(option, wider=wider.get(option.value, ""))


def _wider(around: Surroundings, links: SearchLinks) -> dict[str, str]:
    """By the slug of a region that contains some of the chosen ones, the address of the search in all of it."""
    return {
        slug: links.with_all_of("region", slug, parts=parts).address
        for slug, parts in around.containers.items()
    }
