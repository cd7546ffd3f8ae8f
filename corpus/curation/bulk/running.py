"""Doing it, in batches: each is one transaction with its edit and its progress, so that a process that ends in the middle
leaves nothing half done and the next one goes on. One process works at a time; what takes long goes on in a thread."""

from __future__ import annotations

import logging
import time
from threading import Thread
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from corpus.changes import hold_commits
from corpus.curation.bulk.actions import ActionGone, action_of
from corpus.history.recorder import recording
from corpus.history.undoing import UndoRefused, undo
from corpus.locks import holding
from corpus.models import BulkEdit, BulkState, EditKind
from corpus.stores import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

BATCH = 100  # articles in one transaction, which holds up other writers
EXTRACTED = 20  # the same where each takes longer
AT_ONCE = 2.0  # seconds that a request works before it leaves the rest to a thread
UNDER_WAY = (BulkState.RUNNING, BulkState.UNDOING)
UPDATES = 5  # batches between two updates of the index


def begin(bulk: BulkEdit) -> None:
    """Do what was planned: at once if it is little, else it goes on when this returns."""
    if BulkEdit.objects.filter(pk=bulk.pk, state__in=(BulkState.DRAFT, BulkState.FAILED)).update(
        state=BulkState.RUNNING, message=""
    ):
        go_on(at_once=AT_ONCE)


def take_back(bulk: BulkEdit) -> None:
    """Undo its edits, the last one first. What somebody changed since stays."""
    ended = (BulkState.DONE, BulkState.FAILED)
    if BulkEdit.objects.filter(pk=bulk.pk, state__in=ended).update(state=BulkState.UNDOING, message=""):
        go_on(at_once=AT_ONCE)


def go_on(*, at_once: float = 0) -> None:
    """Work for so many seconds, then in a thread if anything is left and nobody is at it."""
    if at_once:
        _work_quietly(until=time.monotonic() + at_once)
    if BulkEdit.objects.filter(state__in=UNDER_WAY).exists():
        # A daemon: a server that ends doesn't wait for it, and what it leaves is taken up again.
        Thread(target=_work_in_thread, name="bulk", daemon=True).start()


def _work_in_thread() -> None:
    try:
        _work_quietly()
    finally:
        connection.close()


def _work_quietly(*, until: float | None = None) -> None:
    try:
        work(until=until)
    except (DatabaseError, OSError) as error:
        logger.warning("Changes of many articles can't go on now; they wait. %s", error)


def work(*, until: float | None = None) -> None:
    """Take steps until nothing is left, until then (on the monotonic clock), or not at all if another is at it."""
    with holding(data_folder() / "bulk.lock", wait=0) as is_ours:
        while is_ours and (until is None or time.monotonic() < until):
            bulk = BulkEdit.objects.filter(state__in=UNDER_WAY).order_by("pk").first()
            if bulk is None:
                break
            with hold_commits():
                _take_steps(bulk, until)


def _take_steps(bulk: BulkEdit, until: float | None) -> None:
    for _number in range(UPDATES):
        step: Callable[[BulkEdit], None] = _do_batch if bulk.state == BulkState.RUNNING else _undo_batch
        try:
            with transaction.atomic():
                step(bulk)
        except (ActionGone, UndoRefused) as error:
            _fail(bulk, str(error))
        except DatabaseError:
            raise
        except Exception:
            logger.exception("Change of many articles %s failed", bulk.pk)
            _fail(bulk, _("It failed inside Gleaner; please report it."))
        if bulk.state not in UNDER_WAY or (until is not None and time.monotonic() > until):
            return


def _fail(bulk: BulkEdit, message: str) -> None:
    bulk.refresh_from_db()
    bulk.state, bulk.message = BulkState.FAILED, message[:500]
    bulk.save(update_fields=["state", "message"])


def _do_batch(bulk: BulkEdit) -> None:
    action = action_of(bulk.action)
    size = min(BATCH, EXTRACTED) if action.kind == EditKind.EXTRACT else BATCH
    ids = bulk.article_ids[bulk.position : bulk.position + size]
    summary = f"{action.summary}, in {bulk.total} articles ({bulk.selection})"
    with recording(actor=bulk.user, kind=action.kind, summary=summary, bulk=bulk):
        found = action.sort_out(ids)
        overrules = bool(bulk.action.get("overrules"))
        bulk.changed += action.change(found.changing | (found.persons if overrules else frozenset()))
        bulk.left_alone += 0 if overrules else len(found.persons)
    bulk.position += len(ids)
    if bulk.position >= bulk.total:
        bulk.state = BulkState.DONE
    bulk.save(update_fields=["position", "changed", "left_alone", "state"])


def _undo_batch(bulk: BulkEdit) -> None:
    edit = bulk.edits.filter(is_undone=False).order_by("-pk").first()
    if edit is None:
        bulk.state = BulkState.UNDONE
        bulk.save(update_fields=["state"])
    else:
        undo(edit, actor=bulk.user, spares_changed=True)
