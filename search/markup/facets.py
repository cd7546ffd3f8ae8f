"""The filters of a search that has results."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from search.markup.bars import lying_bars, standing_bars
from search.markup.fields import day_fields, find_field, range_fields
from search.markup.options import count_of, excluded_list, option_list, without_value
from search.markup.pieces import disclosed, to
from search.markup.regions import tree_of
from search.wording import articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.forms import SearchForm
    from search.markup.words import Words
    from search.panel import FacetPanel
    from search.panel.amounts import AmountFacet
    from search.panel.dates import DateFacet
    from search.panel.options import Facet, Option
    from search.panel.region_tree import RegionTree


def filters(say: Words, panel: FacetPanel, form: SearchForm, *, everything: str, total: int) -> str:
    """`everything` is the address of the search without filters, "" where there are none."""
    pieces = (
        _head(say, everything),
        _regions(say, panel),
        _organisations(say, panel.organisations),
        _amounts(say, panel.amounts, form),
        _dates(say, panel.dates, form),
        _sources(say, panel.sources),
        _foot(say, total),
    )
    return "\n".join(pieces)


def _head(say: Words, everything: str) -> str:
    title, clear_all = say.gettext("Filters"), say.gettext("Clear all")
    clear = f"\n<a{to(everything)}>{clear_all}</a>" if everything else ""
    return f'<div class="filters-head">\n<h2 id="filters-title">{title}</h2>{clear}\n</div>'


def _foot(say: Words, total: int) -> str:
    found = say.gettext("Show %(articles)s") % {"articles": escape(articles(total))}
    apply = say.gettext("Apply the filters")
    return (
        '<div class="apply">\n<button type="submit" form="search-form" class="apply-filters">'
        f'{apply}</button>\n<a class="show-results" href="#content">{found}</a>\n</div>'
    )


def _facet(say: Words, title: str, status: str, pieces: Iterable[str], *, is_counted: bool) -> str:
    """What the numbers beside its values are is said in its name, not with each, to who can't see it."""
    comma = say.gettext(", ")
    chosen = f'<span class="chosen">{comma}{escape(status)}</span>' if status else ""
    numbers = say.gettext("with numbers of articles")
    counted = f'<span class="unseen">{comma}{numbers}</span>' if is_counted else ""
    legend = f"<legend>{title}{chosen}{counted}</legend>"
    content = "\n".join(pieces)
    return f'<fieldset class="facet">\n{legend}\n{content}\n</fieldset>'


def _has_values(facet: Facet) -> bool:
    return bool(facet.size or facet.none)


def _regions(say: Words, panel: FacetPanel) -> str:
    facet = panel.regions
    pieces = (find_field(say, facet, say.gettext("Find a region")), values(say, facet, panel.region_tree))
    return _facet(say, say.gettext("Region"), facet.status, pieces, is_counted=_has_values(facet))


def _organisations(say: Words, facet: Facet) -> str:
    pieces = (find_field(say, facet, say.gettext("Find an organisation")), values(say, facet))
    return _facet(say, say.gettext("Organisation"), facet.status, pieces, is_counted=_has_values(facet))


def _sources(say: Words, facet: Facet) -> str:
    pieces = (find_field(say, facet, say.gettext("Find a source")), values(say, facet))
    return _facet(say, say.gettext("Source"), facet.status, pieces, is_counted=_has_values(facet))


def values(say: Words, facet: Facet, tree: RegionTree | None = None) -> str:
    """What can be chosen in a facet; `tree` where that is one."""
    excluded = excluded_list(say, facet.name, facet.excluded) if facet.excluded else ""
    none = without_value(say, facet.name, facet.none) if facet.none else ""
    return f'<div id="{facet.name}-values">\n{excluded}{_choice(say, facet, tree)}{none}\n</div>'


def _choice(say: Words, facet: Facet, tree: RegionTree | None) -> str:
    options = option_list(say, facet.options)
    if facet.find:
        return options or _none(say.gettext("None of these articles has such a name"))
    if tree:
        return options + tree_of(say, tree, facet)
    return options or ("" if facet.none else _none(escape(facet.nothing)))


def _none(said: str) -> str:
    return f'<p class="none">{said}</p>'


def _amounts(say: Words, facet: AmountFacet, form: SearchForm) -> str:
    pieces = (
        range_fields(say, form),
        _bars(say, facet),
        _summary(facet.summary),
        _roles(say, facet),
        _targets(say, facet.targets),
        _figure_years(say, facet),
    )
    return _facet(say, say.gettext("Amount"), facet.status, pieces, is_counted=True)


def _bars(say: Words, facet: AmountFacet) -> str:
    if facet.bars:
        return lying_bars(say, facet.bars)
    return "" if facet.none else _none(say.gettext("No amount found"))


def _summary(lines: Sequence[str]) -> str:
    notes = "".join([f'<p class="note">{escape(line)}</p>' for line in lines[1:]])
    return f'<p class="summary">{escape(lines[0])}</p>\n{notes}' if lines else ""


def _roles(say: Words, facet: AmountFacet) -> str:
    if not facet.roles.first and not facet.none:
        return ""
    none = without_value(say, "role", facet.none) if facet.none else ""
    title = say.gettext("Role of the sum")
    return f"<h3>{title}</h3>\n{option_list(say, facet.roles)}{none}"


def _targets(say: Words, options: Iterable[Option]) -> str:
    title = say.gettext("Target or actual")
    rows = "".join([_target(say, option) for option in options])
    return f'<fieldset class="either">\n<legend>{title}</legend>\n{rows}\n</fieldset>'


def _target(say: Words, option: Option) -> str:
    checked = " checked" if option.is_selected else ""
    return (
        f'<label class="option"><input type="radio" id="target-{option.value}" name="target" value="{option.value}" '
        f'form="search-form"{checked}> <span class="label">{escape(option.label)}</span>{count_of(option, say.number)}</label>'
    )


def _figure_years(say: Words, facet: AmountFacet) -> str:
    """Open when one is chosen."""
    if not facet.years.first:
        return ""
    is_open = any(option.is_selected for option in facet.years.first + facet.years.rest)
    rows = option_list(say, facet.years)
    return disclosed("figure-years", say.gettext("Year of the figure"), rows, is_open=is_open)


def _dates(say: Words, facet: DateFacet, form: SearchForm) -> str:
    none = without_value(say, "year", facet.none) if facet.none else ""
    if not none and not facet.years.first:
        none = _none(say.gettext("No date known"))
    pieces = (day_fields(say, form), _timeline(say, facet), option_list(say, facet.years), none)
    return _facet(
        say, say.gettext("Date"), facet.status, pieces, is_counted=bool(facet.years.first or facet.none)
    )


def _timeline(say: Words, facet: DateFacet) -> str:
    if not facet.columns:
        return ""
    all_years = say.gettext("All years")
    wider = f' <a id="wider"{to(facet.wider)}>{all_years}</a>' if facet.wider else ""
    return (
        f'<div class="timeline">\n<p class="caption"><span id="timeline-title">{escape(facet.caption)}</span>{wider}</p>\n'
        f"{standing_bars(say, facet.columns, named_by='timeline-title')}\n</div>"
    )
