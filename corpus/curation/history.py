"""The history of an article: who changed which value from what to what, and the ways back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from corpus.curation.access import needs, next_address
from corpus.history.pages import edits_of, told_edits
from corpus.history.restoring import restore_state
from corpus.history.undoing import UndoRefused, undo_in_article
from corpus.models import Article, Edit

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE = 25  # edits


@require_safe
@needs("change_article")
def article_history(request: HttpRequest, pk: int) -> HttpResponse:
    """The edits of the article, in the bin or not."""
    article = get_object_or_404(Article.everything, pk=pk)
    ids = edits_of(article)
    page = Paginator(ids, PAGE).get_page(request.GET.get("page"))
    context = {
        "article": article,
        "page": page,
        "edits": told_edits(article, page.object_list, newest=ids[0] if ids else 0),
    }
    return render(request, "curation/history.html", context)


@require_POST
@needs("change_article")
def undo_edit(request: HttpRequest, pk: int, edit: int) -> HttpResponse:
    """Take back what an edit did to the article."""
    article, wanted = _of_article(pk, edit)
    try:
        undone = undo_in_article(wanted, article, actor=request.user)
    except UndoRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("Undone: %(edit)s") % {"edit": wanted}
        messages.success(request, words, extra_tags=undo_address(article, undone))
    return redirect(next_address(request, article))


@require_POST
@needs("change_article")
def restore(request: HttpRequest, pk: int, edit: int) -> HttpResponse:
    """Bring the article back to how an edit left it; edit 0 is before all of them."""
    article = get_object_or_404(Article.everything, pk=pk)
    if edit:
        _of_article(pk, edit)
    try:
        count = restore_state(article, after=edit, actor=request.user)
    except UndoRefused as refusal:
        messages.error(request, str(refusal))
    else:
        told = ngettext("%(count)d edit was undone.", "%(count)d edits were undone.", count)
        messages.success(request, told % {"count": count})
    return redirect("article-history", pk=pk)


def undo_address(article: Article, edit: Edit) -> str:
    """Where an edit of the article is undone; a message with it as its tags offers that."""
    return reverse("article-undo", args=[article.pk, edit.pk])


def _of_article(pk: int, edit: int) -> tuple[Article, Edit]:
    """The article and an edit of it."""
    article = get_object_or_404(Article.everything, pk=pk)
    return article, get_object_or_404(Edit.objects.filter(changes__article=article).distinct(), pk=edit)
