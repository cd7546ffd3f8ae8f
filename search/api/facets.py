"""Counts of articles by the values of each facet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.models import Role
from search.panel.names import organisation_names
from search.panel.region_tree import region_names
from search.query import NO_VALUE
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.results import Counts
    from search.rows import Row

MOST = 50  # values of a facet


def facet_rows(facets: Mapping[FacetName, Counts]) -> Row:
    """The values with most articles of each facet. Two queries, for names."""
    commonest = {facet: counts.most_common(MOST) for facet, counts in facets.items()}
    names: Mapping[FacetName, Mapping[str, object]] = {
        FacetName.REGION: region_names(value for value, _ in commonest[FacetName.REGION]),
        FacetName.ORGANISATION: organisation_names(value for value, _ in commonest[FacetName.ORGANISATION]),
        FacetName.ROLE: dict(Role.choices),
    }
    return {
        str(facet): {
            "values": [
                {"value": value, "name": str(names.get(facet, {}).get(value, value)), "articles": number}
                for value, number in commonest[facet]
                if value != NO_VALUE
            ],
            "more": max(0, len(counts) - MOST),
            "without": counts.without,
        }
        for facet, counts in facets.items()
    }
