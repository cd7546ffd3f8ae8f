"""Results as tables in Markdown.

python -m benchmarks.search.report var/bench/*.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.search.peers.registry import REFERENCE
from benchmarks.search.tasks import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Results = dict[str, Any]
    Rows = Iterable[Sequence[str]]

TITLES = {
    "full": "Top ten with snippets, total, five facets each under the other filters",
    "bare": "Top ten and total only",
    "by date": "As the first, newest first",
    "by amount": "As the first, largest first",
}


def table(runs: Sequence[Results]) -> str:
    """All runs, one after the other, smallest first."""
    ordered = sorted(runs, key=lambda run: run["corpus"]["articles"])
    return "\n\n".join((_machine(ordered[-1]), *(part for run in ordered for part in _parts(run))))


def _machine(run: Results) -> str:
    about = run["machine"]
    packages = ", ".join(f"{name} {version}" for name, version in about["packages"].items())
    return (
        f"{about['cores']} cores ({about['processor']}), {about['memory_gb']} GB, {about['system']}, "
        f"Python {about['python']}, SQLite {about['sqlite']}, {packages}."
    )


def _parts(run: Results) -> Iterable[str]:
    yield f"### {run['corpus']['articles']:,} articles, {run['queries']} queries"
    for mode, found in run["searches"].items():
        yield f"{TITLES[mode]}:\n\n{_searches(found)}"
    if run["sorting"]:
        yield _sorting(run["sorting"])
    yield _builds(run)
    yield _processes(run)
    for name, reason in run["absent"].items():
        yield f"{name} is absent: {reason}."


def _searches(found: dict[str, Any]) -> str:
    heads = (
        "",
        "ms, median",
        "p95",
        f"times {REFERENCE}, median of queries",
        "p5",
        "p95",
        "p95 to p95",
        "first asked, ms",
        f"times {REFERENCE}",
    )
    rows = [
        (
            name,
            _number(one["ms"]["p50"]),
            _number(one["ms"]["p95"]),
            *(_number(one["ratio"][key]) for key in ("p50", "p5", "p95")),
            _number(one["ratio_of_p95"]),
            f"{_number(one['first_ms']['p50'])} / {_number(one['first_ms']['p95'])}",
            _number(one["first_ratio"]["p50"]),
        )
        for name, one in found.items()
    ]
    return _lines(heads, rows)


def _sorting(sorting: dict[str, Any]) -> str:
    ratios = {mode: one["ratio"] for mode, one in sorting.items() if mode != Mode.FULL}
    parts = (f"{mode} {_number(one['p50'])} (p95 {_number(one['p95'])})" for mode, one in ratios.items())
    return f"{REFERENCE}'s time as a multiple of that by relevance, query by query: {', '.join(parts)}."


def _builds(run: Results) -> str:
    updates = run["updates"]
    heads = (
        "",
        "articles/s",
        "index MB",
        "memory of building, MB",
        "one update, ms (max)",
        "search after it, ms",
    )
    rows = [
        (
            name,
            _number(one["articles_per_second"]),
            _number(one["index_mb"]),
            _number(one["memory_mb"]),
            f"{_number(updates[name]['ms'])} ({_number(updates[name]['max_ms'])})" if name in updates else "",
            _number(updates[name]["search_after_ms"]) if name in updates else "",
        )
        for name, one in run["builds"].items()
    ]
    return _lines(heads, rows)


def _processes(run: Results) -> str:
    heads = (
        "",
        "fresh process to first answer, s",
        "of that opening and answering",
        "files not in memory",
        "RSS MB",
        "PSS",
        "own",
    )
    rows = [
        (
            name,
            *(_number(one[key]) for key in ("seconds", "opening", "from_disk")),
            *(_number(run["memory"][name][key]) for key in ("rss_mb", "pss_mb", "own_mb")),
        )
        for name, one in run["starts"].items()
    ]
    return _lines(heads, rows)


def _lines(heads: Sequence[str], rows: Rows) -> str:
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def _number(value: float) -> str:
    """Three digits, or all of a larger number."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Tables of results.")
    parser.add_argument("results", type=Path, nargs="+")
    print(table([json.loads(path.read_text()) for path in parser.parse_args().results]))


if __name__ == "__main__":
    main()
