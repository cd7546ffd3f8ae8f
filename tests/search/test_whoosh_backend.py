"""The Whoosh backend: the contract, and what is its own: files, damage, processes and threads."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.locks import holding
from search.backends.base import IndexState
from search.backends.whoosh import WhooshBackend, layout, storage
from search.backends.whoosh.errors import Damage
from search.backends.whoosh.segments.arrays import Arrays
from search.backends.whoosh.writing.policy import FACTOR
from search.errors import IndexUnavailable, SearchError
from search.query import Sort
from tests.search.contract import SearchBackendContract, amount, asked, document, ids
from tests.search.engine.faults import no_more_files

if TYPE_CHECKING:
    from search.backends.base import SearchBackend

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "search" / "index"


@pytest.fixture
def backend(path: Path) -> WhooshBackend:
    return WhooshBackend(path=path)


class TestContract(SearchBackendContract):
    pass


@pytest.fixture
def live(backend: WhooshBackend) -> SearchBackend:
    """Ten articles in two segments."""
    with backend.rebuild() as build:
        build.index([document(n, title=f"Tianjin {n}", body="A fund grows.") for n in range(5)])
        build.publish()
    backend.index([document(n, title=f"Hebei {n}", body="A fund shrinks.") for n in range(5, 10)])
    return backend


def build_of(path: Path) -> Path:
    return (path / "current").resolve()


def builds_in(path: Path) -> set[str]:
    return {build.name for build in (path / "builds").iterdir()}


FIRST_ANSWER = """
import sys
from search.backends.whoosh import WhooshBackend
from search.parser import parse
from search.query import SearchQuery
backend = WhooshBackend(path=sys.argv[1])
for text in ("", "fu*", '"a fund"', "fund OR park"):
    for filters in ({}, {"roles": ("investment",)}, {"figure_years": (1990, 2024), "years": (1990, 2024)}):
        query = SearchQuery(text=text, tree=parse(text), with_summary=True, folded=True, **filters)
        assert backend.search(query).summary.number == 1
        assert list(backend.found(query)) == [3]
print(*(name for name in sys.modules if name.startswith("numpy.ma.")))
"""


def test_the_first_answers_of_a_process_import_no_masked_arrays(live: SearchBackend, path: Path) -> None:
    live.index([document(3, body="A fund and a park.", amounts=[amount("investment", 7 * 10**8, year=2024)])])
    live.delete({*range(10)} - {3})
    command = (sys.executable, "-c", FIRST_ANSWER, str(path))
    answered = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
    assert answered.stdout == "\n"


# Files


@pytest.mark.usefixtures("live")
def test_only_the_owner_may_enter(path: Path) -> None:
    for directory in (path, path / "builds", build_of(path)):
        assert directory.stat().st_mode & 0o777 == 0o700


def test_the_build_before_is_kept_until_the_next(live: SearchBackend, path: Path) -> None:
    first = build_of(path).name
    with live.rebuild() as build:
        build.publish()
    second = build_of(path).name
    assert builds_in(path) == {first, second}
    with live.rebuild() as build:
        assert len(builds_in(path)) == 3
    assert builds_in(path) == {first, second}
    with live.rebuild() as build:
        build.publish()
    with live.rebuild():
        assert first not in builds_in(path)


def test_an_abandoned_build_is_removed_and_one_under_way_is_not(live: SearchBackend, path: Path) -> None:
    abandoned = path / "builds" / "abandoned"
    abandoned.mkdir()
    (abandoned / "lock").touch()
    with live.rebuild() as first, WhooshBackend(path=path).rebuild() as second:
        assert "abandoned" not in builds_in(path)
        first.index([document(1)])
        second.index([document(2)])
        first.publish()
        second.publish()
    assert live.revisions() == {2: 1}


def test_all_that_a_commit_names_is_on_disk_before_it_counts(
    live: SearchBackend, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = build_of(path)
    before = set(build.iterdir())
    synced: list[Path] = []
    contents: list[set[Path]] = []

    def rename(self: object, oldname: str, newname: str, safe: bool = False) -> None:
        contents.append({*set(build.glob("MAIN_*")) - before, build / oldname})
        (build / oldname).rename(build / newname)

    monkeypatch.setattr(storage, "sync", synced.append)
    monkeypatch.setattr(storage.FileStorage, "rename_file", rename)
    live.index([document(77)])
    assert contents[0] <= set(synced)
    assert synced.count(build) == 2, "the directory before and after the rename"


def test_a_seeded_random_does_not_overwrite_a_segment(live: SearchBackend) -> None:
    for n in (20, 21, 22):
        random.seed(1)
        live.index([document(n)])
    assert set(live.revisions()) == {*range(10), 20, 21, 22}


def test_links_that_a_killed_process_left_are_removed(live: SearchBackend, path: Path) -> None:
    for name in ("current", "previous"):
        (path / f"{name}.0a1b2c3d").symlink_to("builds/gone")
    with live.rebuild():
        assert {file.name for file in path.iterdir()} == {"builds", "current", "lock"}
    assert live.search(asked("fund")).total == 10


def test_a_build_is_left_alone_once_it_is_published(path: Path) -> None:
    """Another process may be writing to it."""
    backend = WhooshBackend(path=path, memory_mb=0, processes=2)
    with backend.rebuild() as build:
        build.index([document(1), document(2)])
        build.publish()
        theirs = build_of(path) / "MAIN_0123456789abcdef.arrays"
        theirs.touch()
    assert theirs.exists()
    assert set(backend.revisions()) == {1, 2}


def test_merging_leaves_alone_what_another_process_merges(live: SearchBackend, path: Path) -> None:
    for n in range(20, 20 + FACTOR):
        live.index([document(n)])
    segments = len(list(build_of(path).glob("*.arrays")))
    with holding(path / "merging", wait=0):
        assert live.merge() == 0
    assert len(list(build_of(path).glob("*.arrays"))) == segments
    assert live.merge(limit=1) > 1, "so many articles would be written anew"
    assert live.merge() == 0
    assert len(list(build_of(path).glob("*.arrays"))) < FACTOR


# Damage


def test_a_truncated_file_gives_an_explanation_or_the_right_answer(live: SearchBackend, path: Path) -> None:
    expected = ids(live.search(asked("tianjin OR hebei")))
    for file in [file for file in build_of(path).iterdir() if file.name.startswith(("MAIN_", "_MAIN"))]:
        content = file.read_bytes()
        for size in (0, len(content) // 2):
            file.write_bytes(content[:size])
            damaged = WhooshBackend(path=path)
            with suppress(IndexUnavailable):
                assert sorted(ids(damaged.search(asked("tianjin OR hebei")))) == sorted(expected)
            damaged.status()
        file.write_bytes(content)
    assert ids(live.search(asked("tianjin OR hebei"))) == expected


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("_MAIN_2.toc", b"garbage", IndexState.DAMAGED),
        ("_MAIN_2.toc", None, IndexState.DAMAGED),
        ("version", b"0\n", IndexState.OUTDATED),
        ("version", b"\xff\xfe", IndexState.DAMAGED),
        ("version", None, IndexState.DAMAGED),
    ],
)
def test_damage_is_explained_and_a_rebuild_mends_it(
    live: SearchBackend, path: Path, name: str, content: bytes | None, state: IndexState
) -> None:
    file = build_of(path) / name
    file.unlink() if content is None else file.write_bytes(content)
    assert live.status().state is state
    for use in (lambda: live.search(asked("fund")), lambda: live.index([document(1)]), live.revisions):
        with pytest.raises(IndexUnavailable, match="rebuild_index"):
            use()
    with live.rebuild() as build:
        build.index([document(1, title="Fund")])
        build.publish()
    assert ids(live.search(asked("fund"))) == [1]


def test_what_fails_over_damaged_values_is_damage(live: SearchBackend, path: Path) -> None:
    [first, *_] = sorted(build_of(path).glob("*.arrays"))
    content = first.read_bytes()
    arrays = Arrays(first)
    place = content.index(arrays["text"].tobytes())
    first.unlink()
    first.write_bytes(content[:place] + b"\xff" * 50 + content[place + 50 :])
    with pytest.raises(IndexUnavailable, match="damaged"):
        WhooshBackend(path=path).search(asked())
    with pytest.raises(Damage):
        Arrays(first).verify()


@pytest.mark.parametrize(
    ("fault", "said"), [(MemoryError(), "not enough memory"), (TypeError("a mistake of ours"), None)]
)
def test_faults_of_the_process_are_not_called_damage(
    live: SearchBackend, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str | None
) -> None:
    def fail(*args: object) -> None:
        raise fault

    monkeypatch.setattr("search.backends.whoosh.backend.search", fail)
    with pytest.raises(IndexUnavailable if said else type(fault), match=said):
        live.search(asked("fund"))
    assert live.status().state is IndexState.READY


def test_too_many_open_files_is_not_called_damage(live: SearchBackend, path: Path) -> None:
    other = WhooshBackend(path=path)
    with no_more_files():
        status = other.status()
        with pytest.raises(IndexUnavailable, match="can't be read: Too many open files"):
            other.search(asked("fund"))
        with pytest.raises(IndexUnavailable, match="can't be written: Too many open files"):
            other.index([document(1)])
    assert (status.state, status.needs_rebuild) == (IndexState.OUT_OF_REACH, False)
    assert "Too many open files" in status.message
    assert other.search(asked("fund")).total == 10


def test_a_wrong_argument_is_not_called_damage(live: SearchBackend) -> None:
    with pytest.raises((AttributeError, TypeError)):
        live.index([None])  # type: ignore[list-item]
    assert live.status().state is IndexState.READY


def test_a_link_to_nowhere_is_damage(live: SearchBackend, path: Path) -> None:
    (path / "current").unlink()
    (path / "current").symlink_to("builds/gone")
    assert live.status().state is IndexState.DAMAGED


def test_a_failed_write_leaves_the_index_and_its_lock_free(
    live: SearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(storage, "sync", full)
        with pytest.raises(IndexUnavailable, match="No space left"):
            live.index([document(77)])
    assert set(live.revisions()) == set(range(10))
    live.index([document(77)])
    assert 77 in live.revisions()


# Order


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> SearchBackend:
    """Enough that the first are told without putting all in order, in two segments; with many ties or few."""
    backend = WhooshBackend(path=tmp_path_factory.mktemp("many"))
    rng = random.Random(4)  # noqa: S311
    made = [
        document(
            n,
            title="port" if n % 50 == 0 else "",
            body=f"port {'steel ' * rng.randrange(40)} {'ship ' * rng.randrange(90)}",
            published=date(2024, 1, 1 + rng.randrange(20)),
            amounts=(amount("fund", rng.randrange(9)),),
        )
        for n in range(1_000)
    ]
    with backend.rebuild() as build:
        build.index(made[:700])
        build.publish()
    backend.index(made[700:])
    return backend


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("text", ["", "port", "por*", "steel ship"])
def test_the_first_of_many_are_those_of_the_whole_order(many: SearchBackend, text: str, sort: Sort) -> None:
    query = asked(text, sort=sort)
    order = many.found(query)
    for size in (1, 2, 3, 20):
        for page in (1, 2):
            start = (page - 1) * size
            first = many.search(replace(query, page=page, page_size=size))
            assert ids(first) == order[start : start + size]


# Processes and threads

WRITER = """
import os, signal, sys
import django
django.setup()
from search.backends.whoosh import WhooshBackend, storage
from search.backends.whoosh.writing import commits
from tests.search.contract import document

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

path, where = sys.argv[1:]
setattr(*{
    "writing": (storage.Files, "create_file", die),
    "syncing": (storage, "sync", die),
    "renaming": (storage.FileStorage, "rename_file", die),
    "cleaning": (commits, "_remove_others", die),
}[where])
WhooshBackend(path=path).index([document(n, title="Changed", revision=2) for n in (1, 77)])
"""


@pytest.mark.parametrize(
    ("where", "counts"), [("writing", False), ("syncing", False), ("renaming", False), ("cleaning", True)]
)
def test_a_killed_writer_leaves_the_last_commit(
    live: SearchBackend, path: Path, where: str, counts: bool
) -> None:
    killed = subprocess.run([sys.executable, "-c", WRITER, str(path), where], check=False)
    assert killed.returncode == -9
    assert live.revisions().get(77) == (2 if counts else None)
    assert live.search(asked("changed")).total == (2 if counts else 0)
    live.index([document(78, title="Changed")])
    assert live.search(asked("changed")).total == (3 if counts else 1)
    assert live.search(asked("fund")).total == (9 if counts else 10)


def test_a_commit_of_another_backend_shows_at_the_next_search(live: SearchBackend, path: Path) -> None:
    other = WhooshBackend(path=path)
    assert other.search(asked("shenzhen")).total == 0
    live.index([document(50, title="Shenzhen")])
    assert other.search(asked("shenzhen")).total == 1
    with live.rebuild() as build:
        build.publish()
    assert other.search(asked()).total == 0


def test_what_was_long_unchanged_is_seen_to_change_and_to_go(live: SearchBackend, path: Path) -> None:
    """A snapshot of a build that wasn't changed lately is taken without reading its table of contents again."""

    def grow_old() -> None:
        long_ago = time.time() - 60
        os.utime(build_of(path), (long_ago, long_ago))

    other = WhooshBackend(path=path)
    for title, found in (("Shenzhen", 1), ("Shenzhen again", 2)):
        grow_old()
        assert other.search(asked("shenzhen")).total == found - 1
        live.index([document(50 + found, title=title)])
        assert other.search(asked("shenzhen")).total == found
    grow_old()
    assert other.search(asked()).total == 12
    with live.rebuild() as build:
        build.publish()
    assert other.search(asked()).total == 0
    grow_old()
    assert other.search(asked()).total == 0
    shutil.rmtree(path)
    with pytest.raises(IndexUnavailable, match="There is no search index yet"):
        other.search(asked())


def test_words_asked_for_again_are_found_and_scored_by_the_latest_commit(
    live: SearchBackend, path: Path
) -> None:
    """What words find is kept, and a new article changes the scores of all."""
    words, in_hebei = asked("fund"), replace(asked("fund"), regions=("hebei",))
    for query in (words, in_hebei):
        live.search(query)
    live.delete([1])
    live.index([document(60, body="fund", regions=("hebei",))])
    anew = WhooshBackend(path=path)
    for query in (words, in_hebei, words, in_hebei):
        found = live.search(query)
        assert found.hits == anew.search(query).hits
        assert 60 in {hit.article_id for hit in found.hits}


def test_readers_go_on_while_commits_and_rebuilds_come(live: SearchBackend) -> None:
    """Each commit moves all ten articles from one title to another; no reader sees some of both."""
    writing = True

    def read() -> int:
        searches = 0
        while writing:
            results = live.search(asked("even OR odd OR hebei OR tianjin"))
            titles = {hit.title[0].text for hit in results.hits}
            assert results.total == 10, titles
            searches += 1
        return searches

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for turn in range(12):
                articles = [document(n, title="Even" if turn % 2 else "Odd") for n in range(10)]
                if turn % 4:
                    live.index(articles)
                else:
                    with live.rebuild() as build:
                        build.index(articles)
                        build.publish()
        finally:
            writing = False
    assert all(reader.result() > 5 for reader in readers)


def test_words_are_looked_up_in_threads_while_commits_come(live: SearchBackend) -> None:
    """Inexact words stand for those of the generation that is searched."""
    writing = True

    def read() -> int:
        searches = 0
        while writing:
            for inexact in ("ev?nly OR od?ly OR he?ei OR tianj?n", "evemly~ OR oddlu~ OR hebey~ OR tianjan~"):
                assert live.search(asked(inexact)).total == 10
                searches += 1
            assert live.suggest("gro").completions
        return searches

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            for turn in range(12):
                live.index(
                    [document(n, title="Evenly" if turn % 2 else "Oddly", body="It grows") for n in range(10)]
                )
        finally:
            writing = False
    assert all(reader.result() > 5 for reader in readers)


def test_writers_wait_for_each_other(live: SearchBackend, path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: WhooshBackend(path=path).index([document(n)]), range(100, 112)))
    assert set(live.revisions()) == {*range(10), *range(100, 112)}


def test_a_lock_that_stays_held_is_explained(
    live: SearchBackend, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "LOCK_TIMEOUT", 0.05)
    with layout.Layout(path, version="1").writing(), pytest.raises(SearchError, match="another process"):
        live.index([document(1)])
