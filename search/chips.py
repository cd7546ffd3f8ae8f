"""The filters that are applied, each with the search without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.models import Role
from search.forms import NONE
from search.panel.amounts import range_label
from search.panel.options import NO_VALUE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from search.links import SearchLinks
    from search.panel import FacetPanel
    from search.query import SearchQuery

TARGETS = {"yes": "targets only", "no": "actual only"}


@dataclass(frozen=True, slots=True)
class Chip:
    """An applied filter and the search without it."""

    facet: str
    label: str
    links: SearchLinks

    @property
    def address(self) -> str:
        return self.links.address


def chips(query: SearchQuery, panel: FacetPanel, links: SearchLinks) -> tuple[Chip, ...]:
    """Every applied filter, in the order of the facets."""
    return (
        *_chips("Region", "region", links, panel.regions.names),
        *_chips("Organisation", "organisation", links, panel.organisations.names),
        *_amount_chips(query, links),
        *_date_chips(links),
        *_chips("Source", "source", links, {}),
    )


def _amount_chips(query: SearchQuery, links: SearchLinks) -> Iterator[Chip]:
    if query.has_range:
        yield Chip("Amount", range_label(query), links.replaced(amount_min="", amount_max=""))
    yield from _chips("Role", "role", links, dict(Role.choices))
    for value in links.values("target"):
        yield Chip("Amount", TARGETS[value], links.without_value("target", value))
    yield from _chips("Year of the figure", "figure_year", links, {})


def _date_chips(links: SearchLinks) -> Iterator[Chip]:
    yield from _chips("Year", "year", links, {})
    first, last = (next(iter(links.values(name)), "") for name in ("from", "to"))
    if first or last:
        label = first if first == last else " ".join(_period(first, last))
        yield Chip("Published", label, links.replaced(**{"from": "", "to": ""}))


def _period(first: str, last: str) -> Iterator[str]:
    if first:
        yield f"from {first}"
    if last:
        yield f"to {last}"


def _chips(facet: str, name: str, links: SearchLinks, labels: Mapping[str, str]) -> Iterator[Chip]:
    for value in links.values(name):
        label = NO_VALUE_LABELS[name] if value == NONE else labels.get(value, value)
        yield Chip(facet, label, links.without_value(name, value))
    for value in links.values(f"not_{name}"):
        yield Chip(facet, f"not {labels.get(value, value)}", links.without_value(f"not_{name}", value))
