"""Regions and organisations that pages name, kept in the process as long as the articles are as they were. What an article
names can't change without a new state of the articles, and nor can what it lies in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from corpus.models import Organisation, Region
from search.containment import FIELDS, surroundings
from search.prepared import Prepared, in_order, no_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence

    from search.containment import Surroundings
    from search.prepared import Row

MOST = 20_000  # rows of a kind
MOST_CHOICES = 256  # regions, or several of them, with what is around them: some dozens of rows each

M = TypeVar("M", Region, Organisation)


ORGANISATION = in_order(Organisation, {"id", "name", "slug", "kind"})
_regions = Prepared(
    lambda slugs: Region.objects.filter(slug__in=slugs).order_by().values_list(*FIELDS), stand_in=no_slug
)
_organisations = Prepared(
    lambda slugs: Organisation.objects.filter(slug__in=slugs).order_by().values_list(*ORGANISATION),
    stand_in=no_slug,
)


class _Rows(Generic[M]):
    """Rows by slug, not to be written to."""

    def __init__(
        self, read: Callable[[Sequence[str]], list[Row]], model: type[M], fields: Sequence[str]
    ) -> None:
        self._read, self._fields = read, fields
        self._model: type[M] = model
        self._kept: dict[str, M] = {}

    def of(self, slugs: Iterable[str], counted: Collection[str]) -> dict[str, M]:
        """Those that there are; at most one query. What is counted is named by an article; what isn't is read each time."""
        wanted, kept = list(slugs), self._kept
        missing = [slug for slug in wanted if slug not in kept]
        rows = (self._model.from_db(None, self._fields, row) for row in self._read(missing))
        found = {row.slug: row for row in rows}
        if len(kept) < MOST:
            kept.update((slug, row) for slug, row in found.items() if slug in counted)
        known = [(slug, found.get(slug) or kept.get(slug)) for slug in wanted]
        return {slug: row for slug, row in known if row is not None}

    def __contains__(self, slug: object) -> bool:
        return slug in self._kept


class Known:
    """As of one state of the articles."""

    def __init__(self) -> None:
        self.regions = _Rows(_regions, Region, FIELDS)
        self.organisations = _Rows(_organisations, Organisation, ORGANISATION)
        self.by_filter: Mapping[str, Container[str]] = {
            "region": self.regions,
            "organisation": self.organisations,
        }
        self._surroundings: dict[tuple[str, ...], Surroundings] = {}

    def around(self, regions: Sequence[str], counted: Collection[str]) -> Surroundings:
        """Three queries for what isn't known."""
        slugs = tuple(regions)
        found = self._surroundings.get(slugs) or surroundings(slugs)
        if len(self._surroundings) < MOST_CHOICES and all(slug in counted for slug in slugs):
            self._surroundings[slugs] = found
        return found


@lru_cache(maxsize=2)
def known_as_of(state: str) -> Known:
    """`state` is as from `search.stamps.current_state`."""
    return Known()
