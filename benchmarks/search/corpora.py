"""Which articles a run is about."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.search.folder import read_folder
from benchmarks.search.generate import SEED, articles

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from search.documents import SearchDocument


@dataclass(frozen=True, slots=True)
class Corpus:
    """Made up by a seed, or read from `folder`."""

    size: int
    seed: int = SEED
    folder: Path | None = None

    @property
    def key(self) -> str:
        name = f"made-{self.seed}" if self.folder is None else f"folder-{self.folder.resolve().name}"
        return f"{name}-{self.size}"

    def documents(self) -> Iterator[SearchDocument]:
        if self.folder is None:
            return articles(self.size, seed=self.seed)
        return islice(read_folder(self.folder, seed=self.seed), self.size)

    def arguments(self) -> list[str]:
        """As a program of this package takes them."""
        folder = ["--folder", str(self.folder)] if self.folder else []
        return ["--size", str(self.size), "--seed", str(self.seed), *folder]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=int, required=True, help="articles")
    parser.add_argument("--seed", type=int, default=SEED, help="of made-up articles and facets")
    parser.add_argument(
        "--folder", type=Path, help="real articles (.txt, .md, .html) instead of made-up ones"
    )


def corpus_of(options: argparse.Namespace) -> Corpus:
    return Corpus(options.size, options.seed, options.folder)
