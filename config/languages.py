"""The language of an answer: the one chosen at the foot of a page, else the first that the browser asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase


class LanguageMiddleware(LocaleMiddleware):
    """Django's, which doesn't tell caches that the choice is in a cookie."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        patch_vary_headers(response, ["Cookie"])
        return super().process_response(request, response)


@csrf_exempt  # the form is on pages that are the same for everybody, so it has no token
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie, if a page of this site asks for it."""
    if request.method == "POST" and not _is_from_here(request):
        raise PermissionDenied
    return set_language(request)


def _is_from_here(request: HttpRequest) -> bool:
    """By what browsers say of every form that they send."""
    page = urlsplit(request.headers.get("Referer", ""))
    origin = request.headers.get("Origin") or f"{page.scheme}://{page.netloc}"
    here = f"{request.scheme}://{request.get_host()}"
    return origin in {here, *settings.CSRF_TRUSTED_ORIGINS}
