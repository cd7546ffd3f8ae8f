"""Build one peer's index in a process of its own, and say what it took, as a line of JSON.

    python -m benchmarks.search.build "SQLite FTS5" var/bench/made-2024-20000 --size 20000

Making up the articles is not counted: up to MOST_HELD are made before, more are made between.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.search.corpora import add_arguments, corpus_of
from benchmarks.search.memory import peak
from benchmarks.search.peers.base import Unavailable
from benchmarks.search.peers.registry import PEERS, folder_of, open_peer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.search.corpora import Corpus
    from search.documents import SearchDocument

MOST_HELD = 100_000  # articles in memory
BUILT = ".built.json"  # beside an index: what building it took


@dataclass(slots=True)
class Metered:
    """Documents, and how many seconds it took to get them."""

    documents: Iterator[SearchDocument]
    seconds: float = 0.0

    def __iter__(self) -> Iterator[SearchDocument]:
        while True:
            start = time.perf_counter()
            document = next(self.documents, None)
            self.seconds += time.perf_counter() - start
            if document is None:
                return
            yield document


def built(name: str, work: Path, corpus: Corpus, *, again: bool = False) -> dict[str, Any]:
    """What building took, now or in an earlier run. Raises `Unavailable`."""
    note = folder_of(name, work).with_suffix(BUILT)
    if again or not note.exists():
        note.unlink(missing_ok=True)
        _remove(folder_of(name, work))
        note.write_text(json.dumps(_build_apart(name, work, corpus)))
    return dict(json.loads(note.read_text()))


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        shutil.rmtree(folder.resolve(), ignore_errors=True)
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _build_apart(name: str, work: Path, corpus: Corpus) -> dict[str, Any]:
    work.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.search.build", name, str(work)]
    done = subprocess.run(  # noqa: S603
        [*command, *corpus.arguments()], check=True, stdout=subprocess.PIPE, text=True
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if "unavailable" in result:
        raise Unavailable(result["unavailable"])
    return result


def build(name: str, work: Path, corpus: Corpus) -> dict[str, Any]:
    peer = open_peer(name, work)
    held = corpus.size <= MOST_HELD
    documents = Metered(iter(list(corpus.documents())) if held else corpus.documents())
    with peak() as most:
        start = time.perf_counter()
        peer.build(documents)
        seconds = time.perf_counter() - start - (0 if held else documents.seconds)
    peer.close()
    return {
        "seconds": round(seconds, 2),
        "articles_per_second": round(corpus.size / seconds, 1),
        "index_mb": round(size_of(folder_of(name, work)) / 1e6, 1),
        "memory_mb": round(most.mb),
    }


def size_of(folder: Path) -> int:
    return sum(
        file.stat().st_size
        for file in folder.resolve().rglob("*")
        if file.is_file() and not file.is_symlink()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Build an index and say what it took.")
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("work", type=Path)
    add_arguments(parser)
    options = parser.parse_args()
    try:
        print(json.dumps(build(options.peer, options.work, corpus_of(options))))
    except Unavailable as error:
        print(json.dumps({"unavailable": str(error)}))


if __name__ == "__main__":
    main()
