"""A plot of results.

python -m benchmarks.search.plot docs/images/search-benchmark.svg var/bench/*.json
"""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.search.peers.registry import PEERS, REFERENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

MODES = {"full": "with snippets and five facets", "bare": "top ten and total only"}
HEIGHT = 0.8  # of a group of bars


def draw(runs: Sequence[dict[str, Any]], out: Path) -> None:
    """Bars to the median, lines on to the 95th percentile; a group for each size."""
    ordered = sorted(runs, key=lambda run: run["corpus"]["articles"])
    pyplot: Any = import_module("matplotlib.pyplot")
    pyplot.switch_backend("svg")
    pyplot.rcParams.update({"svg.hashsalt": "gleaner", "svg.fonttype": "none", "font.size": 9})
    figure, axes = pyplot.subplots(1, len(MODES), figsize=(9, 1.2 + 1.5 * len(ordered)), sharey=True)
    for axis, (mode, title) in zip(axes, MODES.items(), strict=True):
        _draw_mode(axis, ordered, mode)
        axis.set_title(title)
    axes[0].set_yticks(range(len(ordered)), [f"{run['corpus']['articles']:,}\narticles" for run in ordered])
    axes[0].invert_yaxis()
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=min(6, len(labels)), frameon=False)
    figure.set_layout_engine("constrained")
    figure.savefig(out, metadata={"Date": None})


def _draw_mode(axis: Any, runs: Sequence[dict[str, Any]], mode: str) -> None:
    most = max(len(run["searches"][mode]) for run in runs)
    thick = HEIGHT / most
    for number, run in enumerate(runs):
        found = run["searches"][mode]
        names = [name for name in PEERS if name in found]
        for place, name in enumerate(names):
            ms = found[name]["ms"]
            axis.barh(
                number + (place - (len(names) - 1) / 2) * thick,
                ms["p50"],
                thick * 0.85,
                xerr=[[0], [ms["p95"] - ms["p50"]]],
                label=None if number else name,  # the first run has all of them
                color=_colour(name),
                error_kw={"elinewidth": 0.8},
            )
    axis.set_xscale("log")
    axis.set_xlabel("ms, median and 95th percentile")
    axis.grid(axis="x", linewidth=0.3)
    axis.spines[["top", "right"]].set_visible(False)


def _colour(name: str) -> str:
    return "black" if name == REFERENCE else f"C{list(PEERS).index(name)}"


def main() -> None:
    parser = argparse.ArgumentParser(description="A plot of results.")
    parser.add_argument("out", type=Path)
    parser.add_argument("results", type=Path, nargs="+")
    options = parser.parse_args()
    draw([json.loads(path.read_text()) for path in options.results], options.out)


if __name__ == "__main__":
    main()
