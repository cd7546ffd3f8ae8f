"""Filters by names that are those of others now: what was merged is found by its old address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.addresses import present_slugs

if TYPE_CHECKING:
    from django.http import QueryDict

FILTERS = {name: (name, f"not_{name}") for name in ("region", "organisation")}


def with_present_names(parameters: QueryDict) -> QueryDict:
    """The parameters of a search with what regions and organisations that were merged away are now. One query, if it
    filters by any."""
    asked = {name: _slugs(parameters, fields) for name, fields in FILTERS.items()}
    now = (
        present_slugs(regions=asked["region"], organisations=asked["organisation"])
        if any(asked.values())
        else {}
    )
    if not now:
        return parameters
    result = parameters.copy()
    for name, fields in FILTERS.items():
        for field in fields:
            values = parameters.getlist(field)
            result.setlist(field, [now.get((name, value.strip()), value) for value in values])
    return result


def _slugs(parameters: QueryDict, fields: tuple[str, ...]) -> set[str]:
    return {value.strip() for field in fields for value in parameters.getlist(field)} - {""}
