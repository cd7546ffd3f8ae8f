"""What comes in becomes rows and bytes that the worker finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from corpus.ingest.archives import ENDING
from corpus.ingest.errors import ReadError
from corpus.ingest.readers import check_file
from corpus.models import FileState, Upload, UploadFile
from corpus.uploads import worker
from corpus.uploads.store import store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import UploadedFile


def receive_text(text: str, *, typed: Mapping[str, str], user: User) -> Upload:
    """`typed` has what the person gave of the header."""
    name = _("Pasted text") + ".txt"
    row = UploadFile(number=1, name=name, stored=store.keep([text.encode()]), typed=typed)
    return _receive([row], user)


def receive_files(files: Iterable[UploadedFile[Any]], *, user: User) -> Upload:
    """Those that can't be read at all are refused at once and not kept."""
    return _receive([_row(number, file) for number, file in enumerate(files, start=1)], user)


@transaction.atomic
def _receive(rows: list[UploadFile], user: User) -> Upload:
    upload = Upload.objects.create(user=user, language=get_language())
    for row in rows:
        row.upload = upload
    UploadFile.objects.bulk_create(rows)
    transaction.on_commit(worker.start)
    return upload


def _row(number: int, file: UploadedFile[Any]) -> UploadFile:
    row = UploadFile(number=number, name=(file.name or "")[-300:], stored=store.new_name())
    try:
        if row.ending != ENDING:
            check_file(row.name, file.size or 0)
    except ReadError as error:
        row.state, row.message = FileState.REFUSED, str(error)
    else:
        row.stored = store.keep(file.chunks())
    return row
