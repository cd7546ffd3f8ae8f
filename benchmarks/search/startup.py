"""A fresh process: how long until its first answer, and how much memory it has after all queries.

    python -m benchmarks.search.startup Gleaner var/bench/made-2024-20000 tasks.json

Says a line of JSON after the first answer and one after all of them, and waits for its input to end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.search.memory import memory
from benchmarks.search.peers.registry import folder_of, open_peer
from benchmarks.search.tasks import from_json

STARTS, WORKERS = 5, 2


def main() -> None:
    name, work, tasks = sys.argv[1:]
    first, *others = map(from_json, json.loads(Path(tasks).read_text()))
    opening = time.perf_counter()
    peer = open_peer(name, Path(work))
    total = peer.search(first).total
    _say(total=total, answered_in=time.perf_counter() - opening)
    for task in others:
        peer.search(task)
    _say(**memory())
    sys.stdin.read()
    peer.close()


def _say(**values: float) -> None:
    print(json.dumps(values), flush=True)


# From outside


def measure_starts(name: str, work: Path, tasks: Path) -> dict[str, float]:
    """Seconds from the start of a process to its first answer, and of these from opening the index on; medians. Then with
    the files not in memory, where the system lets go of them."""
    warm = [_start(name, work, tasks) for _ in range(STARTS)]
    cold = []
    for _ in range(STARTS):
        forget(folder_of(name, work))
        cold.append(_start(name, work, tasks))
    return {
        "seconds": round(median(total for total, _ in warm), 3),
        "opening": round(median(opening for _, opening in warm), 3),
        "from_disk": round(median(total for total, _ in cold), 3),
    }


def _start(name: str, work: Path, tasks: Path) -> tuple[float, float]:
    start = time.perf_counter()
    with _process(name, work, tasks) as process:
        answer = _heard(process)
        seconds = time.perf_counter() - start
        process.kill()
    return seconds, answer["answered_in"]


def measure_memory(name: str, work: Path, tasks: Path) -> dict[str, float]:
    """Of one of two processes that have answered everything."""
    processes = [_process(name, work, tasks) for _ in range(WORKERS)]
    for process in processes:
        _heard(process)
    found = [_heard(process) for process in processes]
    for process in processes:
        process.communicate()
    return found[-1]


def _process(name: str, work: Path, tasks: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.search.startup", name, str(work), str(tasks)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603


def _heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    return dict(json.loads(process.stdout.readline()))


def forget(folder: Path) -> None:
    """Ask the system to drop the files' pages; those that others have mapped stay."""
    for file in folder.rglob("*"):
        if file.is_file():
            descriptor = os.open(file, os.O_RDONLY)
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


if __name__ == "__main__":
    main()
