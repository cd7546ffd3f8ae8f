"""Where builds of the index are, and which one is live.

<path>/                 mode 0700: who can write a table of contents (a pickle) runs code here
├── lock                held while the live build is written or another takes its place
├── merging             held while segments of the live build are merged
├── current -> builds/…
├── previous -> builds/…
└── builds/<name>/      one index: Whoosh's files, `version`, and `lock`, held by the process that builds it
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING

from corpus.locks import acquire, holding
from search.backends.base import IndexState
from search.backends.whoosh.errors import Damage, Unusable, explained
from search.errors import IndexUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_TIMEOUT = 20.0  # seconds that a writer waits for another


class Layout:
    def __init__(self, path: Path, *, version: str) -> None:
        self._path = path
        self._version = version
        self._builds = path / "builds"
        self.link = str(path / "current")  # leads to the live build

    def current(self) -> Path:
        """The live build, of this version. Raises `Unusable`, `OSError` and `Damage`."""
        build = self._target("current")
        if build is None:
            raise Unusable(IndexState.MISSING)
        try:
            version = (build / "version").read_text("ascii").strip()
        except ValueError as error:
            raise Damage("The version can't be read") from error
        if version != self._version:
            raise Unusable(IndexState.OUTDATED)
        return build

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time, over all processes and threads; a dead process holds nothing."""
        with explained("written"):
            if not self._path.is_dir():
                raise Unusable(IndexState.MISSING)
            lock = acquire(self._path / "lock", wait=LOCK_TIMEOUT)
        if lock is None:
            raise IndexUnavailable("The search index is being written by another process.")
        try:
            yield
        finally:
            os.close(lock)

    @contextmanager
    def merging(self) -> Iterator[Path | None]:
        """The live build for the one process that merges at a time; None for any other."""
        build = self.current()
        with holding(self._path / "merging", wait=0) as is_ours:
            yield build if is_ours else None

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A directory for a new build; removed at the end unless it was published."""
        with explained("written"):
            build, lock = self._new_build()
        try:
            yield build
        finally:
            os.close(lock)
            if build not in self._kept():
                shutil.rmtree(build, ignore_errors=True)

    def _new_build(self) -> tuple[Path, int]:
        """A directory and the descriptor that locks it."""
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path.chmod(0o700)
        with self.writing():
            self._builds.mkdir(mode=0o700, exist_ok=True)
            self._remove_leftovers()
            build = self._builds / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(4)}"
            build.mkdir(mode=0o700)
            (build / "version").write_text(f"{self._version}\n", "ascii")
            lock = acquire(build / "lock", wait=0)
            if lock is None:
                raise IndexUnavailable("The search index is being built by another process.")
            return build, lock

    def publish(self, build: Path) -> None:
        """Make a build the live one; the live one becomes the previous one."""
        with self.writing():
            sync(build / "version")
            sync(build)
            sync(self._builds)
            if replaced := self._target("current"):
                self._point("previous", replaced)
            self._point("current", build)

    def _remove_leftovers(self) -> None:
        """Builds of no use to anyone; one whose process lives is locked. Links that were not yet in place."""
        for draft in (*self._path.glob("current.*"), *self._path.glob("previous.*")):
            draft.unlink()
        for build in set(self._builds.iterdir()) - self._kept():
            with suppress(OSError), holding(build / "lock", wait=0) as is_ours:
                if is_ours:
                    shutil.rmtree(build, ignore_errors=True)

    def _kept(self) -> set[Path | None]:
        return {self._target("current"), self._target("previous")}

    def _target(self, name: str) -> Path | None:
        try:
            return self._path / (self._path / name).readlink()
        except FileNotFoundError:
            return None

    def _point(self, name: str, build: Path) -> None:
        draft = self._path / f"{name}.{token_hex(4)}"
        draft.symlink_to(build.relative_to(self._path))
        draft.replace(self._path / name)
        sync(self._path)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a directory, are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
