"""Locks between processes, by the system: it frees them when a process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAUSE = 0.01  # seconds between tries


def acquire(path: Path, *, wait: float | None) -> int | None:
    """A descriptor that holds the lock at `path` until it is closed; None if another held it for `wait` seconds. With
    None it waits as long as it takes, and comes before all who only try."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if _is_locked(descriptor, wait):
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _is_locked(descriptor: int, wait: float | None) -> bool:
    if wait is None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return True
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(PAUSE)
        else:
            return True


@contextmanager
def holding(path: Path, *, wait: float | None) -> Iterator[bool]:
    """Hold the lock at `path`; yields whether it was got."""
    descriptor = acquire(path, wait=wait)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            os.close(descriptor)
