"""Who takes the steps: a thread of the server, one at a time over all its processes.

What is to do stands in the database. Whoever finds the lock free does all of it; a worker that was killed leaves the rest
to the next one: of the next server process, the next look at an upload, or `manage.py process_uploads`.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING

from django.db import DatabaseError, OperationalError, connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from corpus.changes import hold_commits
from corpus.ingest.errors import ReadError
from corpus.locks import holding
from corpus.models import FileState, Upload, UploadFile
from corpus.models.upload import DONE, TO_DO
from corpus.stores import data_folder
from corpus.uploads.steps import finish, take_step
from corpus.uploads.store import store

if TYPE_CHECKING:
    from pathlib import Path

    from django.db.models import QuerySet

logger = logging.getLogger(__name__)

BATCH = 50  # files between two updates of the index
KEPT = timedelta(days=30)  # for looking through what was uploaded, and for its report
FRESH = 3600  # seconds that bytes may wait for the row that they belong to
MOST_ATTEMPTS = 3


def start() -> None:
    """Begin to work, if there is anything to do and nobody is at it. Returns at once."""
    # A daemon: a server that ends doesn't wait for it, and what it leaves is taken up again.
    Thread(target=_work_quietly, name="uploads", daemon=True).start()


def _work_quietly() -> None:
    try:
        if work():
            clean()
    except (DatabaseError, OSError) as error:
        logger.warning("Uploads can't be worked on now; they wait. %s", error)
    finally:
        connection.close()


def work() -> int:
    """Take steps until nothing is left to do, unless another worker is at it. Returns how many steps were taken."""
    done = 0
    while _to_do().exists():  # asked again after letting go: what came in meanwhile found the lock held
        with holding(_lock(), wait=0) as is_ours:
            if not is_ours:
                break
            while steps := _work_on_batch():
                done += steps
    return done


def clean() -> int:
    """Forget uploads that are older than `KEPT`, and remove bytes that belong to nothing. Returns how many uploads went."""
    with holding(_lock(), wait=0) as is_ours:
        if not is_ours:
            return 0
        gone, _rows = Upload.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
        needed = UploadFile.objects.exclude(state__in=DONE).values_list("stored", flat=True)
        # Those of nobody: left by a process that ended in between, or by rows that went.
        store.drop_older(FRESH, but=set(needed))
    return gone


def _lock() -> Path:
    return data_folder() / "uploads.lock"


def _to_do() -> QuerySet[UploadFile]:
    return UploadFile.objects.filter(state__in=TO_DO).select_related("upload__user")


def _work_on_batch() -> int:
    with hold_commits():
        for steps in range(BATCH):
            file = _to_do().first()
            if file is None:
                return steps
            _work_on(file)
    return BATCH


def _work_on(file: UploadFile) -> None:
    """One step. Whatever is wrong with a file is told in its row and keeps no other waiting."""
    UploadFile.objects.filter(pk=file.pk).update(attempts=F("attempts") + 1)
    with override(file.upload.language):
        try:
            if file.attempts >= MOST_ATTEMPTS:
                raise ReadError(_("Gleaner ended each time it came to this file; please report it."))
            take_step(file)
        except ReadError as error:
            finish(file, FileState.REFUSED, str(error))
        except OperationalError:
            # The database is busy or gone, which is no fault of the file.
            UploadFile.objects.filter(pk=file.pk).update(attempts=file.attempts)
            raise
        except Exception:
            logger.exception("Upload file %s failed", file.pk)
            finish(file, FileState.REFUSED, _("it failed inside Gleaner; please report it."))
