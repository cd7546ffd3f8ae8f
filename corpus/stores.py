"""Files that people send, until they are done with: in folders of the data folder, under names of the server's own."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_OWN_NAME = re.compile(r"[0-9a-f]{32}")


def data_folder(name: str = "") -> Path:
    """The data folder or a folder in it, made if it is missing; only the server may look into it."""
    path = Path(settings.VAR_DIR, name)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@dataclass(frozen=True, slots=True)
class Store:
    """The files of one folder of the data folder."""

    name: str

    def folder(self) -> Path:
        return data_folder(self.name)

    @staticmethod
    def new_name() -> str:
        return uuid4().hex

    def keep(self, chunks: Iterable[bytes]) -> str:
        """Write the bytes and return the name that they are kept under; they are on the disk then."""
        name = self.new_name()
        descriptor = os.open(self.path_of(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        return name

    def path_of(self, name: str) -> Path:
        return self.folder() / name

    def drop(self, name: str) -> None:
        self.path_of(name).unlink(missing_ok=True)

    def drop_older(self, seconds: float, *, but: Collection[str] = ()) -> None:
        """Remove files that were kept so long ago, other than those of the names `but`."""
        for path in self.folder().iterdir():
            with suppress(FileNotFoundError):  # another process removes, too
                is_old = path.stat().st_mtime < time.time() - seconds
                if is_old and path.name not in but and _OWN_NAME.fullmatch(path.name):
                    path.unlink()
