"""Finished pages, kept for whoever has no session: asked again, they cost no search and no template."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from isal import igzip

from search.shared_pages import shared_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

LEVEL = 1  # of compression by isal: a page is a twentieth larger than zlib's third level makes it, in a fourth of the time


def finished(request: HttpRequest, tag: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer that the tag and the address stand for, as it is kept, else made and kept. A page is kept compressed:
    nothing in it is secret, so its size gives nothing away."""
    if not (tag and settings.SEARCH_PAGES_MB) or _is_somebody(request):
        return make()
    pages, key = shared_pages(settings.SEARCH_PAGES_MB), f"{tag} {request.get_full_path()}"
    is_zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    if page := pages.get(key):
        return _response(page, is_zipped=is_zipped)
    response = make()
    if isinstance(response, HttpResponse) and _is_for_anybody(request, response):
        headers = json.dumps([*response.headers.items()])
        content = igzip.compress(response.content, LEVEL, mtime=0)
        pages.put(key, headers.encode() + b"\n" + content)
        if is_zipped:
            _zip(response, content)
    return response


def _is_somebody(request: HttpRequest) -> bool:
    """Whether there is a session or a message for just this visitor."""
    return not request.COOKIES.keys().isdisjoint({settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name})


def _is_for_anybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it neither sets a cookie, be it for a token in it, nor says that it isn't to be kept."""
    return (
        response.status_code == 200
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not request.session.modified
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def _response(page: bytes, *, is_zipped: bool) -> HttpResponse:
    """A page is kept as its headers in one line, then its content, compressed."""
    headers, _, content = page.partition(b"\n")
    response = HttpResponse(headers=dict(json.loads(headers)))
    if is_zipped:
        _zip(response, content)
    else:
        response.content = gzip.decompress(content)
    return response


def _zip(response: HttpResponse, content: bytes) -> None:
    response.content = content
    response.headers["Content-Encoding"] = "gzip"
