"""Making an organisation, a region or a figure of words in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from corpus.concurrent_forms import lock
from corpus.curation.access import needs, next_address
from corpus.curation.forms import FigureForm, MarkOrganisationForm, MarkRegionForm
from corpus.curation.marking import (
    Span,
    figure_at,
    mark_organisation,
    mark_region,
    read_figure,
    span_of,
)
from corpus.curation.naming import organisations_like, regions_like
from corpus.curation.pieces import render_panel
from corpus.curation.values import tell_saved
from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.models import Article, EditKind, OrganisationAlias, Origin
from corpus.names import organisation_key
from corpus.sum_forms import said, tell_readings
from corpus.typed_sums import read_range

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django import forms
    from django.http import HttpRequest

    from corpus.curation.naming import Choice

LONGEST_SUM = 100  # characters
KINDS = ("organisation", "region", "figure")
COMPLETIONS: dict[str, Callable[[str], Sequence[Choice]]] = {
    "organisation": organisations_like,
    "region": regions_like,
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("add_articleregion", "add_articleorganisation", "add_amount")
def mark(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The form that makes something of words: given by `part`, `start` and `end`, or as `words` that are looked for."""
    if kind not in KINDS:
        raise Http404
    if request.method != "POST":
        return _answer(request, pk, kind)
    with transaction.atomic():
        lock(Article, pk)
        return _answer(request, pk, kind)


def _answer(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    try:
        span = span_of(article, request.POST if request.method == "POST" else request.GET)
    except ValidationError as error:
        return _show(request, article, kind, None, None, error.messages)
    there = figure_at(article, span) if kind == "figure" else None
    if there is not None:
        query = urlencode({"next": next_address(request, article)})
        return redirect(f"{reverse('article-statement', args=[pk, 'figure', there.pk])}?{query}")
    if request.method == "POST":
        return _save(request, article, kind, span)
    return _show(request, article, kind, span, _form(article, kind, span))


def _form(article: Article, kind: str, span: Span, data: Any = None) -> forms.BaseForm:
    if kind == "figure":
        return FigureForm(data, instance=read_figure(article, span))
    initial = {kind: span.words}
    if kind == "region":
        return MarkRegionForm(data, initial=initial)
    return MarkOrganisationForm(data, initial=initial, words=span.words)


def _show(
    request: HttpRequest,
    article: Article,
    kind: str,
    span: Span | None,
    form: forms.BaseForm | None,
    errors: list[str] | None = None,
) -> HttpResponse:
    context = {
        "article": article,
        "kind": kind,
        "span": span,
        "form": form,
        "errors": errors,
        "next": next_address(request, article),
    }
    return render_panel(request, "mark", context)


def _save(request: HttpRequest, article: Article, kind: str, span: Span) -> HttpResponse:
    summary = f"Marked “{span.words}” as {'an' if kind == 'organisation' else 'a'} {kind}"
    form: Any = _form(article, kind, span, request.POST)
    if not form.is_valid():
        return _show(request, article, kind, span, form)
    with recording(actor=request.user, kind=EditKind.ADD, summary=summary) as recorder:
        _make(article, kind, span, form)
    tell_saved(request, article, recorder)
    tell_readings(request, form)
    return redirect(next_address(request, article))


def _make(article: Article, kind: str, span: Span, form: Any) -> None:
    if kind == "figure":
        save_edit(form.save(commit=False), ())
    elif kind == "region":
        mark_region(article, form.cleaned_data["region"], span)
    else:
        _make_organisation(article, span, form)


def _make_organisation(article: Article, span: Span, form: Any) -> None:
    organisation = form.cleaned_data["organisation"]
    if organisation.pk is None:
        save_edit(organisation, ())
    mark_organisation(article, organisation, span)
    key = organisation_key(span.words)
    if form.cleaned_data["is_name"] and not OrganisationAlias.objects.filter(key=key).exists():
        OrganisationAlias(organisation=organisation, name=span.words, origin=Origin.EDITED).save()


@require_safe
@needs("change_article")
def complete(request: HttpRequest, kind: str) -> HttpResponse:
    """Completions of a name that is being typed, as options of a list."""
    like = COMPLETIONS.get(kind)
    if like is None:
        raise Http404
    return render(request, "curation/_completions.html", {"choices": like(request.GET.get(kind, "")[:300])})


@require_safe
@needs("change_article")
def read_typed_sum(request: HttpRequest) -> HttpResponse:
    """What is read of a sum that is being typed, or why it can't be read."""
    typed = (request.GET.get("value") or request.GET.get("value_high") or "").strip()[:LONGEST_SUM]
    try:
        return HttpResponse(escape(f"= {said(read_range(typed))}") if typed else "")
    except ValueError as error:
        return HttpResponse(escape(str(error)))
