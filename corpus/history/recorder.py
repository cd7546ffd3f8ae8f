"""Notes what is written to the corpus while somebody edits. The models' base and querysets tell it; it never asks them."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db import models, router, transaction
from django.db.models.deletion import Collector

from corpus.batches import batches
from corpus.changes import hold_commits
from corpus.history.values import BATCH, Values, changed_values, only, read_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from corpus.models import BulkEdit, Change, Edit, EditKind

Model = type[models.Model]


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one row: all its values before and after; None where it was not there."""

    model: Model
    pk: int
    before: Values | None
    after: Values | None


class Recorder:
    """What rows were like when they were first touched. `edit` is what was written at the end, if anything changed."""

    def __init__(self) -> None:
        self.edit: Edit | None = None
        self._before: dict[Model, dict[int, Values | None]] = {}

    def touch(self, model: Model, pks: Iterable[int]) -> None:
        """Rows are about to change."""
        known = self._before.setdefault(model, {})
        fresh = set(pks) - known.keys()
        there = read_values(model, fresh)
        known.update((pk, there.get(pk)) for pk in fresh)

    def made(self, model: Model, pks: Iterable[int | None]) -> None:
        """Rows are new."""
        known = self._before.setdefault(model, {})
        for pk in pks:
            if pk is not None:
                known.setdefault(pk, None)

    def differences(self) -> Iterator[Difference]:
        """One after the other, reading a batch of rows at a time: they may hold whole texts."""
        for model, known in self._before.items():
            for batch in batches(sorted(known), BATCH):
                now = read_values(model, batch)
                for pk in batch:
                    if known[pk] != now.get(pk):
                        yield Difference(model, pk, known[pk], now.get(pk))


_recorder: ContextVar[Recorder | None] = ContextVar("recorder", default=None)


@contextmanager
def recording(
    *,
    actor: AbstractBaseUser | AnonymousUser | None,
    kind: EditKind | str,
    summary: str = "",
    undoes: Edit | None = None,
    bulk: BulkEdit | None = None,
) -> Iterator[Recorder]:
    """One transaction whose writes to the corpus become one edit by `actor` (None for the program itself), of the change of
    many articles `bulk` if it is a part of one. Inside another recording it is part of that one. Nothing is written when
    nothing changed."""
    outer = _recorder.get()
    if outer is not None:
        yield outer
        return
    recorder = Recorder()
    with transaction.atomic(), hold_commits():
        token = _recorder.set(recorder)
        try:
            yield recorder
        finally:
            _recorder.reset(token)
        recorder.edit = _write(
            recorder, actor=actor, kind=kind, summary=summary[:500], undoes=undoes, bulk=bulk
        )


def _write(recorder: Recorder, *, actor: Any, **values: Any) -> Edit | None:
    from corpus.history.decisions import decisions_of
    from corpus.models import Change, Decision, Edit

    changes, decisions = list[Change](), list[Decision]()
    decides = values["kind"] not in _undecided()
    for found in recorder.differences():
        changes.append(_change(found))
        if decides:
            decisions += [Decision(**decision) for decision in decisions_of(found)]
    if not changes:
        return None
    account = actor if actor is not None and actor.is_authenticated else None
    edit = Edit.objects.create(actor=account, by=account.get_username() if account else "", **values)
    rows: list[Change | Decision] = [*changes, *decisions]
    for row in rows:
        row.edit = edit
    Change.objects.bulk_create(changes, batch_size=500)
    Decision.objects.bulk_create(decisions, batch_size=500)
    return edit


def _undecided() -> set[EditKind]:
    """Edits that say nothing of what extraction found."""
    from corpus.models import EditKind

    return {EditKind.UNDO, EditKind.EXTRACT, EditKind.RESTORE, EditKind.MERGE, EditKind.SPLIT}


def _change(found: Difference) -> Change:
    from corpus.models import Change

    before, after = found.before, found.after
    if before is not None and after is not None:
        names = set(changed_values(before, after))
        before, after = only(before, names), only(after, names)
    return Change(
        article_id=_article_of(found),
        table=str(found.model._meta.model_name),
        row=found.pk,
        before=before,
        after=after,
    )


def _article_of(found: Difference) -> int | None:
    if found.model._meta.model_name == "article":
        return found.pk if found.after is not None else None
    values = found.after or found.before or {}
    article: int | None = values.get("article_id")
    return article


def note_touched(model: Model, pks: Iterable[int | None]) -> None:
    """Rows of the corpus are about to change."""
    recorder = _recorder.get()
    if recorder is not None:
        recorder.touch(model, (pk for pk in pks if pk is not None))


def note_all_touched(rows: Iterable[tuple[Model, int | None]]) -> None:
    """The same of rows of several models, so that they are read at once and not each when its turn comes."""
    touched: dict[Model, list[int | None]] = {}
    for model, pk in rows:
        touched.setdefault(model, []).append(pk)
    for model, pks in touched.items():
        note_touched(model, pks)


def note_made(model: Model, pks: Iterable[int | None]) -> None:
    """Rows of the corpus are new."""
    recorder = _recorder.get()
    if recorder is not None:
        recorder.made(model, pks)


def note_going(model: Model, rows: Sequence[models.Model] | models.QuerySet[Any]) -> None:
    """Rows of the corpus are about to be deleted, with all that goes or changes with them."""
    recorder = _recorder.get()
    if recorder is None:
        return
    collector = Collector(using=router.db_for_write(model))
    collector.collect(rows)
    for kind, instances in collector.data.items():
        _touch_recorded(recorder, kind, instances)
    for queryset in collector.fast_deletes:
        _touch_recorded(recorder, queryset.model, queryset)
    groups: Iterable[Iterable[models.Model]] = chain.from_iterable(collector.field_updates.values())  # type: ignore[arg-type]
    for group in map(list, groups):
        if group:
            _touch_recorded(recorder, type(group[0]), group)


def _touch_recorded(recorder: Recorder, model: Model, rows: Iterable[models.Model]) -> None:
    """Only what announces itself is recorded, not the history itself. Rows of a many-to-many table are a value of one side."""
    from corpus.announcing import AnnouncingModel

    owner: Any = model._meta.auto_created
    if owner:
        many = next(field for field in owner._meta.many_to_many if field.remote_field.through is model)
        recorder.touch(owner, [getattr(row, f"{many.m2m_field_name()}_id") for row in rows])
    elif issubclass(model, AnnouncingModel):
        recorder.touch(model, [row.pk for row in rows])
