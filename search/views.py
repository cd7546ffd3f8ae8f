"""The search page. With HTMX the same address gives only the piece that changes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from search.backends import get_backend
from search.errors import IndexUnavailable, QueryError
from search.forms import SearchForm
from search.indexing import catch_up_before_search
from search.links import SearchLinks
from search.pages import chips, facet_panel, pagination, result_items
from search.parser import describe

if TYPE_CHECKING:
    from django.http import HttpRequest as BaseRequest
    from django.http import HttpResponse
    from django_htmx.middleware import HtmxDetails

    from search.query import SearchQuery

    class HttpRequest(BaseRequest):
        htmx: HtmxDetails


logger = logging.getLogger(__name__)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything is in the address; an index that can't answer is a 503 that says so."""
    form = SearchForm(request.GET)
    links = SearchLinks.of(request.GET)
    context: dict[str, Any] = {"form": form, "links": links}
    status = 200
    try:
        context |= _answer(form, links)
    except QueryError as error:
        context |= {"query_error": error}
    except IndexUnavailable as error:
        logger.error("Search is unavailable: %s", error)
        context |= {"unavailable": True}
        status = 503
    response = render(request, _template(request), context, status=status)
    if request.htmx:
        response["HX-Push-Url"] = links.address
    if status == 503:
        response["Retry-After"] = "30"
    patch_vary_headers(response, ["HX-Request"])
    return response


def _answer(form: SearchForm, links: SearchLinks) -> dict[str, Any]:
    if not form.is_valid():
        return {"form_errors": [error for errors in form.errors.values() for error in errors]}
    query: SearchQuery = form.to_query()
    catch_up_before_search()
    results = get_backend().search(query)
    panel = facet_panel(query, results, links)
    return {
        "query": query,
        "results": results,
        "items": result_items(query, results, links),
        "panel": panel,
        "chips": chips(query, panel, links),
        "pagination": pagination(query, results, links),
        "reading": describe(query.tree) if query.tree else "",
    }


def _template(request: HttpRequest) -> str:
    """The piece for a swap; the whole page for a visit and for what the browser's history asks for."""
    is_swap = request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request
    return "search/_search.html" if is_swap else "search/search.html"
