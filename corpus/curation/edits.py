"""What was edited lately, by whom, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from corpus.curation.access import needs
from corpus.history.telling import tell
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
