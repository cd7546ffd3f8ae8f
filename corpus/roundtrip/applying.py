"""What a comparison found, done: as one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext as _

from corpus.editing import save_edit
from corpus.history.recorder import note_all_touched, recording
from corpus.models import EditKind
from corpus.roundtrip.comparing import check, set_values
from corpus.roundtrip.reading import ImportRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from corpus.models import Edit
    from corpus.roundtrip.comparing import Comparison, Difference, RowChange


def apply(
    comparison: Comparison,
    *,
    actor: AbstractBaseUser | AnonymousUser | None,
    summary: str,
    overwrite: Collection[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Edit | None:
    """Set what the file changed; of conflicts, only those whose key is in `overwrite`. All or nothing. None when nothing
    was to be done. Raises `ImportRefused` when rows of the file can't all be true, or the database changed since they were
    compared."""
    with recording(actor=actor, kind=EditKind.IMPORT, summary=summary) as recorder:
        note_all_touched((change.table.model, change.pk) for change in comparison.changes)
        for number, change in enumerate(comparison.changes, 1):
            _apply(change, overwrite)
            if progress:
                progress(number)
    return recorder.edit


def _apply(change: RowChange, overwrite: Collection[str]) -> None:
    taken = [d for d in change.differences if not d.is_conflict or change.key(d) in overwrite]
    if not taken:
        return
    wanted = {difference.column: difference.wanted for difference in taken}
    try:
        row: Any = change.table.model() if change.pk is None else change.table.rows().get(pk=change.pk)
        if change.pk is not None:
            _check_is_as_seen(change, row, taken)
        names = set_values(change.table, row, wanted)
        check(row, names)
    except ObjectDoesNotExist:
        raise _refusal(change, _("It, or what it leads to, went meanwhile.")) from None
    except ValidationError as error:
        raise _refusal(change, " ".join(error.messages)) from None
    save_edit(row, names)


def _check_is_as_seen(change: RowChange, row: Any, differences: Iterable[Difference]) -> None:
    now = change.table.values(row)
    if any(now[d.column] not in (d.now, d.wanted) for d in differences):
        raise _refusal(change, _("It was changed meanwhile."))


def _refusal(change: RowChange, reason: str) -> ImportRefused:
    where = {"line": change.line, "table": change.table.name, "reason": reason}
    return ImportRefused(_("Line %(line)d of %(table)s can't be taken with the rest: %(reason)s") % where)
