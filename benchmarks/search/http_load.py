"""The whole page over HTTP: gunicorn as `make run` starts it, several clients at once.

    python -m benchmarks.search.http_load --size 20000

The site has a folder of its own in the work folder, which is kept. Each client asks for its next page when it has one, so
that the workers are never idle; `alone` is one client by itself. Pages are `first` asked for, each address by one client and
once in all, by workers that have answered a thousand others before, from files that the system holds in memory; then the same
are asked for `again`, when workers may have them finished. For each run the workers are new. How much of a page was search the page says itself
(`benchmarks.search.timed`); what isn't is the rest of the time that the client waited for it alone, in the middle one of three runs: what
holds a page up in one of them, and makes it one of the slowest, is mostly the machine's own.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import numpy as np

from benchmarks.search import machine
from benchmarks.search.corpora import add_arguments, corpus_of
from benchmarks.search.tasks import Kind, draw_tasks
from search.facets import AMOUNT_BUCKETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.search.corpora import Corpus
    from benchmarks.search.tasks import Task

WORK = Path("var/bench")
SEARCH = re.compile(rb"Server-Timing: search;dur=([0-9.]+)")
HOST = "127.0.0.1"
WORKERS, CLIENTS = 2, 8
QUERIES, WARMING = 500, 1000
RUNS_ALONE = 3  # an odd number
PATIENCE = 60.0  # seconds for the server to start
BUCKETS = {bucket.name: bucket for bucket in AMOUNT_BUCKETS}


@dataclass(frozen=True, slots=True)
class Page:
    """Milliseconds until all of it was there, and of search in them."""

    ms: float
    search_ms: float


@dataclass(frozen=True, slots=True)
class Site:
    port: int

    def get(self, address: str) -> Page:
        """The clients share the processors with the server, so they do little."""
        request = (
            f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        )
        start = time.perf_counter()
        with socket.create_connection((HOST, self.port), timeout=60) as connection:
            connection.sendall(request.encode())
            received = list(iter(partial(connection.recv, 1 << 16), b""))
        lasted = time.perf_counter() - start
        head, _, content = b"".join(received).partition(b"\r\n\r\n")
        if not (head.startswith(b"HTTP/1.1 200 ") and f"Content-Length: {len(content)}".encode() in head):
            raise RuntimeError(f"{address} gives {head!r} and {len(content)} bytes")
        spent = SEARCH.search(head)
        if not spent:
            raise RuntimeError(f"{address} doesn't say how long it searched")
        return Page(1000 * lasted, float(spent[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure whole pages over HTTP.")
    add_arguments(parser)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    options = parser.parse_args()
    corpus = corpus_of(options)
    set_up(options.work.resolve() / f"{corpus.key}-site", corpus)
    drawn = [address_of(task) for task in draw_tasks(corpus.documents(), WARMING + QUERIES)]
    warming, addresses = drawn[:WARMING], drawn[WARMING:]
    addresses = [address for address in dict.fromkeys(addresses) if address not in warming]
    together = measure_pages(options.workers, warming, addresses, clients=options.clients)
    alone = [measure_pages(options.workers, warming, addresses, clients=1) for _ in range(RUNS_ALONE)]
    result = {
        "machine": machine.describe(),
        "articles": corpus.size,
        "workers": options.workers,
        "clients": options.clients,
        "pages": len(addresses),
        **{f"{run}_asked": _summary(pages) for run, pages in together.items()},
        **{
            f"{run}_asked_alone": _summary(_middle([one[run] for one in alone])) for run in ("first", "again")
        },
        **_shares(_middle([one["first"] for one in alone]).pages),
    }
    out = options.work / f"{corpus.key}-http.json"
    out.write_text(json.dumps(result, indent=1))
    print(json.dumps(result, indent=1))


def set_up(folder: Path, corpus: Corpus) -> None:
    """Django on a folder with the articles; they are put there once."""
    os.environ |= {
        "GLEANER_VAR": str(folder),
        "GLEANER_HTTPS": "0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    os.environ |= {"GLEANER_DATABASE_URL": "", "GLEANER_INDEX": ""}
    folder.mkdir(parents=True, exist_ok=True)
    import django
    from django.core.management import call_command

    django.setup()
    from benchmarks.search.database import fill, index
    from search.backends import get_backend

    call_command("migrate", verbosity=0, interactive=False)
    if not (folder / "filled").exists():
        call_command("flush", verbosity=0, interactive=False)  # what an earlier run left half-filled
        fill(corpus)
        (folder / "filled").touch()
    if get_backend().status().needs_rebuild:
        index(corpus)
    call_command("collectstatic", verbosity=0, interactive=False)


def _read_all(folder: Path) -> None:
    """So that no page waits for a disk that another machine's would not: some systems take files out of memory soon."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                while file.read(1 << 24):
                    pass


def address_of(task: Task) -> str:
    """The page that asks what the task asks."""
    bucket = BUCKETS.get(task.bucket)
    low = bucket.low if bucket else None
    high = bucket.high if bucket else None
    pairs = {
        "q": _typed(task),
        "region": task.region,
        "organisation": task.organisation,
        "role": task.role,
        "amount_min": "" if low is None else str(low),
        "amount_max": "" if high is None else f"{high - 1}.99",
        "year": str(task.year or ""),
    }
    return "/?" + urlencode({name: value for name, value in pairs.items() if value})


def _typed(task: Task) -> str:
    match task.kind:
        case Kind.PHRASE:
            return f'"{" ".join(task.words)}"'
        case Kind.PREFIX:
            return f"{task.words[0]}*"
        case Kind.OR:
            return " OR ".join(task.words)
        case _:
            return " ".join(task.words)


@contextmanager
def running_site(workers: int) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "benchmarks.search.timed:application",
        "--config",
        "config/gunicorn.py",
    ]
    server = subprocess.Popen([*command, "--bind", f"{HOST}:{port}", "--workers", str(workers)])  # noqa: S603
    try:
        site = Site(port)
        _wait_for(site)
        yield site
    finally:
        server.terminate()
        server.wait()


def _wait_for(site: Site) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            site.get("/")
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


@dataclass(frozen=True, slots=True)
class Pages:
    pages: tuple[Page, ...]
    per_second: float


def measure_pages(
    workers: int, warming: Sequence[str], addresses: Sequence[str], *, clients: int
) -> dict[str, Pages]:
    """First asked for and asked for again, by new workers that have answered the warming queries."""
    _read_all(Path(os.environ["GLEANER_VAR"]))
    with running_site(workers) as site, ThreadPoolExecutor(clients) as pool:
        list(pool.map(site.get, warming))
        return {run: _measure(site, pool, addresses) for run in ("first", "again")}


def _measure(site: Site, pool: ThreadPoolExecutor, addresses: Sequence[str]) -> Pages:
    start = time.perf_counter()
    pages = tuple(pool.map(site.get, addresses))
    lasted = time.perf_counter() - start
    return Pages(pages, round(len(pages) / lasted, 1))


def _middle(runs: Sequence[Pages]) -> Pages:
    """Of each page the run in which it took neither longest nor least; and the pages a second of the middle run."""
    pages = zip(*(run.pages for run in runs), strict=True)
    return Pages(
        tuple(sorted(same, key=lambda page: page.ms)[len(runs) // 2] for same in pages),
        median(run.per_second for run in runs),
    )


def _summary(measured: Pages) -> dict[str, float]:
    ms = [page.ms for page in measured.pages]
    return {
        "pages_per_second": measured.per_second,
        "p50_ms": _percentile(ms, 50),
        "p95_ms": _percentile(ms, 95),
        "max_ms": round(max(ms), 2),
    }


def _shares(pages: Sequence[Page]) -> dict[str, float]:
    """Of pages first asked for alone, what isn't search."""
    searches = [page.search_ms for page in pages]
    slowest = sorted(pages, key=lambda page: page.ms)[-max(1, len(pages) // 20) :]
    return {
        "search_p50_ms": _percentile(searches, 50),
        "search_p95_ms": _percentile(searches, 95),
        "not_search_share": round(median(1 - page.search_ms / page.ms for page in pages), 3),
        "not_search_share_of_all_time": _share_of_all_time(pages),
        "not_search_share_of_slowest_twentieth": _share_of_all_time(slowest),
    }


def _share_of_all_time(pages: Sequence[Page]) -> float:
    return round(1 - sum(page.search_ms for page in pages) / sum(page.ms for page in pages), 3)


def _percentile(values: Sequence[float], percent: int) -> float:
    return round(float(np.percentile(values, percent)), 2)


if __name__ == "__main__":
    main()
