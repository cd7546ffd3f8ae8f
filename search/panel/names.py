"""The facets of organisations and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.models import Organisation, OrganisationKind
from search.panel.finding import find_organisations, find_sources
from search.panel.options import (
    FOUND,
    Facet,
    Option,
    OptionList,
    commonest,
    excluded_options,
    none_option,
    options_of,
)
from search.query import NO_VALUE
from search.wording import labels_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from search.links import SearchLinks
    from search.panel.known import Known
    from search.query import SearchQuery
    from search.results import Counts


def organisation_facet(
    query: SearchQuery, counts: Counts, links: SearchLinks, known: Known, find: str = ""
) -> Facet:
    """Only the organisations that are shown are read from the database, in one query at most."""
    chosen, excluded = query.organisations, query.without_organisations
    shown, more = _shown(counts, chosen, find, find_organisations)
    rows = known.organisations.of([*shown, *excluded], counts)
    names = {slug: row.name for slug, row in rows.items()}
    words = labels_of(OrganisationKind)
    kinds = {slug: _kind(row, words) for slug, row in rows.items()}
    options = options_of(shown, chosen, names, notes=kinds)
    return _facet("organisation", options, more, counts, chosen, excluded, names, find)


def source_facet(
    query: SearchQuery, counts: Counts, links: SearchLinks, known: Known, find: str = ""
) -> Facet:
    shown, more = _shown(counts, query.sources, find, find_sources)
    options = options_of(shown, query.sources, {})
    return _facet("source", options, more, counts, query.sources, query.without_sources, {}, find)


def organisation_names(slugs: Iterable[str]) -> dict[str, str]:
    return dict(Organisation.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))


def _kind(row: Organisation, words: Mapping[str, str]) -> str:
    """In words; "" for "other", which says nothing."""
    return "" if row.kind == OrganisationKind.OTHER else words[row.kind].lower()


def _shown(
    counts: Counts,
    chosen: Iterable[str],
    find: str,
    find_among: Callable[[str, Mapping[str, int], int], dict[str, int]],
) -> tuple[dict[str, int], int]:
    """The values to show with their counts, and how many are left out."""
    if not find:
        return commonest(counts, chosen)
    selected = {value: counts.get(value, 0) for value in chosen if value != NO_VALUE}
    return selected | find_among(find, counts, FOUND), 0


def _facet(
    name: str,
    options: tuple[Option, ...],
    more: int,
    counts: Counts,
    chosen: tuple[str, ...],
    excluded: tuple[str, ...],
    names: Mapping[str, str],
    find: str,
) -> Facet:
    return Facet(
        options=OptionList(name, options) if find else OptionList.of(name, options, more=more),
        size=len(counts),
        names=names,
        none=none_option(name, counts, is_selected=NO_VALUE in chosen),
        excluded=excluded_options(excluded, names),
        selected=len(chosen),
        find=find,
    )
