"""What peers index of an article beside its words, and how their counts become facets.

A figure is indexed as `role|bucket` for each bucket that it has a part in: a role and a bucket of one and the same figure
are one keyword then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.facets import buckets_of
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from benchmarks.search.tasks import Task
    from search.documents import AmountEntry, SearchDocument

FACETS = (FacetName.REGION, FacetName.ORGANISATION, FacetName.ROLE, FacetName.AMOUNT, FacetName.YEAR)

Facets = dict[FacetName, dict[str, int]]

COLUMNS = ("region", "organisation", "role", "bucket", "pair", "year")
COUNTED = {
    "region": ("region",),
    "organisation": ("organisation",),
    "pair": ("role", "bucket"),
    "year": ("year",),
}  # filter -> the columns that are counted without it; with a filter on figures pairs are counted in their place


@dataclass(frozen=True, slots=True)
class Entry:
    """`columns` has the distinct values of each of COLUMNS; `day` and `largest` (yuan) are 0 when there is none."""

    columns: Mapping[str, tuple[str, ...]]
    day: int
    largest: int


def entry_of(document: SearchDocument) -> Entry:
    pairs = tuple(dict.fromkeys(pairs_of(document)))
    return Entry(
        columns={
            "region": document.regions,
            "organisation": document.organisations,
            "role": tuple(dict.fromkeys(amount.role for amount in document.amounts)),
            "bucket": tuple(dict.fromkeys(pair.split("|")[1] for pair in pairs)),
            "pair": pairs,
            "year": (str(document.published.year),) if document.published else (),
        },
        day=document.published.toordinal() if document.published else 0,
        largest=max(
            (int(_ends(amount)[1]) for amount in document.amounts if amount.value_cny is not None), default=0
        ),
    )


def pairs_of(document: SearchDocument) -> Iterator[str]:
    for amount in document.amounts:
        if amount.value_cny is not None:
            for bucket in buckets_of(*_ends(amount)):
                yield f"{amount.role}|{bucket.name}"


def _ends(amount: AmountEntry) -> tuple[Decimal, Decimal]:
    """The lower and the upper end of an amount that has a value."""
    ends = [end for end in (amount.value_cny, amount.value_high_cny) if end is not None]
    return min(ends), max(ends)


@dataclass(frozen=True, slots=True)
class Pass:
    """One search: `filters` are (column, value), `columns` those that are counted over what it finds."""

    filters: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]


def filters_of(task: Task) -> tuple[tuple[str, str], ...]:
    chosen = {
        "region": task.region,
        "organisation": task.organisation,
        "pair": task.pair,
        "year": str(task.year or ""),
    }
    return tuple((column, value) for column, value in chosen.items() if value)


def passes(task: Task) -> list[Pass]:
    """The search itself, which counts what no filter is on, and one without each filter, which counts what it is on."""
    filters = filters_of(task)
    active = {column for column, _ in filters}
    free = tuple(column for name, columns in COUNTED.items() if name not in active for column in columns)
    others = [Pass(tuple(f for f in filters if f != own), (own[0],)) for own in filters]
    return [Pass(filters, free), *others]


def facets_of(task: Task, counts: Mapping[str, Mapping[str, int]]) -> Facets:
    """Counts by column as facets: pairs as roles in the bucket, and as buckets of the role."""
    roles, buckets = counts.get("role", {}), counts.get("bucket", {})
    if task.pair:
        pairs = {tuple(pair.split("|")): number for pair, number in counts["pair"].items()}
        roles = {role: number for (role, bucket), number in pairs.items() if bucket == task.bucket}
        buckets = {bucket: number for (role, bucket), number in pairs.items() if role == task.role}
    found = (counts["region"], counts["organisation"], roles, buckets, counts["year"])
    return {name: dict(values) for name, values in zip(FACETS, found, strict=True)}
