"""Pages on which organisations and regions are merged and split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from corpus.curation.access import needs, next_address
from corpus.curation.edits import tell_done
from corpus.curation.merging import CannotMerge, merge_organisations, merge_regions
from corpus.curation.naming import find_organisation
from corpus.curation.previews import preview_of
from corpus.curation.splitting import CannotSplit, check_split, links_to_split, split_alias
from corpus.history.recorder import recording
from corpus.models import (
    EditKind,
    Organisation,
    OrganisationAlias,
    OrganisationKind,
    Region,
)
from corpus.row_ids import id_of, ids_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse, QueryDict

MOST = 50  # merged at once
MODELS: dict[str, type[Organisation | Region]] = {"organisation": Organisation, "region": Region}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs("change_organisation", "change_article")
def merge_organisations_page(request: HttpRequest) -> HttpResponse:
    return _merge_page(request, "organisation")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs("change_region", "change_article")
def merge_regions_page(request: HttpRequest) -> HttpResponse:
    return _merge_page(request, "region")


def _merge_page(request: HttpRequest, what: str) -> HttpResponse:
    """Who is to be merged is in `id`; `add` is the name of one more. Posting it with `target` merges."""
    parameters = request.POST if request.method == "POST" else request.GET
    error = ""
    ids = _ids(parameters)
    if added := parameters.get("add", "").strip():
        found = _named(what, added)
        error = "" if found else _("Nothing is called “%(name)s”.") % {"name": added}
        ids = list(dict.fromkeys([*ids, *found]))[:MOST]
    elif request.method == "POST":
        try:
            return _merged(request, what, ids)
        except CannotMerge as refusal:
            error = str(refusal)
    model = MODELS[what]
    rows = list(model.objects.filter(pk__in=ids).select_related("parent").prefetch_related("aliases"))
    preview = preview_of(model, sorted(rows, key=lambda row: ids.index(row.pk)))
    kept = max(
        preview.rows, key=lambda one: (bool(getattr(one.row, "place_id", "")), one.articles), default=None
    )
    chosen = id_of(parameters.get("target", ""))
    context = {
        "what": what,
        "preview": preview,
        "kept": chosen if chosen is not None else kept.row.pk if kept else None,
        "kinds": OrganisationKind.choices,
        "kind": parameters.get("kind") or (kept.row.kind if kept and what == "organisation" else ""),
        "error": error,
        "next": next_address(request, f"admin:corpus_{what}_changelist"),
    }
    return render(
        request, "curation/merge.html", context, status=422 if error and request.method == "POST" else 200
    )


def _named(what: str, name: str) -> list[int]:
    """Ids of the organisation of this name, or of all regions that are called just so: those are what one merges."""
    if what == "region":
        return list(Region.objects.filter(name__iexact=name).values_list("pk", flat=True))
    found = find_organisation(name)
    return [found.pk] if found else []


def _ids(parameters: QueryDict) -> list[int]:
    left_out = ids_of(parameters.getlist("without"))
    return [pk for pk in ids_of(parameters.getlist("id")) if pk not in left_out][:MOST]


def _merged(request: HttpRequest, what: str, ids: Sequence[int]) -> HttpResponse:
    with transaction.atomic():
        rows: dict[int, Any] = MODELS[what].objects.select_for_update().in_bulk(ids)
        target = rows.pop(id_of(request.POST.get("target", "")) or 0, None)
        if target is None or len(rows) + 1 < len(ids):
            raise CannotMerge(_("One of them isn't there any more, or none was chosen to stay."))
        others = [rows[pk] for pk in ids if pk in rows]
        summary = f"Merged {', '.join(f'“{other}”' for other in others)} into “{target}”"
        with recording(actor=request.user, kind=EditKind.MERGE, summary=summary) as recorder:
            if what == "region":
                merge_regions(target, others)
            else:
                merge_organisations(target, others, **_called(request, target, others))
    return tell_done(request, summary_of_merger(others, target), recorder.edit)


def _called(request: HttpRequest, target: Organisation, others: Sequence[Organisation]) -> dict[str, str]:
    """The name and the kind that were chosen, among those there are."""
    names = {target.name, *(other.name for other in others)}
    name, kind = request.POST.get("name", ""), request.POST.get("kind", "")
    return {
        "name": name if name in names else "",
        "kind": kind if kind in OrganisationKind.values else "",
    }


def summary_of_merger(others: Sequence[Any], target: Any) -> str:
    names = ", ".join(f"“{other}”" for other in others)
    return _("%(names)s: merged into “%(target)s”.") % {"names": names, "target": target}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs("change_organisation", "change_article")
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a name of an organisation one of its own."""
    alias = get_object_or_404(OrganisationAlias.objects.select_related("organisation"), pk=pk)
    back = reverse("admin:corpus_organisation_change", args=[alias.organisation_id])
    try:
        if request.method == "POST":
            return _split(request, alias)
        check_split(alias)
    except CannotSplit as refusal:
        messages.error(request, str(refusal))
        return redirect(next_address(request, back))
    found = list(links_to_split(alias))
    context = {
        "alias": alias,
        "whole": sum(not one.kept for one in found),
        "parts": sum(bool(one.kept) for one in found),
        "examples": [one.link.article for one in found[:5]],
        "kinds": OrganisationKind.choices,
        "next": next_address(request, back),
    }
    return render(request, "curation/split.html", context)


def _split(request: HttpRequest, alias: OrganisationAlias) -> HttpResponse:
    kind = request.POST.get("kind", "")
    old = alias.organisation
    with recording(
        actor=request.user, kind=EditKind.SPLIT, summary=f"Split “{alias}” off “{old}”"
    ) as recorder:
        split_alias(alias, kind=kind if kind in OrganisationKind.values else old.kind)
    words = _("“%(name)s” is an organisation of its own.") % {"name": alias}
    return tell_done(request, words, recorder.edit)
