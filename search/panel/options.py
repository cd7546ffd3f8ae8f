"""The values of a facet as people choose them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop, ngettext

from search.forms import NONE
from search.panel.finding import plain
from search.query import NO_VALUE
from search.wording import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from search.results import Counts

MOST = 24  # values of a facet in the page
AT_ONCE = 8  # of them outside "Show more"
FOUND = 20  # values shown of those that were searched for in a facet
FACET_LABELS = {
    "region": gettext_noop("Region"),
    "organisation": gettext_noop("Organisation"),
    "role": gettext_noop("Role"),
    "figure_year": gettext_noop("Year of the figure"),
    "year": gettext_noop("Year"),
    "source": gettext_noop("Source"),
}
NO_VALUE_LABELS = {
    "region": gettext_noop("No region named"),
    "organisation": gettext_noop("No organisation named"),
    "role": gettext_noop("No amount found"),
    "year": gettext_noop("No date known"),
    "source": gettext_noop("No source known"),
}


def facet_label(name: str) -> str:
    """What a facet is called; "" for those that need no name."""
    return gettext(FACET_LABELS[name]) if name in FACET_LABELS else ""


def no_value_label(name: str) -> str:
    """What articles without a value are called; "" where there are none."""
    return gettext(NO_VALUE_LABELS[name]) if name in NO_VALUE_LABELS else ""


@dataclass(slots=True)  # a page has hundreds, and frozen ones take five times as long to make
class Option:
    """A value of a facet. A region that contains chosen ones is a link to `wider`, the search in all of it instead of them: a
    box would say nothing that they don't."""

    value: str
    label: str
    count: int | None  # None while nothing is counted
    is_selected: bool
    note: str = ""
    wider: str = ""


@dataclass(frozen=True, slots=True)
class OptionList:
    """The options of a filter: those shown at once, those behind "Show more", and how many more are left out."""

    name: str
    first: tuple[Option, ...]
    rest: tuple[Option, ...] = ()
    more: int = 0

    @classmethod
    def of(cls, name: str, options: tuple[Option, ...], *, more: int = 0) -> OptionList:
        return cls(name, options[:AT_ONCE], options[AT_ONCE:], more)

    @property
    def label(self) -> str:
        return facet_label(self.name)

    @property
    def is_open(self) -> bool:
        return any(option.is_selected for option in self.rest)


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values, the one for articles that have none, and those left out. `size` is how many values there
    are, `names` their labels where they are chosen or shown, `find` what they are searched for, "" for nothing."""

    options: OptionList
    size: int
    names: Mapping[str, str]
    none: Option | None
    excluded: tuple[Option, ...]
    selected: int
    find: str = ""

    @property
    def name(self) -> str:
        return self.options.name

    @property
    def can_be_searched(self) -> bool:
        return bool(self.find) or self.size > AT_ONCE

    @property
    def status(self) -> str:
        """ "2 selected, 1 left out"."""
        parts = [selected_values(self.selected)] if self.selected else []
        if number := len(self.excluded):
            parts.append(ngettext("%(number)s left out", "%(number)s left out", number) % {"number": number})
        return gettext(", ").join(parts) if parts else ""

    @property
    def nothing(self) -> str:
        """What is said where there are no values."""
        return no_value_label(self.name)


def selected_values(number: int) -> str:
    return ngettext("%(number)s selected", "%(number)s selected", number) % {"number": number}


def with_selected(counts: Mapping[str, int], selected: Iterable[str]) -> dict[str, int]:
    """The counts with what is selected, even where that finds nothing."""
    return dict.fromkeys((value for value in selected if value != NO_VALUE), 0) | dict(counts)


def commonest(counts: Counts, selected: Iterable[str], number: int = MOST) -> tuple[dict[str, int], int]:
    """The values with most articles and those that are selected; and how many others there are."""
    shown = {value: counts.get(value, 0) for value in selected if value != NO_VALUE}
    shown |= dict(counts.most_common(number))
    return shown, len(counts) - sum(map(bool, shown.values()))


def options_of(
    counts: Mapping[str, int],
    selected: Iterable[str],
    labels: Mapping[str, str],
    *,
    notes: Mapping[str, str] | None = None,
) -> tuple[Option, ...]:
    """Selected ones first, then by count, then by label."""
    chosen, notes = set(selected), notes or {}
    options = [
        Option(value, str(labels.get(value, value)), count, value in chosen, notes.get(value, ""))
        for value, count in counts.items()
    ]
    return tuple(sorted(options, key=lambda o: (not o.is_selected, -(o.count or 0), plain(o.label))))


def none_option(name: str, counts: Counts, *, is_selected: bool) -> Option | None:
    """For articles without a value; None when all have one."""
    if not counts.without and not is_selected:
        return None
    return Option(NONE, no_value_label(name), counts.without, is_selected)


def excluded_options(values: Iterable[str], labels: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(
        Option(value, left_out(labels.get(value, value)), None, is_selected=True) for value in values
    )


def left_out(label: str) -> str:
    return gettext("not %(value)s") % {"value": label}
