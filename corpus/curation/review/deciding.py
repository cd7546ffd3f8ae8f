"""What an editor decides of a doubtful value. Every decision but putting it off is an edit, which can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from corpus.concurrent_forms import MergingForm, lock
from corpus.curation.review.items import Item, load_item
from corpus.curation.review.queue import is_doubtful
from corpus.curation.values import ACTIONS, Action, fresh
from corpus.editing import accept_proposals, dismiss_proposals, save_edit
from corpus.history.recorder import recording
from corpus.models import Article, ArticleRegion, EditKind, State
from corpus.regions import load_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import QueryDict

    from corpus.curation.review.queue import Account, Place
    from corpus.curation.values import Value
    from corpus.models import Edit

    Run = Callable[[Value, MergingForm], bool]

DECISIONS = ("accept", "reject", "save")
PLACE = "place:"
"""Begins a decision for another place of the name; its id in the gazetteer follows."""


class DecidedMeanwhile(Exception):
    """Somebody else decided the value, or extraction says something else of it by now."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`form` says what is wrong when nothing was saved; `edit` is None when there was nothing to save either."""

    item: Item
    form: MergingForm
    is_done: bool
    edit: Edit | None


@transaction.atomic
def decide(editor: Account, place: Place, action: str, data: QueryDict) -> Outcome:
    """`data` is what the page sent: the values of the value's form and what was seen. Raises `ObjectDoesNotExist` when the
    row is gone, `DecidedMeanwhile` when there is nothing to decide any more."""
    lock(Article, load_item(place).value.article.pk)
    item = load_item(place)
    if action != "save" and not is_doubtful(place):
        raise DecidedMeanwhile
    if data.get("version") != item.version:
        raise DecidedMeanwhile
    if action == "reject" and not item.value.name:
        data = data.copy()
        data["state"] = State.REJECTED.value
    form = item.value.form_class(data, instance=item.value.row)
    chosen = _chosen(item, form, action)
    summary = chosen.summary(item.value)
    with recording(actor=editor, kind=chosen.kind, summary=summary) as recorder:
        is_done = chosen.run(item.value, form)
    return Outcome(item, form, is_done, recorder.edit)


def _chosen(item: Item, form: MergingForm, action: str) -> Action:
    if action.startswith(PLACE):
        return Action(EditKind.CORRECT, "Corrected", _point_at(action.removeprefix(PLACE)))
    if action == "accept" and item.is_proposal:
        return Action(EditKind.CORRECT, ACTIONS["accept"].verb, _settle(item, accept_proposals))
    if action == "reject" and item.is_proposal:
        return Action(EditKind.CONFIRM, ACTIONS["keep"].verb, _settle(item, dismiss_proposals))
    if action == "reject" and item.value.name:
        return Action(EditKind.CORRECT, "Emptied", _empty)
    if action == "accept" and not form.changed_data:
        return ACTIONS["confirm"]
    return ACTIONS["reject" if action == "reject" else "save"]


def _settle(item: Item, settle: Callable[[Any, list[str]], None]) -> Run:
    """Take, or leave, everything that extraction proposes of the row."""

    def run(value: Value, form: MergingForm) -> bool:
        settle(fresh(value).row, list(item.proposed))
        return True

    return run


def _point_at(place_id: str) -> Run:
    """Make it another place of the name."""

    def run(value: Value, form: MergingForm) -> bool:
        row = fresh(value).row
        if form.stale or not isinstance(row, ArticleRegion) or place_id not in row.alternatives:
            raise DecidedMeanwhile
        row.region = load_places([place_id])[place_id]
        save_edit(row, {"region"})
        return True

    return run


def _empty(value: Value, form: MergingForm) -> bool:
    """Take a value of the header away, with nothing in its place."""
    if form.stale:
        raise DecidedMeanwhile
    article = fresh(value).row
    setattr(article, value.name, None if value.name == "published" else "")
    save_edit(article, {value.name})
    return True
