"""The page of reviewing. A decision leads back to it, and it shows the next value; HTMX swaps what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from corpus.curation.access import needs, next_address
from corpus.curation.review.claims import claim, claim_next, put_off, settle
from corpus.curation.review.deciding import DECISIONS, PLACE, DecidedMeanwhile, decide
from corpus.curation.review.forms import FilterForm
from corpus.curation.review.items import Item, load_item
from corpus.curation.review.queue import MODELS, Place, count_left, is_doubtful, place_of
from corpus.curation.values import EDIT_STATEMENTS
from corpus.history.undoing import UndoRefused, undo
from corpus.models import Article, Edit, EditKind
from corpus.row_ids import id_of
from corpus.sources import most_used_sources
from corpus.sum_forms import tell_readings

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from corpus.concurrent_forms import MergingForm
    from corpus.curation.review.queue import Account, Filters


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDIT_STATEMENTS)
@never_cache
def review(request: HttpRequest) -> HttpResponse:
    """The next doubtful value; sent back, decide it."""
    filters = FilterForm(request.GET)
    if request.method == "POST":
        return _decide(request, filters)
    return _show(request, filters, _next_item(request.user, filters.filters()))


def _decide(request: HttpRequest, filters: FilterForm) -> HttpResponse:
    place, action = _place_of(request.POST.get("item", "")), request.POST.get("action", "")
    if action == "skip":
        put_off(request.user, place)
        return redirect(request.get_full_path())
    if action not in DECISIONS and not action.startswith(PLACE):
        raise Http404
    try:
        outcome = decide(request.user, place, action, request.POST)
    except ObjectDoesNotExist:
        messages.error(request, _("This is gone: extraction or somebody else removed it."))
    except DecidedMeanwhile:
        messages.error(request, _("Nothing was saved: this was decided or extracted anew meanwhile."))
    else:
        if not outcome.is_done:
            claim(request.user, place)
            return _show(request, filters, load_item(place), outcome.form)
        if outcome.edit is None:
            messages.info(request, _("Nothing was changed."))
            return redirect(request.get_full_path())
        messages.success(request, str(outcome.edit))
        tell_readings(request, outcome.form)
    settle(request.user, place)
    return redirect(request.get_full_path())


def _place_of(key: str) -> Place:
    kind, _dash, said = key.partition("-")
    pk = id_of(said)
    if kind not in MODELS or pk is None:
        raise Http404
    return Place(kind, pk)


def _next_item(editor: Account, filters: Filters) -> Item | None:
    place = claim_next(editor, filters)
    try:
        return load_item(place) if place else None
    except ObjectDoesNotExist:  # it went between the two
        return None


def _show(
    request: HttpRequest, filters: FilterForm, item: Item | None, form: MergingForm | None = None
) -> HttpResponse:
    chosen = filters.filters()
    decided = _decided_today(request.user)
    context: dict[str, Any] = {
        "filters": filters,
        "is_filtered": any(request.GET.get(name) for name in filters.fields),
        "article": Article.objects.filter(pk=chosen.article).first() if chosen.article else None,
        "sources": most_used_sources,
        "item": item,
        "form": form or (item.value.form_class(instance=item.value.row) if item else None),
        "has_errors": form is not None,
        "left": count_left(chosen),
        "done": decided.count(),
        "last": decided.first(),
        "address": request.get_full_path(),
    }
    return render(request, "curation/review.html", context)


def _decided_today(editor: Account) -> QuerySet[Edit]:
    """Decisions on single values that stand, newest first."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    kinds = (EditKind.CONFIRM, EditKind.CORRECT, EditKind.REJECT)
    found = Edit.objects.filter(actor=editor.pk, created_at__gte=midnight, kind__in=kinds, is_undone=False)
    return found.order_by("-pk")


@require_POST
@needs(*EDIT_STATEMENTS)
def undo_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own decision, and look at its value again."""
    edit = get_object_or_404(Edit, pk=pk, actor=request.user)
    try:
        undo(edit, actor=request.user)
    except UndoRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: %(edit)s") % {"edit": edit})
        _claim_again(request.user, edit)
    return redirect(next_address(request, reverse("review")))


def _claim_again(editor: Account, edit: Edit) -> None:
    for change in edit.changes.all():
        place = place_of(change.table, change.row)
        if place and is_doubtful(place) and claim(editor, place):
            return
