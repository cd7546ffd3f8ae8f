"""Memory of processes as the system sees it, in megabytes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PAUSE = 0.1  # seconds between looks
ROLLUP = {"Rss": "rss_mb", "Pss": "pss_mb", "Private_Dirty": "own_mb"}


def memory() -> dict[str, float]:
    """Of this process: resident, its share of what is shared, and what is its own."""
    lines = (line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    return {ROLLUP[key[:-1]]: round(int(kb) / 1024, 1) for key, kb, *_ in lines if key[:-1] in ROLLUP}


@dataclass(slots=True)
class Peak:
    mb: float = 0.0


@contextmanager
def peak() -> Iterator[Peak]:
    """The most that this process and its children have taken meanwhile beyond what they had; files that are mapped don't
    count."""
    found, done, before = Peak(), Event(), _anonymous_mb()

    def look() -> None:
        while not done.wait(PAUSE):
            found.mb = max(found.mb, _anonymous_mb() - before)

    watch = Thread(target=look, daemon=True)
    watch.start()
    try:
        yield found
    finally:
        done.set()
        watch.join()


def _anonymous_mb() -> float:
    children = (path.read_text().split() for path in Path("/proc/self/task").glob("*/children"))
    processes = ["self", *(child for found in children for child in found)]
    return sum(map(_anonymous_kb, processes)) / 1024


def _anonymous_kb(process: str) -> int:
    """0 for one that has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("RssAnon:")), 0)
