"""The filters that are applied, each with the search without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from corpus.models import Role
from search.forms import NONE
from search.panel.amounts import range_label
from search.panel.options import facet_label, left_out, no_value_label
from search.wording import gettext as _
from search.wording import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from search.links import SearchLinks
    from search.query import SearchQuery

TARGETS = {"yes": gettext_noop("targets only"), "no": gettext_noop("actual only")}


@dataclass(frozen=True, slots=True)
class Chip:
    """An applied filter and the search without it."""

    facet: str
    label: str
    links: SearchLinks

    @property
    def address(self) -> str:
        return self.links.address


def chips(
    query: SearchQuery, links: SearchLinks, *, regions: Mapping[str, str], organisations: Mapping[str, str]
) -> tuple[Chip, ...]:
    """Every applied filter, in the order of the facets. `regions` and `organisations` are names by slug."""
    return (
        *_chips("region", links, regions),
        *_chips("organisation", links, organisations),
        *_amount_chips(query, links),
        *_date_chips(links),
        *_chips("source", links, {}),
    )


def _amount_chips(query: SearchQuery, links: SearchLinks) -> Iterator[Chip]:
    if query.has_range:
        yield Chip(_("Amount"), range_label(query), links.replaced(amount_min="", amount_max=""))
    yield from _chips("role", links, labels_of(Role))
    for value in links.values("target"):
        yield Chip(_("Amount"), _(TARGETS[value]), links.without_value("target", value))
    yield from _chips("figure_year", links, {})


def _date_chips(links: SearchLinks) -> Iterator[Chip]:
    yield from _chips("year", links, {})
    first, last = (next(iter(links.values(name)), "") for name in ("from", "to"))
    if first or last:
        label = first if first == last else _period(first, last)
        yield Chip(_("Published"), label, links.replaced(**{"from": "", "to": ""}))


def _period(first: str, last: str) -> str:
    if not last:
        return _("from %(day)s") % {"day": first}
    if not first:
        return _("to %(day)s") % {"day": last}
    return _("from %(first)s to %(last)s") % {"first": first, "last": last}


def _chips(name: str, links: SearchLinks, labels: Mapping[str, str]) -> Iterator[Chip]:
    for value in links.values(name):
        label = no_value_label(name) if value == NONE else labels.get(value, value)
        yield Chip(facet_label(name), label, links.without_value(name, value))
    for value in links.values(f"not_{name}"):
        yield Chip(
            facet_label(name),
            left_out(labels.get(value, value)),
            links.without_value(f"not_{name}", value),
        )
