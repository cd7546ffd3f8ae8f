"""The bytes of uploaded files, below var/uploads under names of the server's own, until they are done with."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_OWN_NAME = re.compile(r"[0-9a-f]{32}")
_FRESH = 3600  # seconds that a file may wait for the row that it belongs to


def folder() -> Path:
    path = Path(settings.VAR_DIR) / "uploads"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def new_name() -> str:
    return uuid4().hex


def keep(chunks: Iterable[bytes]) -> str:
    """Write the bytes and return the name that they are kept under; they are on the disk then."""
    name = new_name()
    descriptor = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(chunks)
        file.flush()
        os.fsync(file.fileno())
    return name


def path_of(name: str) -> Path:
    return folder() / name


def drop(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def drop_all_but(names: Collection[str]) -> None:
    """Remove the files of nobody: left by a process that ended in between, or by rows that went."""
    for path in folder().iterdir():
        is_old = time.time() - path.stat().st_mtime > _FRESH
        if is_old and path.name not in names and _OWN_NAME.fullmatch(path.name):
            path.unlink(missing_ok=True)
