"""Who may use a view of curation."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]


def needs(*permissions: str) -> Callable[[View], View]:
    """Only for accounts with these permissions of the corpus; everybody else is asked to log in, or refused."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _log_in(request)
            if not request.user.has_perms([f"corpus.{permission}" for permission in permissions]):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _log_in(request: HttpRequest) -> HttpResponse:
    """To the page to log in, and from there to where the person was; a piece of a page can't hold it, so HTMX is told to go
    there."""
    page = next_address(request, request.get_full_path() if request.method == "GET" else _page_of(request))
    if not request.headers.get("HX-Request"):
        return redirect_to_login(page)
    address = redirect_to_login(request.headers.get("HX-Current-URL") or page).url
    return HttpResponse(status=204, headers={"HX-Redirect": address})


def _page_of(request: HttpRequest) -> str:
    """The page that a form was sent from."""
    before = request.headers.get("Referer", "")
    return before if _is_ours(request, before) else "/"


def next_address(request: HttpRequest, otherwise: Any) -> str:
    """Where the person came from (`next`), if that is a page of ours."""
    return asked_address(request) or resolve_url(otherwise)


def asked_address(request: HttpRequest) -> str:
    """The same, empty if it isn't one."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    return target if _is_ours(request, target) else ""


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
