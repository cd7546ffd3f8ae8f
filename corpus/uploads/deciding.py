"""What a person decided of files that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from corpus.models import FileState
from corpus.uploads import worker
from corpus.uploads.duplicates import SAME
from corpus.uploads.forms import SAVE, SKIP
from corpus.uploads.steps import finish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.models import Upload, UploadFile
    from corpus.uploads.forms import DecisionForm


@transaction.atomic
def decide(forms: Iterable[DecisionForm]) -> None:
    """Do what the valid forms say. A file that somebody decided of meanwhile stays as that one said."""
    for form in forms:
        decision = form.decision()
        if decision == SKIP:
            finish(form.file, FileState.SKIPPED)
        else:
            target = None if decision == SAVE else decision
            form.file.settle(FileState.CHOSEN, target=target, typed=form.typed())
    transaction.on_commit(worker.start)


@transaction.atomic
def save_the_rest(upload: Upload) -> None:
    """Save what is still to look through as it is, but nothing that is there already."""
    for file in _to_look_through(upload):
        if any(similarity == SAME for _pk, similarity in file.duplicates):
            finish(file, FileState.SKIPPED, _("the same text is there already"))
        else:
            file.settle(FileState.CHOSEN)
    transaction.on_commit(worker.start)


@transaction.atomic
def skip_the_rest(upload: Upload) -> None:
    for file in _to_look_through(upload):
        finish(file, FileState.SKIPPED)


def _to_look_through(upload: Upload) -> Iterable[UploadFile]:
    return upload.files.filter(state=FileState.READY)
