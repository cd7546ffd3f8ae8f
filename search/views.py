"""The search page. With HTMX the same address gives only the piece that changes."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from corpus.curation.access import may, rights_of
from search.asking import answer
from search.backends import get_backend
from search.chips import chips
from search.errors import IndexUnavailable, QueryError
from search.former_names import with_present_names
from search.forms import SearchForm
from search.frame import framed
from search.links import SearchLinks
from search.markup.facets import values
from search.markup.words import words
from search.near_misses import near_misses
from search.pages import (
    kept_filters,
    page_query,
    page_title,
    pagination,
    result_items,
    typed_error,
)
from search.panel import FOUND_IN, facet_panel
from search.panel.finding import Finds
from search.panel.known import known_as_of
from search.panel.places import tree_of_regions
from search.parser import describe
from search.query import NO_VALUE, Sort
from search.results import FacetName
from search.saved.services import saved_name
from search.short_addresses import without_empty_parameters
from search.stamps import conditional, current_state
from search.stories import count_found, other_view
from search.suggesting import suggestions
from search.take_away import downloads, feed_address
from search.wording import worded

if TYPE_CHECKING:
    from django.http import HttpRequest as BaseRequest
    from django_htmx.middleware import HtmxDetails

    from search.panel.known import Known
    from search.query import SearchQuery

    class HttpRequest(BaseRequest):
        htmx: HtmxDetails
        corpus_state: str


logger = logging.getLogger(__name__)


@require_safe
@without_empty_parameters
@conditional(by=lambda request: _depends_on(request), vary=["HX-Request", "Accept-Encoding"], kept=True)
def search(request: HttpRequest) -> HttpResponse:
    """Everything is in the address; an index that can't answer is a 503 that says so."""
    user, known = request.user, known_as_of(request.corpus_state)
    parameters = with_present_names(request.GET, known.by_filter)
    form, links = SearchForm(parameters), SearchLinks.of(parameters)
    context: dict[str, Any] = {
        "form": form,
        "links": links,
        "feed": feed_address(links),
        "user": user,
        "saved_as": saved_name(user, links),
        "edits_figures": may(user, "article-statement"),
        "changes_articles": may(user, "change-found"),
        "typed": request.GET.get("q", ""),
    }
    status = 200
    try:
        context |= _answer(form, links, Finds.of(request.GET), known)
    except QueryError as error:
        wrong = typed_error(form.cleaned_data["q"], error.position)
        said = worded(error.message)
        context |= _refusal(form, links, said) | {"query_error": said, "typed_error": wrong}
    except IndexUnavailable as error:
        logger.error("Search is unavailable: %s", error)
        said = _("Search is not available")
        context |= _refusal(form, links) | {"unavailable": error, "page_title": said, "status": said}
        status = 503
    is_piece = _is_swap(request)
    context |= {"is_piece": is_piece, "title": _title(context["page_title"])}
    # Django's context of a request refers to itself, so that all of this page would stay until cycles are looked for. Only
    # those who are logged in have forms with a token, which is in there.
    piece = render_to_string("search/_search.html", context, request if user.is_authenticated else None)
    response = HttpResponse(piece if is_piece else framed(request, context, piece), status=status)
    if request.htmx:
        response["HX-Push-Url"] = context["links"].address
    if status == 503:
        response["Retry-After"] = "30"
    if _names_more_than_found(context) or getattr(get_messages(request), "used", False):
        patch_cache_control(response, no_store=True)
    return response


def _depends_on(request: HttpRequest) -> tuple[object, ...]:
    """The piece or the page, and what it shows of who is asking: the name, the menu, whether the search is saved, messages.
    Forms of who is logged in have a token that goes with a cookie, which is set with the first one."""
    user, is_piece, messages = request.user, _is_swap(request), len(get_messages(request))
    if not user.is_authenticated:
        return is_piece, messages
    secret = request.META.get("CSRF_COOKIE")
    saved_as = saved_name(user, SearchLinks.of(request.GET))
    return user.get_username(), user.is_staff, rights_of(user), is_piece, secret, saved_as, messages


def _answer(form: SearchForm, links: SearchLinks, finds: Finds, known: Known) -> dict[str, Any]:
    if not form.is_valid():
        errors = [str(error) for errors in form.errors.values() for error in errors]
        return _refusal(form, links, *errors) | {"form_errors": errors}
    query, results = answer(page_query(form))
    links = links.on_page(query.page).only("region", form.cleaned_data["region"])
    panel = facet_panel(query, results, links, finds, known)
    found = count_found(results)
    applied = chips(query, links, regions=panel.regions.names, organisations=panel.organisations.names)
    return {
        "query": query,
        "links": links,
        "results": results,
        "is_unfolded": not query.folded,
        "first": query.offset + 1,
        "notices": [worded(notice) for notice in results.notices],
        "items": result_items(query, results, links),
        "found": found,
        "status": found if results.total else _("No articles"),
        "other_view": other_view(results, links),
        "panel": panel,
        "chips": applied,
        "near_misses": None if results.total else near_misses(query, applied, links),
        "pagination": pagination(query, results, links),
        "reading": _reading(query),
        "page_title": page_title(query, applied),
        "kept_sort": _kept_sort(form) if not results.total else "",
        "downloads": downloads(links),
    }


def _reading(query: SearchQuery) -> str:
    """How the words were understood, "" where that is what was typed."""
    read = describe(query.tree) if query.tree else ""
    return "" if read == query.text else read


def _title(of_search: str) -> str:
    return f"{of_search} · Gleaner" if of_search else "Gleaner"


def _refusal(form: SearchForm, links: SearchLinks, *errors: str) -> dict[str, Any]:
    """What a page without results needs so that no filter gets lost."""
    return {
        "kept": kept_filters(links),
        "kept_sort": _kept_sort(form),
        "is_unfolded": form.cleaned_data.get("folded") is False,
        "page_title": _("This search can't be read"),
        "status": " ".join((_("The search can't be read."), *errors)),
    }


def _kept_sort(form: SearchForm) -> str:
    """The order that was chosen, for pages that have nothing to sort; "" where it goes without saying."""
    sort = form.cleaned_data.get("sort", Sort.RELEVANCE)
    return "" if sort == Sort.RELEVANCE else str(sort)


def _names_more_than_found(context: dict[str, Any]) -> bool:
    """Whether the page names a region or an organisation of the filters that no article found has: its name may change
    without any article."""
    if "results" not in context:
        return True
    query, facets = context["query"], context["results"].facets
    return not (
        {*query.regions, *query.without_regions} - {NO_VALUE} <= facets[FacetName.REGION].keys()
        and {*query.organisations, *query.without_organisations} - {NO_VALUE}
        <= facets[FacetName.ORGANISATION].keys()
    )


def _is_swap(request: HttpRequest) -> bool:
    """Whether a piece of the page is asked for; it is whole for a visit and for what the browser's history asks for."""
    return bool(request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request)


@require_safe
def facet(request: HttpRequest, name: str) -> HttpResponse:
    """The values of one facet, for what is looked for in it. Nothing changes for a search that can't be read."""
    known = known_as_of(current_state())
    parameters = with_present_names(request.GET, known.by_filter)
    form, links = SearchForm(parameters), SearchLinks.of(parameters)
    facet_name = FacetName(name)
    try:
        if not form.is_valid():
            return HttpResponse(status=204)
        links = links.only("region", form.cleaned_data["region"])
        query = replace(form.to_query(), facets=(facet_name,), with_fragments=False, page=1, page_size=1)
        counts = get_backend().search(query).facets[facet_name]
    except (QueryError, IndexUnavailable):
        return HttpResponse(status=204)
    found = FOUND_IN[facet_name](query, counts, links, known, getattr(Finds.of(request.GET), name))
    is_tree = facet_name is FacetName.REGION and not found.find
    tree = tree_of_regions(query, counts, links, known) if is_tree else None
    return HttpResponse(values(words(), found, tree))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Completions of what is being typed, as options of a list box."""
    try:
        found = suggestions(request.GET.get("q", ""))
    except IndexUnavailable:
        found = ()
    return render(request, "search/_suggestions.html", {"suggestions": found})
