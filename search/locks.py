"""One drain at a time, across processes."""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

PAUSE = 0.02  # seconds between tries


@contextmanager
def index_lock(*, wait: float) -> Iterator[bool]:
    """Hold the lock of everything that writes to the index; yields whether it was got within `wait` seconds.
    The system frees it when its process ends, however it ends."""
    path = Path(settings.VAR_DIR) / "index.lock"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a") as file:
        yield _try_lock(file.fileno(), wait)


def _try_lock(handle: int, wait: float) -> bool:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(PAUSE)
        else:
            return True
