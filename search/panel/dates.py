"""The facet of dates of publication: a timeline that goes into what is chosen, and years to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language

from search.panel.bars import Bar, sizes
from search.panel.options import (
    Option,
    OptionList,
    none_option,
    options_of,
    selected_values,
    with_selected,
)
from search.results import FacetName
from search.wording import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from search.links import SearchLinks
    from search.query import SearchQuery
    from search.results import Counts

COLUMNS = 12  # of a timeline
STEPS = (1, 2, 5, 10, 20, 50, 100, 200)  # years in a column


@dataclass(frozen=True, slots=True)
class DateFacet:
    """`caption` says what the columns are; `wider` is the address of the search in all years, "" where that is this one."""

    columns: tuple[Bar, ...]
    caption: str
    wider: str
    years: OptionList
    none: Option | None
    selected: int

    @property
    def status(self) -> str:
        return selected_values(self.selected) if self.selected else ""


def date_facet(query: SearchQuery, facets: Mapping[FacetName, Counts], links: SearchLinks) -> DateFacet:
    years = facets[FacetName.YEAR]
    in_view = year_in_view(query)
    columns = (
        _months(query, facets[FacetName.MONTH], in_view, links) if in_view else _spans(query, years, links)
    )
    selected = [str(year) for year in query.years if year]
    ranged = bool(query.published_from or query.published_to)
    options = options_of(with_selected(years, selected), selected, {})
    newest_first = tuple(sorted(options, key=lambda option: option.value, reverse=True))
    return DateFacet(
        columns=columns if any(bar.count for bar in columns) else (),
        caption=_("Months of %(year)s") % {"year": in_view} if in_view else _("Years"),
        wider=links.replaced(**{"from": "", "to": "", "year": ""}).address if selected or ranged else "",
        years=OptionList.of("year", newest_first),
        none=none_option("year", years, is_selected=0 in query.years),
        selected=len(query.years) + ranged,
    )


def year_in_view(query: SearchQuery) -> int | None:
    """The one year that the filter is about."""
    first, last = query.published_from, query.published_to
    if first and last:
        return first.year if first.year == last.year and set(query.years) <= {first.year} else None
    return query.years[0] or None if len(query.years) == 1 else None


def _months(query: SearchQuery, counts: Counts, year: int, links: SearchLinks) -> tuple[Bar, ...]:
    names = [f"{year}-{month:02}" for month in range(1, 13)]
    numbers = [counts.get(name, 0) for name in names]
    labels = _month_labels(get_language(), year)
    whole_year = links.replaced(**{"from": "", "to": "", "year": str(year)}).address
    this, alone = links.on_page(1).address, links.each_only("from", "to", without=("year",))
    addresses = [alone(name, name) for name in names]
    return tuple(
        Bar(
            key=name,
            label=label,
            short=short,
            count=number,
            size=size,
            address=whole_year if address == this else address,
            is_selected=_is_in(query, (year, month), (year, month)),
        )
        for month, (name, (label, short), number, size, address) in enumerate(
            zip(names, labels, numbers, sizes(numbers), addresses, strict=True), start=1
        )
    )


@lru_cache(maxsize=512)
def _month_labels(language: str | None, year: int) -> tuple[tuple[str, str], ...]:
    """Long and short, in the language, which must be the active one."""
    days = [date(year, month, 1) for month in range(1, 13)]
    return tuple((date_format(day, "YEAR_MONTH_FORMAT"), _short_month(day)) for day in days)


def _short_month(day: date) -> str:
    """One sign, where names of months begin with letters; the number where they begin with that."""
    name = date_format(day, "M")
    return str(day.month) if name[0].isdigit() or not name.isascii() else name[0]


def _is_in(query: SearchQuery, start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether months from `start` to `end` have a part in the days that are chosen."""
    first, last = query.published_from, query.published_to
    if first is None and last is None:
        return False
    return (first is None or (first.year, first.month) <= end) and (
        last is None or (last.year, last.month) >= start
    )


def _spans(query: SearchQuery, counts: Counts, links: SearchLinks) -> tuple[Bar, ...]:
    """Years, or spans of so many years that there is room for them."""
    known = sorted(int(year) for year in counts if _is_in_view(query, int(year)))
    if not known:
        return ()
    step = next(step for step in STEPS if (known[-1] // step - known[0] // step) < COLUMNS)
    starts = range(known[0] // step * step, known[-1] + 1, step)
    numbers = [sum(counts.get(str(year), 0) for year in range(start, start + step)) for start in starts]
    address_of = _address_of_span(links)
    return tuple(
        _span(query, start, start + step - 1, number, size, address_of)
        for start, number, size in zip(starts, numbers, sizes(numbers), strict=True)
    )


def _is_in_view(query: SearchQuery, year: int) -> bool:
    """The timeline is of the days that are chosen, if they are chosen by their first or last."""
    first, last = query.published_from, query.published_to
    return (first is None or year >= first.year) and (last is None or year <= last.year)


def _address_of_span(links: SearchLinks) -> Callable[[int, int], str]:
    of_year = links.each_only("year", without=("from", "to"))
    of_years = links.each_only("from", "to", without=("year",))
    return lambda first, last: of_year(str(first)) if first == last else of_years(str(first), str(last))


def _span(
    query: SearchQuery, first: int, last: int, number: int, size: int, address_of: Callable[[int, int], str]
) -> Bar:
    return Bar(
        key=str(first),
        label=str(first) if first == last else _("%(low)s to %(high)s") % {"low": first, "high": last},
        short=f"’{first % 100:02}",
        count=number,
        size=size,
        address=address_of(first, last),
        is_selected=any(first <= year <= last for year in query.years),
    )
