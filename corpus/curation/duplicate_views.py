"""The page of organisations that are likely the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from corpus.curation.access import needs, next_address
from corpus.curation.duplicates import Pair, Reason, likely_duplicates, tell_apart
from corpus.curation.previews import Merged, preview_of
from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.models import EditKind, Organisation
from corpus.row_ids import ids_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

ON_A_PAGE = 20
REASONS = {
    Reason.SPELLING: gettext_lazy("spelt alike"),
    Reason.PART: gettext_lazy("one name is a part of the other"),
    Reason.ABBREVIATION: gettext_lazy("one name may stand for the other"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair with what is known of both, in the order of its names. `parent` is which may be a group of the other."""

    pair: Pair
    sides: tuple[Merged, Merged]
    reason: Any
    parent: int | None


@require_safe
@never_cache
@needs("change_organisation")
def duplicates(request: HttpRequest) -> HttpResponse:
    page = Paginator(likely_duplicates(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "suggestions": _suggestions(list(page.object_list))}
    return render(request, "curation/duplicates.html", context)


def _suggestions(pairs: Sequence[Pair]) -> list[Suggestion]:
    pks = {pk for pair in pairs for pk in (pair.first, pair.second)}
    rows = Organisation.objects.filter(pk__in=pks).prefetch_related("aliases")
    known = {one.row.pk: one for one in preview_of(Organisation, list(rows)).rows}
    return [
        Suggestion(pair, (known[pair.first], known[pair.second]), REASONS[pair.reason], _parent(pair))
        for pair in pairs
        if pair.first in known and pair.second in known
    ]


def _parent(pair: Pair) -> int | None:
    if pair.reason != Reason.PART:
        return None
    return pair.first if len(pair.names[0]) < len(pair.names[1]) else pair.second


@require_POST
@needs("change_organisation")
def not_the_same(request: HttpRequest) -> HttpResponse:
    """Remember that the two in `id` differ; `parent` says which of them the other is part of, if any is."""
    rows = Organisation.objects.in_bulk(ids_of(request.POST.getlist("id")))
    if len(rows) != 2:
        return HttpResponseBadRequest(
            _("Two organisations are told apart; one of these isn't there any more.")
        )
    first, second = (rows[pk] for pk in sorted(rows))
    summary = f"“{first}” and “{second}” are not the same"
    with recording(actor=request.user, kind=EditKind.CORRECT, summary=summary) as recorder:
        tell_apart(first.pk, second.pk)
        parent = request.POST.get("parent", "")
        if parent in {str(pk) for pk in rows}:
            _make_part(rows.pop(int(parent)), next(iter(rows.values())))
    tags = reverse("undo-edit", args=[recorder.edit.pk]) if recorder.edit else ""
    messages.success(
        request,
        _("“%(first)s” and “%(second)s” are not the same.") % {"first": first, "second": second},
        extra_tags=tags,
    )
    return redirect(next_address(request, "duplicates"))


def _make_part(parent: Organisation, organisation: Organisation) -> None:
    if organisation.pk not in parent.ids_above():
        organisation.parent = parent
        save_edit(organisation, {"parent"})
