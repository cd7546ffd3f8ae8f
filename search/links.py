"""Addresses of searches: parameters sorted, empty ones left out, back to page 1 whenever a filter changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from django.http import QueryDict
from django.urls import get_script_prefix, reverse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    AddressOf = Callable[..., str]

SINGLE = ("q", "amount_min", "amount_max", "target", "from", "to", "sort", "folded", "page")
REPEATED = (
    "region",
    "organisation",
    "role",
    "figure_year",
    "year",
    "source",
    "not_region",
    "not_organisation",
    "not_source",
)
HOW_SHOWN = ("sort", "folded")  # what is found stays the same

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SearchLinks:
    """The search that is shown, as parameters, and the addresses that lead on from it."""

    pairs: Pairs

    @classmethod
    def of(cls, parameters: QueryDict) -> SearchLinks:
        """Of a single parameter that is repeated the last counts, as in Django's forms."""
        found = {(name, value.strip()) for name in REPEATED for value in parameters.getlist(name)}
        found |= {(name, parameters.get(name, "").strip()) for name in SINGLE}
        left_out = {("page", "1"), ("sort", "relevance"), ("folded", "yes")}
        return cls(tuple(sorted(pair for pair in found - left_out if pair[1])))

    @property
    def query_string(self) -> str:
        return _encoded(self.pairs)

    @property
    def address(self) -> str:
        """This search."""
        return _address(self.pairs)

    @property
    def parameters(self) -> QueryDict:
        return QueryDict(self.query_string)

    @property
    def asks_for_everything(self) -> bool:
        """Neither words nor filters nor an order."""
        return not self._others({"page"})

    @property
    def has_filters(self) -> bool:
        return bool(self._others({*HOW_SHOWN, "page", "q"}))

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.pairs if key == name)

    def with_value(self, name: str, value: str) -> SearchLinks:
        """This search with one more value of a filter."""
        return SearchLinks(tuple(sorted({*self._others({"page"}), (name, value)})))

    def without_value(self, name: str, value: str) -> SearchLinks:
        return SearchLinks(tuple(pair for pair in self._others({"page"}) if pair != (name, value)))

    def with_all_of(self, name: str, value: str, *, parts: Iterable[str]) -> SearchLinks:
        """This search with a value of a filter instead of its parts."""
        fresh = self.with_value(name, value)
        return SearchLinks(
            tuple(pair for pair in fresh.pairs if pair not in {(name, part) for part in parts})
        )

    def only(self, name: str, values: Collection[str]) -> SearchLinks:
        """This search with no other values of a filter than these."""
        return SearchLinks(tuple(pair for pair in self.pairs if pair[0] != name or pair[1] in values))

    def each_only(self, *names: str, without: Iterable[str] = ()) -> AddressOf:
        """The addresses of this search with other values of these filters, for many values; what the addresses share is
        written once. Values are given in the order of the names; an empty one is left out, as is all of `without`."""
        pairs = self._others({"page", *names, *without})
        path, order = path_of("search").replace("%", "%%"), sorted(range(len(names)), key=names.__getitem__)
        written = [(name, f"{name}={_quoted(value)}".replace("%", "%%")) for name, value in pairs]
        written = sorted([*written, *((name, f"{name}=%s") for name in names)], key=itemgetter(0))
        pattern = f"{path}?{'&'.join(pair for _, pair in written)}"

        def address(*values: str) -> str:
            if all(values):
                return pattern % tuple([_quoted(values[number]) for number in order])
            return self.replaced(
                **dict(zip(names, values, strict=True)), **dict.fromkeys(without, "")
            ).address

        return address

    def replaced(self, **values: str) -> SearchLinks:
        """This search with these parameters instead; an empty value takes the parameter out."""
        fresh = {(name, value) for name, value in values.items() if value}
        return SearchLinks(tuple(sorted({*self._others({"page", *values}), *fresh})))

    def without_filters(self) -> SearchLinks:
        """Only the words and how results are shown."""
        return SearchLinks(tuple(pair for pair in self.pairs if pair[0] in {*HOW_SHOWN, "q"}))

    def on_page(self, number: int) -> SearchLinks:
        """The same search on this page, whichever was asked for."""
        page = {("page", str(number))} if number > 1 else set()
        return SearchLinks(tuple(sorted({*self._others({"page"}), *page})))

    def _others(self, names: set[str]) -> Pairs:
        return tuple(pair for pair in self.pairs if pair[0] not in names)


def path_of(view: str, *args: str | int) -> str:
    """As `reverse`, for addresses that every page has."""
    return _path_of(get_script_prefix(), view, args)


NUMBER = 10**15  # stands for any in an address; no site's own address has it


def around(view: str, *args: str | int) -> list[str]:
    """What is before, between and after the numbers of `path_of`, for many addresses that differ in nothing else: each of
    `args` that is `NUMBER`."""
    return path_of(view, *args).split(str(NUMBER))


@lru_cache(maxsize=256)
def _path_of(prefix: str, view: str, args: tuple[str | int, ...]) -> str:
    """The address below a prefix of the site's."""
    return reverse(view, args=args)


def _address(pairs: Pairs) -> str:
    path = path_of("search")
    return f"{path}?{_encoded(pairs)}" if pairs else path


def _encoded(pairs: Pairs) -> str:
    """As `urlencode`; a page has hundreds of addresses that share most of what is in them."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)


_quoted = lru_cache(maxsize=4096)(quote_plus)
