"""Regions and organisations that facets name, kept in the process as long as the articles are as they were."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from corpus.models import Organisation, Region

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

MOST = 20_000  # rows of a kind

M = TypeVar("M", Region, Organisation)


class _Rows(Generic[M]):
    """Rows by slug, not to be written to."""

    def __init__(self, model: type[M]) -> None:
        self._model: type[M] = model
        self._kept: dict[str, M] = {}

    def of(self, slugs: Iterable[str], counted: Collection[str]) -> dict[str, M]:
        """Those that there are; at most one query. What is counted is named by an article, so it can't change without a
        new state of the articles; what isn't is read each time."""
        wanted, kept = list(slugs), self._kept
        missing = [slug for slug in wanted if slug not in kept]
        found = (
            {row.slug: row for row in self._model._default_manager.filter(slug__in=missing)}
            if missing
            else {}
        )
        if len(kept) < MOST:
            kept.update((slug, row) for slug, row in found.items() if slug in counted)
        known = [(slug, found.get(slug) or kept.get(slug)) for slug in wanted]
        return {slug: row for slug, row in known if row is not None}


class Known:
    """As of one state of the articles."""

    def __init__(self) -> None:
        self.regions = _Rows(Region)
        self.organisations = _Rows(Organisation)


@lru_cache(maxsize=2)
def known_as_of(state: str) -> Known:
    """`state` is as from `search.stamps.current_state`."""
    return Known()
