"""Who may use a view of curation, and is offered it."""

from __future__ import annotations

from functools import cache, wraps
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import URLResolver, get_resolver
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser, User
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]


def needs(*permissions: str) -> Callable[[View], View]:
    """Only for accounts with these permissions of the corpus; everybody else is asked to log in, or refused."""
    needed = tuple(f"corpus.{permission}" for permission in permissions)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _log_in(request)
            if not request.user.has_perms(needed):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permissions = needed  # type: ignore[attr-defined]
        return guarded

    return decorate


def may(user: User | AnonymousUser, name: str) -> bool:
    """Whether an account has the permissions that the view at the address of this name `needs`: only then is it offered."""
    return user.is_authenticated and user.has_perms(_needed()[name])


def rights_of(user: User | AnonymousUser) -> tuple[bool, ...]:
    """Whether an account has each of the permissions that views need: all that `may` answers by."""
    return tuple(map(user.has_perm, _rights()))


@cache
def _rights() -> Sequence[str]:
    return sorted(set(chain.from_iterable(_needed().values())))


@cache
def _needed() -> Mapping[str, tuple[str, ...]]:
    """What views need, by the names of their addresses."""
    return dict(_guarded(get_resolver().url_patterns))


def _guarded(patterns: Iterable[Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _guarded(pattern.url_patterns)
        elif permissions := getattr(pattern.callback, "permissions", None):
            yield pattern.name, permissions


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
