"""Measure search side by side with other engines.

    python -m benchmarks.search --size 20000

Indexes are built once and kept in the work folder; results are a file of JSON there, and a table. A disagreement about what
is found ends the run with an error after everything was measured.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.search import machine
from benchmarks.search.build import built
from benchmarks.search.corpora import add_arguments, corpus_of
from benchmarks.search.peers.base import Unavailable
from benchmarks.search.peers.registry import BUILT_ONLY, PEERS, REFERENCE, SHARED, folder_of, open_peer
from benchmarks.search.report import table
from benchmarks.search.startup import measure_memory, measure_starts
from benchmarks.search.summaries import summary
from benchmarks.search.tasks import ORDERS, Mode, Task, draw_tasks, to_json
from benchmarks.search.timing import SLOW, InMode, measure, tell
from benchmarks.search.updates import UPDATES, measure_updates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.search.corpora import Corpus
    from benchmarks.search.peers.base import Peer
    from benchmarks.search.timing import Timings

WORK = Path("var/bench")
QUERIES, ROUNDS = 200, 5
STARTED = (
    REFERENCE,
    "tantivy",
    "SQLite FTS5",
)  # whose start and memory are measured: all in one process, and quick


def main() -> None:
    options = _options()
    corpus = corpus_of(options)
    work = options.work / corpus.key
    work.mkdir(parents=True, exist_ok=True)
    tasks = draw_tasks(corpus.documents(), options.queries)
    results = _about(corpus, tasks) | {"builds": {}, "absent": {}}
    names = _build_all(options, work, corpus, results)
    disagreements = _measure(names, work, tasks, options.rounds, results)
    _measure_processes(names, work, corpus, tasks, results)
    out = options.out or work.with_suffix(".json")
    out.write_text(json.dumps(results, indent=1))
    print(f"\n{table([results])}\n\n{out}")
    tell(disagreements)
    sys.exit(bool(disagreements))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks.search", description="Measure search side by side with other engines."
    )
    add_arguments(parser)
    parser.add_argument(
        "--peers", nargs="+", choices=PEERS, default=list(PEERS), metavar="PEER", help=", ".join(PEERS)
    )
    parser.add_argument("--work", type=Path, default=WORK, help="folder of the indexes")
    parser.add_argument(
        "--rebuild", nargs="+", choices=PEERS, default=[], metavar="PEER", help="build these anew"
    )
    parser.add_argument("--queries", type=int, default=QUERIES)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="after the first")
    parser.add_argument("--out", type=Path, help="file for the results")
    return parser.parse_args()


def _about(corpus: Corpus, tasks: list[Task]) -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine.describe(),
        "load_before": machine.load(),
        "corpus": {"articles": corpus.size, "key": corpus.key},
        "queries": len(tasks),
    }


def _build_all(options: argparse.Namespace, work: Path, corpus: Corpus, results: dict[str, Any]) -> list[str]:
    """The peers that can be searched. `results` gets what building took and who is absent."""
    names = []
    for name in options.peers:
        try:
            if name not in SHARED:
                results["builds"][name] = built(name, work, corpus, again=name in options.rebuild)
                _say(f"{name}: {results['builds'][name]['articles_per_second']:,.0f} articles a second")
        except Unavailable as error:
            results["absent"][name] = str(error)
            _say(f"{name} is left out: {error}")
        else:
            names.append(name)
    for name in BUILT_ONLY:
        shutil.rmtree(folder_of(name, work), ignore_errors=True)
    return [
        name for name in names if name not in BUILT_ONLY and SHARED.get(name, name) not in results["absent"]
    ]


def _measure(
    names: list[str], work: Path, tasks: list[Task], rounds: int, results: dict[str, Any]
) -> list[str]:
    """Every mode, each with peers that have answered nothing yet; results get `searches` and `sorting`. Returns the
    disagreements."""
    disagreements: list[str] = []
    results["searches"] = {}
    for mode in Mode:
        taking_part = _taking_part(names, mode, results["searches"])
        _say(f"{mode}: {len(tasks)} queries on {', '.join(taking_part)}")
        asked = [replace(task, mode=mode) for task in tasks]
        with _opened(taking_part, work) as peers:
            timings = measure(peers, asked, rounds=rounds, reference=REFERENCE)
        results["searches"][str(mode)] = summary(timings, reference=REFERENCE)
        disagreements += timings.disagreements
    sorting = _measure_sorting(work, tasks, rounds)
    results["sorting"] = summary(sorting, reference=Mode.FULL)
    disagreements += sorting.disagreements
    results["disagreements"] = disagreements
    return disagreements


def _measure_sorting(work: Path, tasks: list[Task], rounds: int) -> Timings:
    """The orders of the reference, each query in one after the other."""
    with _opened([REFERENCE], work) as peers:
        orders = {mode: InMode(peers[REFERENCE], mode) for mode in ORDERS}
        return measure(orders, tasks, rounds=rounds, reference=Mode.FULL)


@contextmanager
def _opened(names: Sequence[str], work: Path) -> Iterator[dict[str, Peer]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(closing(open_peer(name, work))) for name in names}


def _taking_part(names: Sequence[str], mode: Mode, searches: dict[str, Any]) -> Sequence[str]:
    """Without facets it makes no difference how they are counted; other orders are not tried on slow peers."""
    if mode is Mode.FULL:
        return names
    if mode is Mode.BARE:
        return [name for name in names if name not in SHARED]
    medians = {name: found["ms"]["p50"] for name, found in searches[str(Mode.FULL)].items()}
    return [name for name in names if medians[name] < 1000 * SLOW or name == REFERENCE]


def _measure_processes(
    names: list[str], work: Path, corpus: Corpus, tasks: list[Task], results: dict[str, Any]
) -> None:
    """Results get `starts`, `memory` and `updates`."""
    path = work / "tasks.json"
    path.write_text(json.dumps([to_json(task) for task in tasks]))
    results["starts"], results["memory"], results["updates"] = {}, {}, {}
    documents = list(islice(corpus.documents(), UPDATES))
    for name in names:
        if name in STARTED:
            _say(f"{name}: starts, memory")
            results["starts"][name] = measure_starts(name, work, path)
            results["memory"][name] = measure_memory(name, work, path)
        if name not in SHARED:
            _say(f"{name}: updates")
            results["updates"][name] = measure_updates(name, work, documents, tasks[0])


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
