"""Files on their way in, between the preview and the decision."""

from __future__ import annotations

import time
import uuid
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from corpus.locks import holding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

KEPT_FOR = 24 * 3600  # seconds
SESSION_KEY = "imports"
LOCK = "lock"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """`name` is what the person calls it; on the disk it has a name of ours."""

    key: str
    name: str

    @property
    def path(self) -> Path:
        return _folder() / self.key


def keep(request: HttpRequest, upload: UploadedFile[Any]) -> KeptFile:
    """Keep a file for the one who sent it."""
    _clear()
    kept = KeptFile(uuid.uuid4().hex, (upload.name or "file")[:200])
    with kept.path.open("xb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    request.session[SESSION_KEY] = {**_known(request), kept.key: kept.name}
    return kept


def find(request: HttpRequest, key: str) -> KeptFile | None:
    """A file that this person sent and that is still there."""
    name = _known(request).get(key)
    kept = KeptFile(key, name) if name else None
    return kept if kept is not None and kept.path.exists() else None


@contextmanager
def deciding(kept: KeptFile) -> Iterator[bool]:
    """Only one request at a time decides about a file; yields whether it is still there to be decided about."""
    with holding(_folder() / LOCK, wait=None):
        yield kept.path.exists()


def drop(request: HttpRequest, kept: KeptFile) -> None:
    kept.path.unlink(missing_ok=True)
    request.session[SESSION_KEY] = {key: name for key, name in _known(request).items() if key != kept.key}


def _known(request: HttpRequest) -> dict[str, Any]:
    known: dict[str, Any] = request.session.get(SESSION_KEY, {})
    return known


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _clear() -> None:
    """Files that nobody decided about for a day go."""
    for path in _folder().iterdir():
        with suppress(FileNotFoundError):  # another request clears, too
            if path.name != LOCK and path.stat().st_mtime < time.time() - KEPT_FOR:
                path.unlink()
