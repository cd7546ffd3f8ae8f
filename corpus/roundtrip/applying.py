"""What a comparison found, done: as one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.models import EditKind
from corpus.roundtrip.comparing import set_values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from corpus.models import Edit
    from corpus.roundtrip.comparing import Comparison, RowChange


def apply(
    comparison: Comparison,
    *,
    actor: AbstractBaseUser | AnonymousUser | None,
    summary: str,
    overwrite: Collection[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Edit | None:
    """Set what the file changed; of conflicts, only those whose key is in `overwrite`. All or nothing. None when nothing
    was to be done."""
    with recording(actor=actor, kind=EditKind.IMPORT, summary=summary) as recorder:
        for number, change in enumerate(comparison.changes, 1):
            _apply(change, overwrite)
            if progress:
                progress(number)
    return recorder.edit


def _apply(change: RowChange, overwrite: Collection[str]) -> None:
    wanted = {
        d.column: d.wanted for d in change.differences if not d.is_conflict or change.key(d) in overwrite
    }
    if wanted:
        row: Any = change.table.model() if change.pk is None else change.table.rows().get(pk=change.pk)
        names = set_values(change.table, row, wanted)
        save_edit(row, names)
