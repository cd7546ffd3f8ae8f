"""Timings as numbers for a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.search.timing import Timings


def summary(timings: Timings, *, reference: str) -> dict[str, Any]:
    """For each peer its milliseconds, and how many times the reference's they are, query by query."""
    own, own_first = timings.typical(reference), timings.first(reference)
    return {
        name: {
            "ms": _spread(1000 * np.array(timings.typical(name))),
            "first_ms": _spread(1000 * np.array(timings.first(name))),
            "ratio": _spread(np.array(timings.typical(name)) / own),
            "first_ratio": _spread(np.array(timings.first(name)) / own_first),
            "ratio_of_p95": _rounded(_p(timings.typical(name), 95) / _p(own, 95)),
            "ms_by_kind": _by_kind(timings, name),
            "queries_ms": [_rounded(1000 * seconds) for seconds in timings.typical(name)],
        }
        for name in timings.seconds
    }


def _spread(values: np.ndarray[Any, np.dtype[np.float64]]) -> dict[str, float]:
    spread = {f"p{q}": _rounded(_p(values, q)) for q in (5, 50, 95)}
    return spread | {"mean": _rounded(values.mean()), "max": _rounded(values.max())}


def _p(values: Sequence[float] | np.ndarray[Any, Any], q: int) -> float:
    return float(np.percentile(values, q))


def _by_kind(timings: Timings, name: str) -> dict[str, float]:
    """Medians."""
    found: dict[str, list[float]] = {}
    for task, seconds in zip(timings.tasks, timings.typical(name), strict=True):
        found.setdefault(str(task.kind), []).append(1000 * seconds)
    return {kind: _rounded(_p(values, 50)) for kind, values in found.items()}


def _rounded(value: float) -> float:
    """To four digits."""
    return float(f"{value:.4g}")
