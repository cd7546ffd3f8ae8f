"""The values of a facet as people choose them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.forms import NONE
from search.panel.finding import plain
from search.query import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from search.links import SearchLinks
    from search.results import Counts

MOST = 24  # values of a facet in the page
AT_ONCE = 8  # of them outside "Show more"
FOUND = 20  # values shown of those that were searched for in a facet
NO_VALUE_LABELS = {
    "region": "No region named",
    "organisation": "No organisation named",
    "role": "No amount found",
    "year": "No date known",
    "source": "No source known",
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet. `exclude` is the address of the search without it, "" where there is none."""

    value: str
    label: str
    count: int | None  # None while nothing is counted
    is_selected: bool
    note: str = ""
    exclude: str = ""


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
        parts = ((self.selected, "selected"), (len(self.excluded), "left out"))
        return ", ".join(f"{number} {what}" for number, what in parts if number)


def with_selected(counts: Mapping[str, int], selected: Iterable[str]) -> dict[str, int]:
    """The counts with what is selected, even where that finds nothing."""
    return dict.fromkeys((value for value in selected if value != NO_VALUE), 0) | dict(counts)


def commonest(counts: Counts, selected: Iterable[str], number: int = MOST) -> tuple[dict[str, int], int]:
    """The values with most articles and those that are selected; and how many others there are."""
    shown = {value: counts.get(value, 0) for value in selected if value != NO_VALUE}
    shown |= dict(counts.most_common(number))
    return shown, len(counts) - sum(value in counts for value in shown)


def options_of(
    name: str,
    counts: Mapping[str, int],
    selected: Iterable[str],
    labels: Mapping[str, str],
    *,
    links: SearchLinks | None = None,
    notes: Mapping[str, str] | None = None,
) -> tuple[Option, ...]:
    """Selected ones first, then by count, then by label. With `links` each can be excluded."""
    chosen, notes = set(selected), notes or {}
    options = [
        Option(
            value,
            labels.get(value, value),
            count,
            value in chosen,
            notes.get(value, ""),
            links.excluding(name, value).address if links else "",
        )
        for value, count in counts.items()
    ]
    return tuple(sorted(options, key=lambda o: (not o.is_selected, -(o.count or 0), plain(o.label))))


def none_option(name: str, counts: Counts, *, is_selected: bool) -> Option | None:
    """For articles without a value; None when all have one."""
    if not counts.without and not is_selected:
        return None
    return Option(NONE, NO_VALUE_LABELS[name], counts.without, is_selected)


def excluded_options(values: Iterable[str], labels: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, f"not {labels.get(value, value)}", None, is_selected=True) for value in values)
