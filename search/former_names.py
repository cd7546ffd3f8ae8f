"""Filters by names that are those of others now: what was merged is found by its old address."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import Value

from corpus.models import OrganisationAlias, RegionAlias
from search.prepared import Prepared, no_slug

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from django.db.models import QuerySet
    from django.http import QueryDict

FILTERS = {name: (name, f"not_{name}") for name in ("region", "organisation")}


def _former(slugs: Sequence[str]) -> QuerySet[RegionAlias, tuple[str, str, str]]:
    """("region" or "organisation", a former slug, the slug of what it is now)."""
    regions = RegionAlias.objects.filter(slug__in=slugs).order_by()
    organisations = OrganisationAlias.objects.filter(slug__in=slugs).order_by()
    return regions.values_list(Value("region"), "slug", "region__slug").union(
        organisations.values_list(Value("organisation"), "slug", "organisation__slug"), all=True
    )


_present = Prepared(_former, stand_in=no_slug)


def with_present_names(
    parameters: QueryDict, present: Mapping[str, Container[str]] = MappingProxyType({})
) -> QueryDict:
    """The parameters of a search with what regions and organisations that were merged away are now. One query, if it
    filters by any that isn't known to be there still: `present` has slugs of regions and organisations that are."""
    asked = sorted(
        {
            slug
            for name, fields in FILTERS.items()
            for slug in _slugs(parameters, fields)
            if slug not in present.get(name, ())
        }
    )
    now = {(of, former): slug for of, former, slug in _present(asked)}
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
