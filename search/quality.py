"""The page for staff: how often extraction is right, what articles lack, how the index is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from corpus.curation.access import needs
from corpus.gaps import count_doubts, count_gaps, latest_arrivals
from corpus.precision import by_field, by_month, by_rule, with_examples
from search.backends import get_backend
from search.errors import SearchError
from search.models import PendingChange

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from search.backends.base import IndexExtent, IndexStatus


@dataclass(frozen=True, slots=True)
class IndexHealth:
    """How the index is beside the database; `waiting_since` is when the oldest pending change was made."""

    status: IndexStatus
    extent: IndexExtent | None
    pending: int
    waiting_since: datetime | None


@require_safe
@needs("change_article")
@never_cache
def quality(request: HttpRequest) -> HttpResponse:
    """All of it in a fixed number of queries."""
    rules = by_rule()
    context = {
        "rules": rules,
        "worst": with_examples(rules),
        "fields": by_field(),
        "months": by_month(until=timezone.localdate()),
        "gaps": count_gaps(),
        "doubts": count_doubts(),
        "arrivals": latest_arrivals(),
        "index": _index_health(),
    }
    return render(request, "search/quality.html", context)


def _index_health() -> IndexHealth:
    backend = get_backend()
    try:
        extent = backend.extent()
    except (SearchError, OSError):
        extent = None
    oldest = PendingChange.objects.order_by("pk").values_list("created_at", flat=True).first()
    return IndexHealth(backend.status(), extent, PendingChange.objects.count(), oldest)
