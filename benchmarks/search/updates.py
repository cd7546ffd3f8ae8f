"""What it takes to replace one article, and the search after it."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.search.peers.registry import folder_of, open_peer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.search.tasks import Task
    from search.documents import SearchDocument

UPDATES, PATIENCE = 100, 60.0  # times; seconds after which no more are made


def measure_updates(
    name: str, work: Path, documents: Sequence[SearchDocument], task: Task
) -> dict[str, float]:
    """Milliseconds. The articles stay as they are, so that the index goes on giving the same answers."""
    with _copied(name, work) as folder:
        peer = open_peer(name, folder)
        peer.search(task)
        updates: list[float] = []
        searches: list[float] = []
        for document in documents[:UPDATES]:
            again = replace(document, revision=document.revision + 1)
            start = time.perf_counter()
            peer.update(again)
            updates.append(time.perf_counter() - start)
            start = time.perf_counter()
            peer.search(task)
            searches.append(time.perf_counter() - start)
            if sum(updates) + sum(searches) > PATIENCE:
                break
        peer.close()
    return {
        "number": len(updates),
        "ms": round(1000 * median(updates), 2),
        "max_ms": round(1000 * max(updates), 2),
        "search_after_ms": round(1000 * median(searches), 2),
    }


@contextmanager
def _copied(name: str, work: Path) -> Iterator[Path]:
    """A folder with a copy of the index, since updates leave it in more pieces. A server's is changed where it is."""
    source = folder_of(name, work)
    if source.is_symlink():
        yield work
        return
    copies = work / "copies"
    try:
        shutil.copytree(source, folder_of(name, copies), symlinks=True)
        yield copies
    finally:
        shutil.rmtree(copies, ignore_errors=True)
