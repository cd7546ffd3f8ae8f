"""Slugs that regions and organisations had before they were merged into others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Value

from corpus.models import OrganisationAlias, RegionAlias

if TYPE_CHECKING:
    from collections.abc import Collection


def present_slugs(*, regions: Collection[str], organisations: Collection[str]) -> dict[tuple[str, str], str]:
    """("region" or "organisation", a former slug) -> the slug of what it is now. One query."""
    former = RegionAlias.objects.filter(slug__in=regions).order_by()
    bodies = OrganisationAlias.objects.filter(slug__in=organisations).order_by()
    rows = former.values_list(Value("region"), "slug", "region__slug").union(
        bodies.values_list(Value("organisation"), "slug", "organisation__slug"), all=True
    )
    return {(of, slug): now for of, slug, now in rows}
