"""Commits: what counts, what stays on disk, what a fault leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from whoosh.filedb.filestore import FileStorage

from search.backends.whoosh import storage
from search.backends.whoosh.errors import Damage
from search.backends.whoosh.writing import inversion, merges
from search.backends.whoosh.writing.building import Builder
from search.backends.whoosh.writing.commits import arrays_of, create_index, segments_of
from search.backends.whoosh.writing.inversion import Room
from search.backends.whoosh.writing.merges import merge, merge_all, merge_group
from search.backends.whoosh.writing.policy import FACTOR, due, fewest
from search.backends.whoosh.writing.writer import Writer
from search.errors import IndexUnavailable
from tests.search.contract import document
from tests.search.engine.faults import few_more_files, no_file_larger_than

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def build(tmp_path: Path) -> Path:
    create_index(tmp_path)
    return tmp_path


def write(build: Path, *article_ids: int, revision: int = 1) -> None:
    with Writer(build) as writer:
        writer.add([document(n, revision=revision) for n in article_ids])
        writer.commit()


def held(build: Path) -> dict[int, int]:
    """Article -> revision."""
    found: dict[int, int] = {}
    for segment in segments_of(build):
        arrays = arrays_of(build, segment)
        live = segment.live(build)
        for number in range(segment.documents) if live is None else np.flatnonzero(live).tolist():
            assert arrays["article"].item(number) not in found
            found[arrays["article"].item(number)] = arrays["revision"].item(number)
    return found


def sizes(build: Path) -> list[int]:
    return [segment.doc_count() for segment in segments_of(build)]


def files(build: Path) -> set[str]:
    return {file.name for file in build.iterdir()}


# What counts


@pytest.mark.parametrize("memory_mb", [0, 1], ids=["a segment for each", "one segment"])
def test_the_last_of_each_article_counts(build: Path, memory_mb: int) -> None:
    write(build, 1, 2, 3)
    with Writer(build, memory_mb=memory_mb) as writer:
        writer.add([document(2, revision=5), document(4, revision=5)])
        writer.add([document(2, revision=6), document(5, revision=5), document(4, revision=7)])
        assert held(build) == {1: 1, 2: 1, 3: 1}
        writer.commit()
    assert held(build) == {1: 1, 2: 6, 3: 1, 4: 7, 5: 5}


def test_articles_are_deleted_wherever_they_are(build: Path) -> None:
    write(build, 1, 2, 3)
    with Writer(build) as writer:
        writer.add([document(4), document(5)])
        writer.delete([99, 2, 5])
    assert held(build) == {1: 1, 3: 1, 4: 1}
    with Writer(build) as writer:
        writer.delete([1, 3])
    assert sizes(build) == [1], "an empty segment goes"


@pytest.mark.parametrize(
    ("occurrences", "strings", "made"), [(10**6, 10**6, [3]), (1000, 10**6, [1, 1, 1]), (10**6, 1, [1, 1, 1])]
)
def test_segments_end_where_memory_does(build: Path, occurrences: int, strings: int, made: list[int]) -> None:
    """However many words a character makes."""
    builder = Builder(build, Room(characters=10**9, occurrences=occurrences, strings=strings))
    text = "七八 " * (inversion._BATCH // 3 + 1)
    segments = builder.segments_of([document(n, body=text) for n in range(3)])
    assert [segment.documents for segment in segments] == made


def test_what_is_not_committed_is_gone(build: Path) -> None:
    before = files(build)
    with Writer(build, memory_mb=0) as writer:
        writer.add([document(1), document(2)])
    assert files(build) == before


def test_an_open_segment_outlives_its_file(build: Path) -> None:
    write(build, 1)
    [segment] = segments_of(build)
    arrays = arrays_of(build, segment)
    write(build, 1, revision=2)
    assert not (build / segment.arrays_name).exists()
    assert arrays["revision"].tolist() == [1]
    assert arrays["text"].sum() > 0


# Merging


@pytest.mark.parametrize("edits", [200, pytest.param(1000, marks=pytest.mark.slow)])
def test_single_edits_stay_in_few_segments_and_are_cheap(
    build: Path, monkeypatch: pytest.MonkeyPatch, edits: int
) -> None:
    monkeypatch.setattr(storage, "sync", lambda path: None)
    write(build, *range(2000))
    written = 0
    for number in range(edits):
        write(build, number % 975, revision=number)
        written += merge(build, limit=1000)
        assert len(segments_of(build)) <= 2 * FACTOR
    assert written < 100 * edits, "documents that merges wrote anew"
    assert held(build) == dict.fromkeys(range(2000), 1) | {number % 975: number for number in range(edits)}


def test_others_write_while_segments_are_merged(build: Path) -> None:
    for number in range(FACTOR):
        write(build, number, 10 + number)
    write(build, 0, revision=2)
    turns = iter(("chosen", "written"))

    @contextmanager
    def locked() -> Iterator[Path]:
        if next(turns, "") == "written":
            write(build, 1, revision=2)
            write(build, 2, 12, revision=2)  # a segment that is merged is gone
            with Writer(build) as writer:
                writer.delete([3])
        yield build

    assert merge(build, limit=1000, locked=locked) == 2 * FACTOR - 2
    expected = dict.fromkeys([*range(FACTOR), *range(10, 10 + FACTOR)], 1) | dict.fromkeys((0, 1, 2, 12), 2)
    del expected[3]
    assert held(build) == expected
    assert files(build) == {name for segment in segments_of(build) for name in segment.file_names} | {
        file.name for file in build.glob("*.toc")
    }


def test_a_merge_ends_when_another_build_is_live(build: Path, tmp_path: Path) -> None:
    for number in range(FACTOR):
        write(build, number)
    before = files(build)
    turns = iter((build, tmp_path / "another"))
    assert merge(build, limit=1000, locked=lambda: nullcontext(next(turns))) == 0
    assert files(build) == before


def test_what_a_killed_merge_left_is_removed_by_the_next(build: Path) -> None:
    (build / "draft_MAIN_1.arrays").touch()
    write(build, 1)
    assert (build / "draft_MAIN_1.arrays").exists(), "a merge may be under way"
    merge(build, limit=1000)
    assert len(files(build)) == 2


# Deletions


def test_deletions_dont_make_the_table_of_contents_grow(build: Path) -> None:
    write(build, *range(2000))
    [toc] = build.glob("*.toc")
    size = toc.stat().st_size
    for article in (5, 6):
        with Writer(build) as writer:
            writer.delete([article, *range(1000)])
    [toc], [live] = build.glob("*.toc"), build.glob("*.live")
    assert toc.stat().st_size < size + 50
    assert live.stat().st_size == 2000 / 8
    assert held(build) == dict.fromkeys(range(1000, 2000), 1)


@pytest.mark.parametrize("content", [b"", b"\xff\xff", b"\xff\xfe", b"\x00"])
def test_damaged_deletions_are_noticed(build: Path, content: bytes) -> None:
    write(build, *range(16))
    with Writer(build) as writer:
        writer.delete([3, 4])
    [live] = build.glob("*.live")
    live.write_bytes(content)
    with pytest.raises(Damage):
        held(build)


def test_a_merge_keeps_to_its_limit(build: Path) -> None:
    for start in range(0, 10 * FACTOR, 10):
        write(build, *range(start, start + 10))
    assert merge(build, limit=10 * FACTOR - 1) == 0
    assert merge(build, limit=10 * FACTOR) == 10 * FACTOR
    assert merge(build, limit=10 * FACTOR) == 0
    assert sizes(build) == [10 * FACTOR]


def test_a_segment_with_much_deleted_is_written_anew(build: Path) -> None:
    write(build, *range(30))
    with Writer(build) as writer:
        writer.delete(range(10))
    assert merge(build, limit=100) == 0
    with Writer(build) as writer:
        writer.delete([10])
    assert merge(build, limit=100) == 19
    assert [segment.documents for segment in segments_of(build)] == [19]


def test_all_is_merged_into_as_few_as_may_be(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.backends.whoosh.writing.policy.MAX_DOCUMENTS", 10)
    with Writer(build, memory_mb=0) as writer:
        writer.add([document(n) for n in range(25)])
        writer.commit()
    merge_all(build)
    assert sorted(sizes(build)) == [5, 10, 10]
    assert not fewest(segments_of(build))
    assert not due(segments_of(build), limit=1000)
    assert held(build) == dict.fromkeys(range(25), 1)


def test_many_segments_are_merged_in_turns(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merges, "MOST_AT_ONCE", 3)
    with Writer(build, memory_mb=0) as writer:
        writer.add([document(n) for n in range(11)])
        writer.commit()
    merge_all(build)
    assert sizes(build) == [11]
    assert held(build) == dict.fromkeys(range(11), 1)


def test_a_commit_of_many_segments_needs_few_open_files(build: Path) -> None:
    with Writer(build, memory_mb=0) as writer:
        writer.add([document(n) for n in range(40)])
        with few_more_files(20):
            writer.commit()
    assert len(sizes(build)) == 40


# Faults


def test_all_that_a_commit_names_is_on_disk_before_it_counts(
    build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[object] = []

    def rename(self: object, oldname: str, newname: str, safe: bool = False) -> None:
        steps.append("rename")
        (build / oldname).rename(build / newname)

    monkeypatch.setattr(storage, "sync", lambda path: steps.append(path.suffix))
    monkeypatch.setattr(FileStorage, "rename_file", rename)
    write(build, 1, 3)
    steps.clear()
    with Writer(build, memory_mb=0) as writer:
        writer.add([document(1), document(2)])
        writer.commit()
    before, after = steps[: steps.index("rename")], steps[steps.index("rename") + 1 :]
    assert (before.count(".arrays"), before.count(".live")) == (2, 1)
    assert len(before) == 5, "the table of contents and the directory, too"
    assert before[-1] == "" == after[0], "the directory's name has no suffix"


def test_a_commit_that_fails_leaves_nothing(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(build, 1, 3)
    before = files(build)

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(storage, "sync", full)
        with pytest.raises(OSError, match="No space"):
            write(build, 1, 2)
        with pytest.raises(OSError, match="No space"):
            merge_group(build, segments_of(build))
    with no_file_larger_than(5000), pytest.raises(OSError, match="too large"):
        write(build, *range(1, 100))
    with no_file_larger_than(100), pytest.raises(OSError, match="too large"), Writer(build) as writer:
        writer.delete([1])
    assert files(build) == before
    assert held(build) == {1: 1, 3: 1}
    write(build, 1, 2)
    assert held(build) == {1: 1, 2: 1, 3: 1}


@pytest.mark.parametrize(
    ("often", "seed"),
    [
        pytest.param(50, 1, id="50 points"),
        pytest.param(500, 2, id="500 points", marks=pytest.mark.soak),
    ],
)
def test_a_killed_writer_leaves_the_last_commit(tmp_path: Path, often: int, seed: int) -> None:
    command = (
        sys.executable,
        "-m",
        "tests.search.engine.killed_writers",
        str(tmp_path),
        str(often),
        str(seed),
    )
    ended = subprocess.run(command, check=False, capture_output=True, text=True, cwd=PROJECT)
    assert ended.returncode == 0, ended.stderr
    commits = [int(line) for line in ended.stdout.split()]
    assert len(commits) == often
    assert min(commits) == 0 < max(commits), "killed before the first commit and after one"


# Several processes


def test_several_processes_make_the_same_index(tmp_path: Path) -> None:
    articles = [document(n % 40, revision=n, title=f"Park {n}", body=f"word{n} " * 9000) for n in range(50)]
    built = []
    for processes in (1, 2):
        build = tmp_path / str(processes)
        build.mkdir()
        create_index(build)
        with Writer(build, memory_mb=4, processes=processes) as writer:
            writer.add(articles)
            writer.commit()
        assert not active_children()
        merge_all(build)
        [segment] = segments_of(build)
        built.append(arrays_of(build, segment))
        assert len(files(build)) == 2
    assert sorted(built[0]["article"]) == list(range(40))
    for name in built[0]:
        np.testing.assert_array_equal(built[0][name], built[1][name], name)


def test_an_error_in_another_process_is_raised_here(build: Path) -> None:
    before = files(build)
    articles = [document(1), document(2), document(3, title=None)]
    with Writer(build, memory_mb=0, processes=2) as writer:
        writer.add(articles)
        with pytest.raises((AttributeError, TypeError)):
            writer.commit()
    assert files(build) == before
    assert not active_children()


def test_what_cant_be_indexed_is_left_out_and_named(build: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Writer(build) as writer:
        writer.add([document(1), document(2**70), document(3)])
        writer.commit()
    assert [arrays_of(build, segment)["article"].tolist() for segment in segments_of(build)] == [[1], [3]]
    assert f"Article {2**70} can't be indexed" in caplog.text


def test_a_process_that_is_killed_is_an_error(build: Path) -> None:
    before = files(build)
    with Writer(build, memory_mb=0, processes=1 + 1) as writer:
        writer.add([document(1)])
        for child in active_children():
            os.kill(child.pid or 0, signal.SIGKILL)
        with pytest.raises(IndexUnavailable, match="ended"):
            writer.commit()
    assert files(build) == before
    assert not active_children()


BUILDING = """
import sys
from multiprocessing import active_children
from pathlib import Path
from search.backends.whoosh.writing.writer import Writer
from tests.search.contract import document

def main():
    writer = Writer(Path(sys.argv[1]), memory_mb=0, processes=2)
    writer.add([document(1), document(2)])
    print(*(child.pid for child in active_children()), flush=True)
    sys.stdin.read()

if __name__ == "__main__":
    main()
"""


def test_other_processes_end_when_the_first_is_killed(build: Path, tmp_path: Path) -> None:
    script = tmp_path / "building.py"
    script.write_text(BUILDING)
    with subprocess.Popen(
        [sys.executable, str(script), str(build)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    ) as process:
        assert process.stdout
        children = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
    assert len(children) == 2
    for _ in range(1000):
        if not any(map(is_running, children)):
            break
        time.sleep(0.02)
    assert not any(map(is_running, children))


def is_running(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
