"""The peers by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.search.peers.fts5 import Fts5
from benchmarks.search.peers.gleaner import Gleaner
from benchmarks.search.peers.plain_whoosh import PlainWhoosh
from benchmarks.search.peers.postgres import Postgres
from benchmarks.search.peers.tantivy_index import Tantivy, TantivyAggregations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.search.peers.base import Peer

GLEANER, TWO_PROCESSES = "Gleaner", "Gleaner, two processes"
REFERENCE = GLEANER  # what all others are compared with

PEERS: dict[str, Callable[..., Peer]] = {
    GLEANER: Gleaner,
    TWO_PROCESSES: Gleaner,
    "Whoosh": PlainWhoosh,
    "tantivy": Tantivy,
    "tantivy, own aggregations": TantivyAggregations,
    "SQLite FTS5": Fts5,
    "PostgreSQL": Postgres,
}
OPTIONS: dict[str, dict[str, Any]] = {TWO_PROCESSES: {"processes": 2}}
SHARED = {"tantivy, own aggregations": "tantivy"}  # name -> whose index it searches
BUILT_ONLY = (TWO_PROCESSES,)  # their index is like another's


def open_peer(name: str, work: Path) -> Peer:
    """A peer on its index below `work`, which may be there or not. Raises `Unavailable`."""
    return PEERS[name](folder_of(name, work), **OPTIONS.get(name, {}))


def folder_of(name: str, work: Path) -> Path:
    return work / SHARED.get(name, name).lower().replace(",", "").replace(" ", "-")
