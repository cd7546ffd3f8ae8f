"""The facet of amounts: how much, of which kind, of which year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_noop

from corpus.models import Role
from corpus.money import in_short, in_words
from search.facets import AMOUNT_BUCKETS, AmountBucket
from search.money import CENT
from search.panel.bars import Bar, sizes
from search.panel.options import (
    Option,
    OptionList,
    none_option,
    options_of,
    selected_values,
    with_selected,
)
from search.query import NO_VALUE, Bound
from search.results import FacetName
from search.wording import gettext as _
from search.wording import grouped, labels_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from search.links import SearchLinks
    from search.query import SearchQuery
    from search.results import Counts, FigureSummary

ENDS = {
    bucket.name: (in_short(bucket.low), (bucket.high and f"under {in_short(bucket.high)}") or "")
    for bucket in AMOUNT_BUCKETS
}
"""How the ends of a bucket are typed. They are round, so nothing is lost by saying them in short."""
TARGET_LABELS = {"no": gettext_noop("actual"), "yes": gettext_noop("targets")}


@dataclass(frozen=True, slots=True)
class AmountFacet:
    """Everything that filters figures; its filters must hold for one and the same figure. `summary` is sentences about
    the figures found."""

    bars: tuple[Bar, ...]
    summary: tuple[str, ...]
    roles: OptionList
    none: Option | None
    targets: tuple[Option, ...]
    years: OptionList
    selected: int

    @property
    def status(self) -> str:
        return selected_values(self.selected) if self.selected else ""


def amount_facet(
    query: SearchQuery,
    facets: Mapping[FacetName, Counts],
    summary: FigureSummary | None,
    links: SearchLinks,
) -> AmountFacet:
    roles = facets[FacetName.ROLE]
    return AmountFacet(
        bars=_bars(query, facets[FacetName.AMOUNT], links),
        summary=summary_lines(query, summary) if summary else (),
        roles=OptionList.of(
            "role", options_of(with_selected(roles, query.roles), query.roles, labels_of(Role))
        ),
        none=none_option("role", roles, is_selected=NO_VALUE in query.roles),
        targets=_targets(query, facets[FacetName.TARGET]),
        years=OptionList.of("figure_year", _years(query, facets[FacetName.FIGURE_YEAR])),
        selected=len(query.roles)
        + len(query.figure_years)
        + (query.is_target is not None)
        + bool(query.has_range),
    )


def summary_lines(query: SearchQuery, summary: FigureSummary) -> tuple[str, ...]:
    """What the figures come to, and what that adds up."""
    if summary.number == 1:
        return (_("1 figure: about %(sum)s yuan.") % {"sum": in_words(summary.median)}, *scope_lines(query))
    said = {
        "number": grouped(summary.number),
        "median": in_words(summary.median),
        "sum": in_words(summary.total),
    }
    return (
        _("%(number)s figures: median about %(median)s yuan, sum about %(sum)s.") % said,
        _what_is_added_up(query),
        *scope_lines(query),
    )


def scope_lines(query: SearchQuery) -> tuple[str, ...]:
    """Whose figures they are where articles are filtered by whom and what they name."""
    if not (query.regions or query.organisations):
        return ()
    return (
        _(
            "All figures of the articles that name the chosen regions and organisations count, also those of other "
            "places and organisations in them."
        ),
    )


def _what_is_added_up(query: SearchQuery) -> str:
    kinds = _("one kind") if len(query.roles) == 1 else _("these kinds") if query.roles else _("every kind")
    also = _("repeats") if query.is_target is not None else _("goals and repeats")
    return _(
        "The sum is of figures of %(kinds)s, %(also)s included; other currencies at the rate of their year."
    ) % {"kinds": kinds, "also": also}


def _targets(query: SearchQuery, counts: Counts) -> tuple[Option, ...]:
    chosen = {None: "", True: "yes", False: "no"}[query.is_target]
    either = Option("", _("either"), None, not chosen)
    return either, *(
        Option(value, _(label), counts.get(value, 0), value == chosen)
        for value, label in TARGET_LABELS.items()
    )


def _years(query: SearchQuery, counts: Counts) -> tuple[Option, ...]:
    """Newest first."""
    selected = [str(year) for year in query.figure_years]
    options = options_of(with_selected(counts, selected), selected, {})
    return tuple(sorted(options, key=lambda option: option.value, reverse=True))


def _bars(query: SearchQuery, counts: Counts, links: SearchLinks) -> tuple[Bar, ...]:
    """A bar for each bucket from the first that has articles to the last; each bucket is ten times the one before."""
    wanted = [bool(counts.get(bucket.name)) or is_chosen(bucket, query) for bucket in AMOUNT_BUCKETS]
    if not any(wanted):
        return ()
    first, last = wanted.index(True), len(wanted) - wanted[::-1].index(True)
    buckets = AMOUNT_BUCKETS[first:last]
    numbers = [counts.get(bucket.name, 0) for bucket in buckets]
    labels, address_of = _bucket_labels(get_language()), links.each_only("amount_min", "amount_max")
    everything = links.replaced(amount_min="", amount_max="").address
    return tuple(
        Bar(
            key=bucket.name,
            label=labels[bucket.name],
            short=labels[bucket.name],
            count=number,
            size=size,
            address=everything if chosen else address_of(*ENDS[bucket.name]),
            is_selected=chosen,
        )
        for bucket, number, size in zip(buckets, numbers, sizes(numbers), strict=True)
        for chosen in (is_chosen(bucket, query),)
    )


def is_chosen(bucket: AmountBucket, query: SearchQuery) -> bool:
    return query.has_range and (query.amount_min, query.amount_max) == (
        _yuan(bucket.low),
        _yuan(_highest(bucket)),
    )


def _yuan(value: Decimal | None) -> Bound | None:
    return None if value is None else Bound(value)


def _highest(bucket: AmountBucket) -> Decimal | None:
    """The largest sum in a bucket."""
    return None if bucket.high is None else bucket.high - CENT


@lru_cache(maxsize=16)
def _bucket_labels(language: str | None) -> Mapping[str, str]:
    """In the language, which must be the active one."""
    return {bucket.name: bucket_label(bucket) for bucket in AMOUNT_BUCKETS}


def bucket_label(bucket: AmountBucket) -> str:
    low, high = in_words(bucket.low), in_words(bucket.high)
    if bucket.low is None:
        return _("under %(sum)s") % {"sum": high}
    if bucket.high is None:
        return _("%(sum)s and more") % {"sum": low}
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def range_label(query: SearchQuery) -> str:
    """The range of amounts in words."""
    bucket = next((bucket for bucket in AMOUNT_BUCKETS if is_chosen(bucket, query)), None)
    if any(bound and bound.currency != "CNY" for bound in (query.amount_min, query.amount_max)):
        return _range(query, _with_currency)
    return _("%(range)s yuan") % {"range": bucket_label(bucket) if bucket else _range(query, _number)}


def _range(query: SearchQuery, said: Callable[[Bound], str]) -> str:
    low = said(query.amount_min) if query.amount_min else ""
    if query.amount_max is None:
        return _("from %(sum)s") % {"sum": low}
    end = Bound(query.amount_max.value + CENT, query.amount_max.currency)
    is_open = end.value % 1 == 0 and query.amount_max.value % 1
    high = _("under %(sum)s") % {"sum": said(end)} if is_open else said(query.amount_max)
    if low:
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    return high if is_open else _("up to %(sum)s") % {"sum": high}


def _number(bound: Bound) -> str:
    return in_words(bound.value)


def _with_currency(bound: Bound) -> str:
    """ "200m USD"."""
    return f"{in_words(bound.value)} {bound.currency}"
