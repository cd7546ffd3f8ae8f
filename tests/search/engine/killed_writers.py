"""Writers that are killed at random points, each followed by a look at what is left:

    python -m tests.search.engine.killed_writers BUILD HOW_OFTEN SEED

Commit k gives all articles the revision k and the word `commit<k>`. Prints after how many commits each was killed."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import numpy as np

from search.backends.whoosh.segments.postings import Postings
from search.backends.whoosh.writing.commits import arrays_of, create_index, segments_of
from search.backends.whoosh.writing.merges import merge
from search.backends.whoosh.writing.writer import Writer
from tests.search.contract import document

ARTICLES = 12
LONGEST = 0.06  # seconds that a writer lives, a few commits


def commit(build: Path, number: int) -> None:
    articles = [
        document(n, revision=number, title=f"Article {n}", body=f"commit{number} word{n} " * 30)
        for n in range(ARTICLES)
    ]
    with Writer(build) as writer:
        writer.add(articles)
        writer.commit()
    merge(build, limit=1000)


def commit_until_killed(build: Path, number: int) -> None:
    while True:
        number += 1
        commit(build, number)


def last_commit(build: Path) -> int:
    """Its number, after a look at every document and its postings."""
    revisions: dict[int, int] = {}
    found = set()
    for segment in segments_of(build):
        arrays = arrays_of(build, segment)
        postings = Postings(arrays, "body")
        live = segment.live(build)
        for number in range(segment.documents) if live is None else np.flatnonzero(live).tolist():
            article, revision = arrays["article"].item(number), arrays["revision"].item(number)
            assert article not in revisions
            revisions[article] = revision
            for term in (f"commit{revision}", f"word{article}"):
                extent = postings.of(term.encode())
                place = np.flatnonzero(extent.cut(postings.ids) == number)
                assert len(place) == 1
                assert len(postings.positions_of(extent.first + place)[0]) == 30
            found.add(revision)
    assert not revisions or (set(revisions) == set(range(ARTICLES)) and len(found) == 1), revisions
    return max(found, default=0)


def assert_no_leftovers(build: Path) -> None:
    """After a commit."""
    names = {name for segment in segments_of(build) for name in segment.file_names}
    files = {file.name for file in build.iterdir()}
    assert len(files - names) == 1, files
    assert names <= files


def main() -> None:
    build, often = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(int(sys.argv[3]))  # noqa: S311
    create_index(build)
    number = 0
    for _ in range(often):
        child = os.fork()
        if not child:
            commit_until_killed(build, number)
        time.sleep(chance.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        left = last_commit(build)
        assert left >= number
        print(left - number, flush=True)  # noqa: T201
        number = left + 1
        commit(build, number)
        assert last_commit(build) == number
        assert_no_leftovers(build)


if __name__ == "__main__":
    main()
