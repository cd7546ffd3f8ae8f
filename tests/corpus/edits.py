"""What editors do, for tests of what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.models import EditKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from corpus.models import Edit


def correct(row: Any, editor: User | None, **values: Any) -> Edit:
    with recording(actor=editor, kind=EditKind.CORRECT) as recorder:
        for name, value in values.items():
            setattr(row, name, value)
        save_edit(row, values)
    assert recorder.edit is not None
    return recorder.edit
