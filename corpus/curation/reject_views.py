"""The page on which something is said to be never a region, or never an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from corpus.curation.access import needs, next_address
from corpus.curation.bulk.actions import RejectEverywhere
from corpus.curation.bulk.plans import plan
from corpus.curation.bulk.running import begin
from corpus.curation.bulk.views import TooMany, select
from corpus.curation.lists import articles_of, bar, names_of
from corpus.history.recorder import recording
from corpus.models import EditKind, Organisation, Region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

MODELS: dict[str, type[Organisation | Region]] = {"organisation": Organisation, "region": Region}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs("change_organisation", "change_region", "change_article")
def reject_everywhere(request: HttpRequest, pk: int, *, what: str) -> HttpResponse:
    """What is never an organisation, or never a region: names on the list, links rejected in all articles."""
    target: Any = get_object_or_404(MODELS[what], pk=pk)
    ids, names = articles_of(target), names_of(target)
    if request.method == "POST":
        chosen = [name for name in request.POST.getlist("name") if name in names]
        try:
            return _rejected(request, target, ids, chosen)
        except TooMany as error:
            messages.error(request, str(error))
    context = {
        "target": target,
        "what": what,
        "names": names,
        "plan": plan(RejectEverywhere(target), ids),
        "next": next_address(request, f"admin:corpus_{what}_changelist"),
    }
    return render(request, "curation/reject.html", context)


def _rejected(request: HttpRequest, target: Any, ids: Sequence[int], names: Sequence[str]) -> HttpResponse:
    what = target._meta.model_name
    action = {
        "do": "reject-everywhere",
        what: target.pk,
        "overrules": "overrules" in request.POST,
    }
    with transaction.atomic():
        bulk = select(request.user, ids, said=f"all with {target}", action=action)
        summary = f"Said that {', '.join(f'“{name}”' for name in names)} is never {_a(what)}"
        with recording(actor=request.user, kind=EditKind.REJECT, summary=summary, bulk=bulk):
            listed = bar(target, names)
    begin(bulk)
    told = ngettext("%(count)d name is on the list now.", "%(count)d names are on the list now.", len(listed))
    messages.success(request, told % {"count": len(listed)})
    return redirect(bulk)


def _a(what: str) -> str:
    return "an organisation" if what == "organisation" else "a region"
