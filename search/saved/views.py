"""A person's own searches. What belongs to somebody else is not there."""

from __future__ import annotations

from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corpus.models import Article
from search.errors import SearchError
from search.indexing import catch_up_before_search
from search.links import SearchLinks
from search.models import SavedSearch
from search.refusals import Refusal
from search.saved.forms import NameForm
from search.saved.listing import saved_items
from search.saved.services import links_of, save_search, visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.http import HttpRequest as BaseRequest
    from django.http import HttpResponse

    class HttpRequest(BaseRequest):
        user: User  # every view asks for a login


ON_A_PAGE = 20  # searches, each of which asks the index
SHOWN = 100  # new articles of a search


def _after_login_to_the_list(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For what only a form may ask: a login can't lead back to it."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("saved-searches"))
        return view(request, *args, **kwargs)

    return asking


@require_safe
@never_cache
@login_required
def saved_searches(request: HttpRequest) -> HttpResponse:
    """The person's searches by name, with how many articles are new in each."""
    catch_up_before_search()
    page = Paginator(SavedSearch.objects.filter(user=request.user), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "saved/saved_searches.html", {"page": page, "items": saved_items(page)})


@require_POST
@never_cache
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search whose parameters are in `search`, and go back to it."""
    links = SearchLinks.of(QueryDict(request.POST.get("search", ""))).on_page(1)
    if not request.user.is_authenticated:
        return redirect_to_login(links.address)
    form = NameForm(request.POST, user=request.user)
    if form.is_valid() and _is_saved(request, form, links):
        messages.success(
            request, gettext("The search is saved as “%(name)s”.") % {"name": form.cleaned_data["name"]}
        )
        return redirect(links.address)
    return render(request, "saved/save_search.html", {"form": form, "links": links})


def _is_saved(request: HttpRequest, form: NameForm, links: SearchLinks) -> bool:
    """Whether it could be; if not, the form says why."""
    try:
        with transaction.atomic():
            save_search(request.user, form.cleaned_data["name"], links)
    except IntegrityError:  # the same form was sent twice
        form.add_error("name", form.taken)
    except SearchError as error:
        form.add_error(None, Refusal.of(error).detail)
    return form.is_valid()


@require_POST
@never_cache
@_after_login_to_the_list
def open_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the results. From then on, what is found now is no longer new."""
    saved = _own(request, pk)
    with suppress(SearchError):  # the page that it leads to says what is wrong
        visit(saved)
    return HttpResponseRedirect(links_of(saved).address)


@require_safe
@never_cache
@login_required
def new_articles(request: HttpRequest, pk: int) -> HttpResponse:
    """What a search finds that it didn't when the person last opened it."""
    saved = _own(request, pk)
    catch_up_before_search()
    (item,) = saved_items([saved])
    new = item.standing.new
    articles = Article.objects.filter(pk__in=new[-SHOWN:]).defer("evidence")
    context = {"item": item, "articles": articles, "more": max(0, len(new) - SHOWN)}
    return render(request, "saved/new_articles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name; deleting is offered beside it."""
    saved = _own(request, pk)
    form = NameForm(request.POST or None, instance=saved, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, gettext("The search is called “%(name)s” now.") % {"name": saved.name})
        return redirect("saved-searches")
    return render(request, "saved/rename_search.html", {"form": form, "saved": saved})


@require_POST
@never_cache
@_after_login_to_the_list
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    saved = _own(request, pk)
    saved.delete()
    messages.success(request, gettext("The search “%(name)s” is deleted.") % {"name": saved.name})
    return redirect("saved-searches")


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, pk=pk, user=request.user)
