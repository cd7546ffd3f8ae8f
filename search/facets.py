"""The ranges of money that the amount facet counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MILLION = Decimal(10**6)
BILLION = Decimal(10**9)


@dataclass(frozen=True, slots=True)
class AmountBucket:
    """A range of money in whole yuan on the common scale: `low` inclusive, `high` exclusive, None for open."""

    name: str
    low: Decimal | None
    high: Decimal | None

    def overlaps(self, low: Decimal, high: Decimal) -> bool:
        """Whether a figure from `low` to `high` (both inclusive, equal for a single value) has a part in the bucket."""
        return (self.low is None or high >= self.low) and (self.high is None or low < self.high)


AMOUNT_BUCKETS = (
    AmountBucket("under-1m", None, MILLION),
    AmountBucket("1m-10m", MILLION, 10 * MILLION),
    AmountBucket("10m-100m", 10 * MILLION, 100 * MILLION),
    AmountBucket("100m-1bn", 100 * MILLION, BILLION),
    AmountBucket("1bn-10bn", BILLION, 10 * BILLION),
    AmountBucket("10bn-100bn", 10 * BILLION, 100 * BILLION),
    AmountBucket("100bn-1tn", 100 * BILLION, 1000 * BILLION),
    AmountBucket("over-1tn", 1000 * BILLION, None),
)


def buckets_of(low: Decimal, high: Decimal) -> tuple[AmountBucket, ...]:
    """The buckets that a figure from `low` to `high` (whole yuan, inclusive) has a part in."""
    return tuple(bucket for bucket in AMOUNT_BUCKETS if bucket.overlaps(low, high))
