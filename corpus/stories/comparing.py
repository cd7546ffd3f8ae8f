"""Whether two texts tell the same story. Nothing here knows a database.

The measure is how much of the shorter text the longer one has, in shingles. Of itself it would join the quarterly reports of
a firm, which share their phrases, and short notices under a long description of a firm. So the numbers must agree, and the
beginning of the shorter text must be there, too: boilerplate stands at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.stories.fingerprints import Fingerprint

SHARED = 0.4  # of the shorter text's shingles
SHARED_LEAD = 0.4  # of its beginning's
SHORTER = 0.3  # of the longer text's length, at least: less is one item of a digest
NEAR_DAYS = 14  # between two publications of a story, unless their numbers are the same
AGREEING = 0.3  # of the numbers of the text that has fewer
AGREEING_LATER = 0.8  # when more days are between
AGREEING_CONVERTED = 0.5  # in one ratio: sums in another currency
FEW = 3  # numbers that may differ by chance
TOLERANCE = 0.02  # of a ratio: rates are rounded


def similarity(one: Fingerprint, other: Fingerprint, *, days: int | None = None) -> float:
    """How much of the shorter text is in the longer one, from 0 to 1; 0 unless they tell the same story. `days` are between
    their publications, None when that isn't known."""
    shorter, longer = sorted((one, other), key=lambda text: len(text.shingles))
    if not shorter.is_telling or len(shorter.shingles) < SHORTER * len(longer.shingles):
        return 0.0
    shared = _share(shorter.shingles, longer.shingles)
    if shared < SHARED or _share(shorter.lead, longer.shingles) < SHARED_LEAD:
        return 0.0
    is_later = days is not None and abs(days) > NEAR_DAYS
    return shared if _agree(one.numbers, other.numbers, is_later=is_later) else 0.0


def _share(part: NDArray[np.uint64], whole: NDArray[np.uint64]) -> float:
    return float(np.isin(part, whole, assume_unique=True).mean()) if len(part) else 0.0


def _agree(one: NDArray[np.float64], other: NDArray[np.float64], *, is_later: bool) -> bool:
    fewer = min(len(one), len(other))
    if not fewer:
        return not is_later
    steps = np.rint(np.log(np.divide.outer(one, other)) / TOLERANCE).astype(int).ravel()
    same = np.count_nonzero(steps == 0)
    if is_later:
        return bool(same >= AGREEING_LATER * fewer)
    most = np.unique(steps, return_counts=True)[1].max()
    is_converted = most >= max(FEW, AGREEING_CONVERTED * fewer)
    return bool(fewer < FEW or same >= AGREEING * fewer or is_converted)
