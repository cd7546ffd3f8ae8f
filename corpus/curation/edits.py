"""What was edited lately, by whom, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from corpus.curation.access import may, needs, next_address
from corpus.history.telling import tell
from corpus.history.undoing import UndoRefused, undo
from corpus.models import Edit, EditKind

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

PAGE = 30  # edits
SHOWN = 100  # changes of one edit


@require_safe
@needs("change_article")
@never_cache
def edits(request: HttpRequest) -> HttpResponse:
    """Newest first; `kind` and `by` narrow them."""
    kind, by = request.GET.get("kind", ""), request.GET.get("by", "").strip()
    page = Paginator(_found(kind, by), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "kinds": EditKind.choices, "kind": kind, "by": by}
    return render(request, "curation/edits.html", context)


def _found(kind: str, by: str) -> QuerySet[Edit]:
    found = Edit.objects.annotate(rows=Count("changes")).order_by("-pk")
    found = found.filter(kind=kind) if kind else found
    return found.filter(by=by) if by else found


@require_safe
@needs("change_article")
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What it changed, from what to what."""
    found = get_object_or_404(Edit, pk=pk)
    changes = list(found.changes.order_by("pk")[: SHOWN + 1])
    context = {
        "edit": found,
        "changes": tell(changes[:SHOWN]),
        "left": max(0, found.changes.count() - SHOWN) if len(changes) > SHOWN else 0,
    }
    return render(request, "curation/edit.html", context)


@require_POST
@needs("change_article", "change_organisation", "change_region")
def undo_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a merger, a split, or whatever else was one edit."""
    wanted = get_object_or_404(Edit, pk=pk)
    try:
        undone = undo(wanted, actor=request.user)
    except UndoRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(next_address(request, "duplicates"))
    return tell_done(request, _("Undone: %(edit)s") % {"edit": wanted}, undone)


def tell_done(request: HttpRequest, words: str, edit: Edit | None) -> HttpResponse:
    """Back to where the person came from, with what was done and the way to undo it for who may."""
    tags = reverse("undo-edit", args=[edit.pk]) if edit and may(request.user, "undo-edit") else ""
    messages.success(request, words, extra_tags=tags)
    return redirect(next_address(request, "duplicates"))
