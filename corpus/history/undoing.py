"""Taking an edit back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corpus.history.recorder import note_all_touched, recording
from corpus.history.values import PLACE, Values, many_to_many_of, read_values, references_of, restored
from corpus.history.wording import label_of
from corpus.models import (
    Amount,
    Article,
    ArticleOrganisation,
    ArticleRegion,
    Change,
    Distinction,
    Edit,
    EditKind,
    ListedName,
    Organisation,
    OrganisationAlias,
    Region,
    RegionAlias,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

BASES: tuple[type[models.Model], ...] = (
    Region,
    RegionAlias,
    Organisation,
    OrganisationAlias,
    Distinction,
    ListedName,
    Article,
)
STATEMENTS: tuple[type[models.Model], ...] = (ArticleRegion, ArticleOrganisation, Amount)
Target = tuple[type[models.Model], int]
SHOWN = 5  # reasons that a refusal names


class UndoRefused(Exception):
    """Why an edit can't be taken back, in a sentence for people. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A change on its way back: the row's model, and what the database says of it now."""

    change: Change
    model: type[models.Model]
    now: Values | None


@transaction.atomic
def undo(edit: Edit, *, actor: AbstractBaseUser | AnonymousUser | None, spares_changed: bool = False) -> Edit:
    """Bring every row of the edit back to what it was, as an edit of its own, and return that. What extraction keeps up to
    date (where something stands in the text) stays as it is now, and what it no longer finds stays gone. Raises
    `UndoRefused` when the edit was undone already or one of its values was changed since; `spares_changed` leaves rows
    with such values as they are and brings the others back."""
    edit = Edit.objects.select_for_update().get(pk=edit.pk)
    if edit.is_undone:
        raise UndoRefused(_("This was undone already."))
    taken_back = _undo(edit, edit.changes.all(), actor=actor, spares_changed=spares_changed)
    edit.is_undone = True
    edit.save(update_fields=["is_undone"])
    if edit.undoes is not None:
        edit.undoes.is_undone = False
        edit.undoes.save(update_fields=["is_undone"])
    return taken_back


@transaction.atomic
def undo_in_article(edit: Edit, article: Article, *, actor: AbstractBaseUser | AnonymousUser) -> Edit:
    """The same for what the edit did to this article; what it did elsewhere stays, and with that the edit. One that
    concerns nothing else is undone as a whole."""
    if not edit.changes.exclude(article=article).filter(article__isnull=False).exists():
        return undo(edit, actor=actor)
    return _undo(edit, edit.changes.filter(article=article), actor=actor)


def _undo(
    edit: Edit,
    changes: Iterable[Change],
    *,
    actor: AbstractBaseUser | AnonymousUser | None,
    spares_changed: bool = False,
) -> Edit:
    steps = _without_dropped(edit, _steps(changes))
    missing = _missing(steps)
    if spares_changed:
        steps = [step for step in steps if not any(_obstacles(step, missing))]
    _refuse([reason for step in steps for reason in _obstacles(step, missing)])
    with recording(actor=actor, kind=EditKind.UNDO, summary=f"Undone: {edit}", undoes=edit) as recorder:
        try:
            with transaction.atomic():
                note_all_touched((step.model, step.change.row) for step in steps)
                _take_back(steps)
                _check_names(steps)
        except IntegrityError:
            _refuse([_("Something else has taken the place of what it would bring back.")])
        except ValidationError as error:
            _refuse(error.messages)
    return recorder.edit or edit


def _steps(rows: Iterable[Change]) -> list[_Step]:
    changes = list(rows)
    now: dict[str, dict[int, Values]] = {}
    for table in {change.table for change in changes}:
        rows = [change for change in changes if change.table == table]
        now[table] = read_values(rows[0].model, [change.row for change in rows])
    return [_Step(change, change.model, now[change.table].get(change.row)) for change in changes]


def _without_dropped(edit: Edit, steps: list[_Step]) -> list[_Step]:
    """Without statements that extraction dropped since: where it leaves a change behind, it says so."""
    gone = [s for s in steps if s.now is None and s.change.after is not None and s.model in STATEMENTS]
    rows = {step.change.row for step in gone}
    later = Change.objects.filter(row__in=rows, edit__gt=edit.pk, after__isnull=True)
    later = later.exclude(edit__kind=EditKind.EXTRACT)
    by_people = set(later.values_list("table", "row"))
    dropped = {s.change.pk for s in gone if (s.change.table, s.change.row) not in by_people}
    return [step for step in steps if step.change.pk not in dropped]


def _missing(steps: list[_Step]) -> set[Target]:
    """What rows would point to again and is gone meanwhile, without what comes back with them."""
    wanted: dict[type[models.Model], set[int]] = {}
    for step in steps:
        for model, pk in _targets(step):
            wanted.setdefault(model, set()).add(pk)
    coming = {(step.model, step.change.row) for step in steps if step.change.after is None}
    return {
        (model, pk)
        for model, pks in wanted.items()
        for pk in pks - set(model._base_manager.filter(pk__in=pks).values_list("pk", flat=True))
    } - coming


def _targets(step: _Step) -> Iterator[Target]:
    """The rows that the row would point to again."""
    return references_of(step.model, step.change.before or {})


def _obstacles(step: _Step, missing: set[Target]) -> Iterator[str]:
    """Why the row can't go back."""
    for model, pk in set(_targets(step)) & missing:
        target = f"{model._meta.verbose_name} {pk}"
        yield _("%(row)s, to which it would lead again, is gone.") % {"row": target}
    change, now = step.change, step.now
    name = f"{step.model._meta.verbose_name} {change.row}"
    if change.table == "article" and change.before is None:
        yield _("An added article is not undone; delete it instead, which puts it into the bin.")
    elif change.after is None and now is not None:
        yield _("%(row)s is there again.") % {"row": name}
    elif change.after is not None and now is None:
        yield _("%(row)s is gone.") % {"row": name}
    elif change.after is not None and now is not None:
        for value in change.after:
            if value not in PLACE and now.get(value) != change.after[value]:
                said = {"row": name, "value": label_of(step.model, value)}
                yield _("%(row)s: %(value)s was changed since.") % said


def _refuse(reasons: list[str]) -> None:
    if reasons:
        more = len(reasons) - SHOWN
        told = " ".join(islice(reasons, SHOWN))
        if more > 0:
            told += " " + ngettext("And %(number)d more.", "And %(number)d more.", more) % {"number": more}
        raise UndoRefused(_("This can't be undone. %(reasons)s") % {"reasons": told})


def _take_back(steps: list[_Step]) -> None:
    """What others point at comes back first and goes last; a statement that was made makes room before others move, and
    one that went comes back when they have moved: an article has one link to a region or an organisation."""
    _make_again_all(BASES, steps)
    _unmake_all(STATEMENTS, steps)
    for step in steps:
        if step.change.before is not None and step.change.after is not None:
            _set_back(step, step.change.before, step.change.after)
    _make_again_all(STATEMENTS, steps)
    _unmake_all(tuple(reversed(BASES)), steps)


def _check_names(steps: list[_Step]) -> None:
    """Regions and organisations must be as the admin's forms let them be: no circles, no name twice. Raises `ValidationError`."""
    for step in steps:
        if step.model in (Region, Organisation) and step.change.before and step.change.after:
            step.model._base_manager.get(pk=step.change.row).clean()


def _make_again_all(order: tuple[type[models.Model], ...], steps: list[_Step]) -> None:
    for model in order:
        _make_again(model, [step for step in steps if step.model is model and step.change.after is None])


def _unmake_all(order: tuple[type[models.Model], ...], steps: list[_Step]) -> None:
    for model in order:
        _unmake(model, [s.change.row for s in steps if s.model is model and s.change.before is None])


def _make_again(model: Any, steps: list[_Step]) -> None:
    rows = [model(pk=step.change.row, **restored(model, step.change.before or {})) for step in steps]
    model.objects.bulk_create(rows)
    for step in steps:
        _set_many(model, step.change.row, step.change.before or {})


def _set_back(step: _Step, before: Values, after: Values) -> None:
    now = step.now or {}
    wanted = {
        name: value for name, value in before.items() if name not in PLACE or now.get(name) == after[name]
    }
    columns = restored(step.model, wanted)
    if columns:
        _rows(step.model).filter(pk=step.change.row).update(**columns)
    _set_many(step.model, step.change.row, wanted)


def _set_many(model: Any, pk: int, values: Values) -> None:
    for name in many_to_many_of(model):
        if name in values:
            getattr(model(pk=pk), name).set(values[name])


def _unmake(model: Any, pks: list[int]) -> None:
    """Delete rows that the edit made, if nothing else has come to use them."""
    try:
        for row in _rows(model).filter(pk__in=pks):
            row.delete()
    except models.ProtectedError:
        name = model._meta.verbose_name
        raise UndoRefused(
            _("This can't be undone: the %(row)s is used elsewhere by now.") % {"row": name}
        ) from None


def _rows(model: Any) -> Any:
    """Every row, those in the bin included, through the queryset that announces and records."""
    return getattr(model, "everything", model.objects)
