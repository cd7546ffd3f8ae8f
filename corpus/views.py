"""The article page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corpus.bin import in_bin
from corpus.citations import citation
from corpus.curation.access import may
from corpus.extraction.base import Part
from corpus.marks import Mark, marks_of, paragraphs
from corpus.models import Article
from corpus.pages import Editing, values_of_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponse, QueryDict

    WordFinder = Callable[[QueryDict, str], Iterable[tuple[int, int]]]


@require_safe
def article(request: HttpRequest, pk: int, *, find_words: WordFinder) -> HttpResponse:
    """The text with its marks, the figures with their proof. Parameters of a search that led here are kept for the way
    back; `find_words` says where that search's words are in a text."""
    found = Article.objects.with_metadata().filter(pk=pk).first()
    if found is None:
        return _removed(request, pk)
    editing = _editing(request, found)
    address_of = editing.statement if editing and editing.of_statements else None
    texts = {
        part: paragraphs(
            found.text(part),
            [
                *marks_of(found, part, address_of=address_of),
                *(Mark(start, end, "match") for start, end in find_words(request.GET, found.text(part))),
            ],
        )
        for part in Part
    }
    context = {
        "article": found,
        "values": values_of_page(found, editing),
        "may_edit": editing is not None,
        "may_mark": editing is not None and may(request.user, "article-mark"),
        "title_is_whole": found.has_offsets(Part.TITLE),
        "title": [segment for paragraph in texts[Part.TITLE] for segment in paragraph],
        "paragraphs": texts[Part.BODY],
        "search_parameters": request.GET.urlencode(),
        "citation": citation(found, address=request.build_absolute_uri(found.get_absolute_url())),
    }
    return render(request, "corpus/article.html", context)


def _editing(request: HttpRequest, article: Article) -> Editing | None:
    if not may(request.user, "article-value"):
        return None
    return Editing(article, request.get_full_path(), of_statements=may(request.user, "article-statement"))


def _removed(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that the article was removed, and no word of what it said. Raises `Http404` for one that never was, or is deleted
    for good."""
    if not in_bin([pk]).exists():
        raise Http404
    return render(request, "corpus/removed.html", {"pk": pk}, status=HTTPStatus.GONE)
