"""From what a search finds to a change of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from corpus.curation.access import needs
from corpus.curation.bulk.views import TooMany, select
from search.asking import query_of
from search.backends import get_backend
from search.errors import SearchError
from search.indexing import catch_up_before_search
from search.links import SearchLinks
from search.refusals import Refusal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
@needs("change_article", "change_region", "change_organisation")
def change_found(request: HttpRequest) -> HttpResponse:
    """Select everything that the search whose parameters are in `search` finds."""
    links = SearchLinks.of(QueryDict(request.POST.get("search", ""))).on_page(1)
    try:
        catch_up_before_search()
        ids = get_backend().found(query_of(links.parameters))
        return redirect(select(request.user, list(ids), said=_said(links, len(ids))))
    except SearchError as error:
        messages.error(request, Refusal.of(error).detail)
    except TooMany as error:
        messages.error(request, str(error))
    return redirect(links.address)


def _said(links: SearchLinks, number: int) -> str:
    asked = ", ".join(f"{name}: {value}" for name, value in links.pairs if name not in {"sort", "page"})
    if not asked:
        return _("all articles")
    found = ngettext(
        "%(count)d article that a search found (%(asked)s)",
        "%(count)d articles that a search found (%(asked)s)",
        number,
    )
    return found % {"count": number, "asked": asked}
