"""Putting articles into the bin, and what can be done with those that lie there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corpus.bin import empty_bin, in_bin, put_in_bin, restore_from_bin
from corpus.curation.access import needs
from corpus.history.recorder import recording
from corpus.models import Article, Edit, EditKind
from corpus.row_ids import ids_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@needs("delete_article")
def delete_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what deleting means; sent back, do it."""
    article = get_object_or_404(Article, pk=pk)
    if request.method != "POST":
        return render(request, "curation/delete_article.html", {"article": article})
    with recording(actor=request.user, kind=EditKind.DELETE, summary=f"Deleted “{article.headline}”"):
        put_in_bin([pk])
    messages.success(request, _("“%(headline)s” is in the bin.") % {"headline": article.headline})
    return redirect("bin")


@require_safe
@needs("delete_article")
@never_cache
def articles_in_bin(request: HttpRequest) -> HttpResponse:
    """Newest first, with who put them there; `q` looks into titles and texts, `article` is one that is looked for."""
    asked, wanted = request.GET.get("q", "").strip(), ids_of(request.GET.getlist("article"))
    rows = _matching(asked).filter(pk__in=wanted) if wanted else _matching(asked)
    page = Paginator(_with_deletion(rows).order_by("-deleted_at", "-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "curation/bin.html", {"page": page, "asked": asked, "wanted": wanted})


def _matching(asked: str) -> QuerySet[Article]:
    binned = Article.everything.binned()
    return binned.filter(Q(title__icontains=asked) | Q(body__icontains=asked)) if asked else binned


def _with_deletion(rows: QuerySet[Article]) -> QuerySet[Article]:
    """With `deleted_by`, the name of the account."""
    edits = Edit.objects.filter(kind=EditKind.DELETE, changes__article=OuterRef("pk")).order_by("-pk")
    return rows.annotate(deleted_by=Subquery(edits.values("by")[:1]))


@require_POST
@needs("delete_article")
def restore_articles(request: HttpRequest) -> HttpResponse:
    """Those that are ticked come back as they were."""
    ids = _ticked(request)
    if not ids:
        return _nothing_ticked(request)
    with recording(actor=request.user, kind=EditKind.RESTORE, summary="Restored from the bin"):
        count = restore_from_bin(ids)
    told = ngettext("%(count)d article is back.", "%(count)d articles are back.", count)
    messages.success(request, told % {"count": count})
    return redirect("bin")


@require_POST
@needs("delete_article")
def empty(request: HttpRequest) -> HttpResponse:
    """For superusers: those that are ticked, or all, go for good, after a question. What came into the bin after the
    question stays."""
    if not getattr(request.user, "is_superuser", False):
        raise PermissionDenied
    is_all = "all" in request.POST
    ids = None if is_all else _ticked(request)
    if not is_all and not ids:
        return _nothing_ticked(request)
    until = _moment(request.POST.get("until", ""))
    if until is None:
        context = {"count": in_bin(ids).count(), "ids": ids or (), "is_all": is_all, "until": timezone.now()}
        return render(request, "curation/empty_bin.html", context)
    count = empty_bin(ids, until=until)
    told = ngettext("%(count)d article is gone for good.", "%(count)d articles are gone for good.", count)
    messages.success(request, told % {"count": count})
    return redirect("bin")


def _moment(text: str) -> datetime | None:
    """A moment as the question wrote it; None for anything else."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None


def _nothing_ticked(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Nothing was ticked, so nothing was done."))
    return redirect("bin")


def _ticked(request: HttpRequest) -> list[int]:
    return ids_of(request.POST.getlist("article"))
