"""The search page. With HTMX the same address gives only the piece that changes."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from search.backends import get_backend
from search.errors import IndexUnavailable, QueryError
from search.forms import SearchForm
from search.indexing import catch_up_before_search
from search.links import SearchLinks
from search.pages import (
    chips,
    facet_panel,
    kept_filters,
    last_page,
    page_title,
    pagination,
    query_help,
    result_items,
    typed_error,
)
from search.parser import describe
from search.query import Sort

if TYPE_CHECKING:
    from django.http import HttpRequest as BaseRequest
    from django.http import HttpResponse
    from django_htmx.middleware import HtmxDetails

    from search.query import SearchQuery
    from search.results import SearchResults

    class HttpRequest(BaseRequest):
        htmx: HtmxDetails


logger = logging.getLogger(__name__)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything is in the address; an index that can't answer is a 503 that says so."""
    form = SearchForm(request.GET)
    links = SearchLinks.of(request.GET)
    context: dict[str, Any] = {"form": form, "links": links, "query_help": query_help()}
    status = 200
    try:
        context |= _answer(form, links)
    except QueryError as error:
        typed = typed_error(form.cleaned_data["q"], error.position)
        context |= _refusal(form, links) | {"query_error": error, "typed_error": typed}
    except IndexUnavailable as error:
        logger.error("Search is unavailable: %s", error)
        context |= _refusal(form, links) | {"unavailable": True, "page_title": "Search is being rebuilt"}
        status = 503
    response = render(request, _template(request), context, status=status)
    if request.htmx:
        response["HX-Push-Url"] = context["links"].address
    if status == 503:
        response["Retry-After"] = "30"
    patch_vary_headers(response, ["HX-Request"])
    return response


def _answer(form: SearchForm, links: SearchLinks) -> dict[str, Any]:
    if not form.is_valid():
        errors = [error for errors in form.errors.values() for error in errors]
        return _refusal(form, links) | {"form_errors": errors}
    catch_up_before_search()
    query, results = _search(form.to_query())
    links = links.on_page(query.page)
    panel = facet_panel(query, results, links)
    applied = chips(query, panel, links)
    return {
        "query": query,
        "links": links,
        "results": results,
        "items": result_items(query, results, links),
        "panel": panel,
        "chips": applied,
        "pagination": pagination(query, results, links),
        "reading": describe(query.tree) if query.tree else "",
        "page_title": page_title(query, applied),
        "kept_sort": _kept_sort(form) if not results.total else "",
    }


def _search(query: SearchQuery) -> tuple[SearchQuery, SearchResults]:
    """The query with its results. Where the page asked for is after the last one, both are those of the last."""
    results = get_backend().search(query)
    last = last_page(query, results)
    if query.page > last:
        query = replace(query, page=last)
        results = get_backend().search(query)
    return query, results


def _refusal(form: SearchForm, links: SearchLinks) -> dict[str, Any]:
    """What a page without results needs so that no filter gets lost."""
    return {
        "kept": kept_filters(links),
        "kept_sort": _kept_sort(form),
        "page_title": "This search can't be read",
    }


def _kept_sort(form: SearchForm) -> str:
    """The order that was chosen, for pages that have nothing to sort; "" where it goes without saying."""
    sort = form.cleaned_data.get("sort", Sort.RELEVANCE)
    return "" if sort == Sort.RELEVANCE else str(sort)


def _template(request: HttpRequest) -> str:
    """The piece for a swap; the whole page for a visit and for what the browser's history asks for."""
    is_swap = request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request
    return "search/_search.html" if is_swap else "search/search.html"
