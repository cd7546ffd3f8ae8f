"""The pages on which people add articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from corpus.curation.access import needs
from corpus.formats import as_csv
from corpus.ingest.archives import MAX_FILES
from corpus.ingest.readers import MAX_BYTES, MAX_DOCUMENT_BYTES
from corpus.models import Upload
from corpus.uploads import worker
from corpus.uploads.deciding import decide, save_the_rest, skip_the_rest
from corpus.uploads.forms import FilesForm, TextForm
from corpus.uploads.pages import items_to_look_through, report_lines
from corpus.uploads.quota import MAX_REQUEST, tell_too_much
from corpus.uploads.receiving import receive_files, receive_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.http import HttpRequest as BaseRequest
    from django.http import HttpResponse, QueryDict
    from django.http.response import HttpResponseBase
    from django_htmx.middleware import HtmxDetails

    from corpus.uploads.pages import ReportLine

    class HttpRequest(BaseRequest):
        htmx: HtmxDetails
        user: User


RECENT = 10  # uploads that the page for adding lists
MB = 1024**2
_LIMITS = {
    "files": MAX_FILES,
    "text_mb": MAX_BYTES // MB,
    "document_mb": MAX_DOCUMENT_BYTES // MB,
    "request_mb": MAX_REQUEST // MB,
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("add_article")
def add(request: HttpRequest) -> HttpResponse:
    """Paste a text, or bring files."""
    text_form, files_form = _forms(request)
    if text_form.is_bound and text_form.is_valid():
        text = text_form.cleaned_data["text"]
        return redirect(receive_text(text, typed=text_form.typed(), user=request.user))
    if files_form.is_bound and files_form.is_valid():
        return redirect(receive_files(files_form.cleaned_data["documents"], user=request.user))
    context = {
        "text_form": text_form,
        "files_form": files_form,
        "limits": _LIMITS,
        "uploads": Upload.objects.of(request.user).with_counts()[:RECENT],
    }
    return render(request, "corpus/add_articles.html", context)


def _forms(request: HttpRequest) -> tuple[TextForm, FilesForm]:
    """Both forms, the one that was sent with its data."""
    if "text" in request.POST:
        return TextForm(request.POST), FilesForm()
    if request.method != "POST":
        return TextForm(), FilesForm()
    files_form = FilesForm(request.POST, request.FILES)
    told = _("The files are larger than %(size)s MB together. Add them in parts.")
    tell_too_much(request, files_form, "documents", told % {"size": MAX_REQUEST // MB})
    return TextForm(), files_form


@require_http_methods(["GET", "HEAD", "POST"])
@needs("add_article")
@never_cache
@vary_on_headers("HX-Request")
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """One upload from its arrival to its report: being read, to look through, being saved, done. With HTMX the piece that
    changes."""
    found = get_object_or_404(Upload.objects.of(request.user).with_counts(), pk=pk)
    if request.method == "POST":
        return _decide(request, found)
    if found.to_do:
        worker.start()  # the one before may have been killed
    return _show(request, found)


def _show(request: HttpRequest, found: Upload, data: QueryDict | None = None) -> HttpResponse:
    is_at_work = bool(found.to_do)
    context = {
        "upload": found,
        "is_at_work": is_at_work,
        "at_rest": found.total - found.to_do,
        "kept_until": found.created_at + worker.KEPT,
        "items": [] if is_at_work else items_to_look_through(found, user=request.user, data=data),
        "has_errors": data is not None,
        "lines": list(report_lines(found)),
    }
    template = "corpus/_upload.html" if request.htmx else "corpus/upload.html"
    return render(request, template, context)


def _decide(request: HttpRequest, found: Upload) -> HttpResponse:
    if "skip_rest" in request.POST:
        skip_the_rest(found)
        return redirect(found)
    items = items_to_look_through(found, user=request.user, data=request.POST)
    if not all([item.form.is_valid() for item in items]):  # noqa: C419  (each form tells its errors)
        return _show(request, found, request.POST)
    decide(item.form for item in items)
    if "save_rest" in request.POST:
        save_the_rest(found)
    return redirect(found)


@require_safe
@needs("add_article")
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What became of each file, to take away."""
    found = get_object_or_404(Upload.objects.of(request.user), pk=pk)
    columns: dict[str, Callable[[ReportLine], Any]] = {
        "file": lambda line: line.file.name,
        "outcome": lambda line: line.outcome,
        "message": lambda line: line.message,
        "article": lambda line: line.article and line.article.headline,
        "link": lambda line: line.article and request.build_absolute_uri(line.article.get_absolute_url()),
    }
    lines = list(report_lines(found))
    headers = {"Content-Disposition": f'attachment; filename="gleaner-upload-{found.pk}.csv"'}
    return StreamingHttpResponse(
        as_csv([lines], columns), content_type="text/csv; charset=utf-8", headers=headers
    )
