"""Addresses without empty parameters, which a form sends where there is no script."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponseRedirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def without_empty_parameters(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Visits of a page at an address with empty parameters lead on to the short one; pieces for HTMX don't."""

    @wraps(view)
    def shortened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        said = [(name, value) for name, values in request.GET.lists() for value in values]
        kept = [(name, value) for name, value in said if value]
        if len(kept) == len(said) or request.headers.get("HX-Request"):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"{request.path}?{urlencode(kept)}" if kept else request.path)

    return shortened
