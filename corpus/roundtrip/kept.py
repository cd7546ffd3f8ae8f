"""Files on their way in, between the preview and the decision."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.locks import holding
from corpus.stores import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

KEPT_FOR = 24 * 3600  # seconds
SESSION_KEY = "imports"
LOCK = "lock"
STORE = Store("imports")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """`name` is what the person calls it; on the disk it has a name of ours."""

    key: str
    name: str

    @property
    def path(self) -> Path:
        return STORE.path_of(self.key)


def keep(request: HttpRequest, upload: UploadedFile[Any]) -> KeptFile:
    """Keep a file for the one who sent it."""
    STORE.drop_older(KEPT_FOR)  # nobody decided about them
    kept = KeptFile(STORE.keep(upload.chunks()), (upload.name or "file")[:200])
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
    with holding(STORE.folder() / LOCK, wait=None):
        yield kept.path.exists()


def drop(request: HttpRequest, kept: KeptFile) -> None:
    STORE.drop(kept.key)
    request.session[SESSION_KEY] = {key: name for key, name in _known(request).items() if key != kept.key}


def _known(request: HttpRequest) -> dict[str, Any]:
    known: dict[str, Any] = request.session.get(SESSION_KEY, {})
    return known
