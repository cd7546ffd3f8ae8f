"""What filters, facets and orders need of an article, stored as one column value a document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from search.facets import buckets_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.documents import AmountEntry, SearchDocument

MAX_FEN = Decimal(2**63 - 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount: `low` and `high` are fen (hundredths of a yuan), inclusive, None without a known rate."""

    role: str
    low: int | None
    high: int | None
    buckets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """`day` is the ordinal of the date of publication (`date.toordinal`). Values of each tuple but `figures` are
    distinct."""

    article_id: int
    revision: int
    day: int | None
    year: str | None
    source: str
    regions: tuple[str, ...]
    organisations: tuple[str, ...]
    figures: tuple[Figure, ...]
    roles: tuple[str, ...]
    buckets: tuple[str, ...]


def to_fen(yuan: Decimal) -> int:
    """Fen in 64 bits; what is larger counts as the largest."""
    fen = (yuan * 100).to_integral_value(ROUND_HALF_EVEN)
    return int(max(-MAX_FEN, min(fen, MAX_FEN)))


def encode(document: SearchDocument) -> bytes:
    day = document.published.toordinal() if document.published else None
    values = (
        document.article_id,
        document.revision,
        day,
        document.source,
        document.regions,
        document.organisations,
        [_encode_amount(amount) for amount in document.amounts],
    )
    return json.dumps(values, separators=(",", ":")).encode("ascii")


def _encode_amount(amount: AmountEntry) -> tuple[str, int | None, int | None]:
    if amount.value_cny is None:
        return amount.role, None, None
    ends = [to_fen(amount.value_cny)]
    if amount.value_high_cny is not None:
        ends.append(to_fen(amount.value_high_cny))
    return amount.role, min(ends), max(ends)


def decode(value: bytes) -> Record:
    article_id, revision, day, source, regions, organisations, amounts = json.loads(value)
    figures = tuple(_figure(*amount) for amount in amounts)
    return Record(
        article_id,
        revision,
        day,
        intern(str(date.fromordinal(day).year)) if day else None,
        intern(source),
        distinct(map(intern, regions)),
        distinct(map(intern, organisations)),
        figures,
        distinct(figure.role for figure in figures),
        distinct(bucket for figure in figures for bucket in figure.buckets),
    )


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


@lru_cache(maxsize=1 << 14)
def _figure(role: str, low: int | None, high: int | None) -> Figure:
    return Figure(role, low, high, _buckets(low, high))


def _buckets(low: int | None, high: int | None) -> tuple[str, ...]:
    if low is None or high is None:
        return ()
    return tuple(bucket.name for bucket in buckets_of(Decimal(low) / 100, Decimal(high) / 100))
