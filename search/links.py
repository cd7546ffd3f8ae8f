"""Addresses of searches: parameters sorted, empty ones left out, back to page 1 whenever a filter changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

if TYPE_CHECKING:
    from django.http import QueryDict

PARAMETERS = (
    "q", "region", "organisation", "role", "amount_min", "amount_max", "year", "source", "sort", "page",
)  # fmt: skip

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SearchLinks:
    """The search that is shown, as parameters, and the addresses that lead on from it."""

    pairs: Pairs

    @classmethod
    def of(cls, parameters: QueryDict) -> SearchLinks:
        found = {(n, v.strip()) for n in PARAMETERS for v in parameters.getlist(n) if v.strip()}
        return cls(tuple(sorted(found - {("page", "1"), ("sort", "relevance")})))

    @property
    def query_string(self) -> str:
        return urlencode(self.pairs)

    @property
    def address(self) -> str:
        """This search."""
        return _address(self.pairs)

    def with_value(self, name: str, value: str) -> str:
        """This search with one more value of a filter."""
        return _address(tuple(sorted({*self._others({"page"}), (name, value)})))

    def without_value(self, name: str, value: str) -> str:
        return _address(tuple(pair for pair in self._others({"page"}) if pair != (name, value)))

    def replaced(self, **values: str) -> str:
        """This search with these parameters instead; an empty value takes the parameter out."""
        fresh = {(name, value) for name, value in values.items() if value}
        return _address(tuple(sorted({*self._others({"page", *values}), *fresh})))

    def without_filters(self) -> str:
        """Only the words and the order."""
        return _address(tuple(pair for pair in self.pairs if pair[0] in {"q", "sort"}))

    def page(self, number: int) -> str:
        return self.replaced(page=str(number) if number > 1 else "")

    def _others(self, names: set[str]) -> Pairs:
        return tuple(pair for pair in self.pairs if pair[0] not in names)


def _address(pairs: Pairs) -> str:
    return reverse("search") + (f"?{urlencode(pairs)}" if pairs else "")
