"""What the system refuses, for real."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Writing more of a file fails half-way, as on a full disk."""
    with _limited(resource.RLIMIT_FSIZE, size):
        yield


@contextmanager
def no_more_files() -> Iterator[None]:
    """Opening one fails."""
    with _limited(resource.RLIMIT_NOFILE, 3):
        yield


@contextmanager
def few_more_files(number: int) -> Iterator[None]:
    """Opening more than so many at once fails."""
    with _limited(resource.RLIMIT_NOFILE, len(list(Path("/proc/self/fd").iterdir())) + number):
        yield


@contextmanager
def _limited(what: int, most: int) -> Iterator[None]:
    before, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(what, (before, hard))
