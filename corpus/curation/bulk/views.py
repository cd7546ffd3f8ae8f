"""Pages of a change of many articles: choose, look, do, undo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corpus.curation.access import needs
from corpus.curation.bulk.actions import ActionGone, action_of
from corpus.curation.bulk.forms import ActionForm
from corpus.curation.bulk.plans import plan
from corpus.curation.bulk.running import begin, go_on, take_back
from corpus.curation.lists import articles_with
from corpus.models import BulkEdit, BulkState, ListedName
from corpus.sources import most_used_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from corpus.curation.bulk.actions import Action

MOST = 100_000  # articles of one selection
ON_A_PAGE = 25
KEPT = timedelta(days=7)  # for selections that nothing was done to


class TooMany(Exception):
    """More articles than are changed at once, in a sentence for people."""


def select(
    user: AbstractBaseUser | AnonymousUser,
    ids: Sequence[int],
    *,
    said: str,
    action: dict[str, Any] | None = None,
) -> BulkEdit:
    """Keep a selection of articles to do something to; `said` is what it is, for people. Raises `TooMany`."""
    if len(ids) > MOST:
        raise TooMany(
            _("%(number)d articles are more than can be changed at once (%(most)d). Narrow the search.")
            % {"number": len(ids), "most": MOST}
        )
    BulkEdit.objects.filter(state=BulkState.DRAFT, created_at__lt=timezone.now() - KEPT).delete()
    row = BulkEdit(article_ids=list(ids), selection=said[:300], action=action or {})
    row.user_id = user.pk  # type: ignore[assignment]
    row.save()
    return row


@require_safe
@never_cache
@needs("change_article")
def bulk_list(request: HttpRequest) -> HttpResponse:
    """What was done to many articles, newest first."""
    rows = BulkEdit.objects.exclude(state=BulkState.DRAFT).select_related("user").defer("article_ids")
    return render(
        request,
        "curation/bulk_list.html",
        {"page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs("change_article", "change_region", "change_organisation")
def bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """A selection with what would change; posting it does that. Once begun, how far it is."""
    row = get_object_or_404(BulkEdit.objects.select_related("user"), pk=pk)
    if row.state != BulkState.DRAFT:
        return _progress(request, row)
    form, action, error = _asked(request, row)
    if request.method == "POST" and action is not None:
        row.action = row.action | {"overrules": "overrules" in request.POST}
        row.save(update_fields=["action"])
        begin(row)
        return redirect(row)
    context = {
        "bulk": row,
        "form": form,
        "sources": most_used_sources,
        "action": action,
        "plan": plan(action, row.article_ids) if action else None,
        "error": error,
    }
    return render(request, "curation/bulk.html", context)


def _asked(request: HttpRequest, row: BulkEdit) -> tuple[ActionForm, Action | None, str]:
    """The form and the action that is chosen, if it can be read."""
    said = request.POST if request.method == "POST" else request.GET
    form = ActionForm(said if "do" in said else None, ids=row.article_ids)
    if form.is_bound and form.is_valid():
        row.action = form.to_action()
    elif form.is_bound:
        return form, None, ""
    try:
        return form, action_of(row.action) if row.action else None, ""
    except ActionGone as gone:
        return form, None, str(gone)


def _progress(request: HttpRequest, row: BulkEdit) -> HttpResponse:
    if row.is_under_way:
        go_on()
    try:
        label = action_of(row.action).label
    except ActionGone as gone:
        label = str(gone)
    is_piece = bool(request.headers.get("HX-Request"))
    template = "curation/_progress.html" if is_piece else "curation/progress.html"
    return render(request, template, {"bulk": row, "label": label})


@require_POST
@needs("change_article", "change_region", "change_organisation")
def bulk_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with what failed."""
    row = get_object_or_404(BulkEdit, pk=pk)
    if row.state == BulkState.FAILED:
        begin(row)
    return redirect(row)


@require_POST
@needs("change_article", "change_region", "change_organisation")
def bulk_undo(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(BulkEdit, pk=pk)
    take_back(row)
    return redirect(row)


@require_POST
@needs("change_organisation", "change_region", "change_article")
def apply_listed(request: HttpRequest, pk: int) -> HttpResponse:
    """Extract the articles again that a listed name is about."""
    listed = get_object_or_404(ListedName, pk=pk)
    ids = articles_with(listed)
    said = ngettext("%(count)d article with “%(name)s”", "%(count)d articles with “%(name)s”", len(ids))
    try:
        row = select(
            request.user, ids, said=said % {"count": len(ids), "name": listed}, action={"do": "extract"}
        )
    except TooMany as error:
        messages.error(request, str(error))
        return redirect("admin:corpus_listedname_changelist")
    return redirect(row)
