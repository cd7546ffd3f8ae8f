"""Finished pages, kept by each worker for whoever has no session: asked again, they cost no search and no template."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    Key = tuple[str, str, bool]

OVERHEAD = 1_000  # bytes of an entry beside its page and its address
LEVEL = 4  # of compression: six makes a page a twentieth smaller in twice the time


@dataclass(frozen=True, slots=True)
class Page:
    body: bytes
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: HttpResponse) -> Page:
        return cls(response.content, tuple(response.headers.items()))

    def response(self) -> HttpResponse:
        return HttpResponse(self.body, headers=dict(self.headers))


class Pages:
    """The pages asked for last, of so many bytes together at most. Safe to use from several threads."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()
        self.size = 0

    def get(self, key: Key) -> Page | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Key, page: Page, *, most: int) -> None:
        with self._lock:
            if known := self._pages.pop(key, None):
                self.size -= _size(key, known)
            self._pages[key] = page
            self.size += _size(key, page)
            while self.size > most:
                self.size -= _size(*self._pages.popitem(last=False))


def _size(key: Key, page: Page) -> int:
    return len(page.body) + len(key[1]) + OVERHEAD


@cache
def kept_pages() -> Pages:
    """Those of this process."""
    return Pages()


def finished(request: HttpRequest, tag: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer that the tag and the address stand for, as it is kept, else made and kept. A page is kept compressed:
    nothing in it is secret, so its size gives nothing away."""
    most = settings.SEARCH_PAGES_MB << 20
    if not (tag and most) or _is_somebody(request):
        return make()
    is_zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    key = (tag, request.get_full_path(), is_zipped)
    if page := kept_pages().get(key):
        return page.response()
    response = make()
    if not (isinstance(response, HttpResponse) and _is_for_anybody(request, response)):
        return response
    if is_zipped:
        _zip(response)
    kept_pages().put(key, Page.of(response), most=most)
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


def _zip(response: HttpResponse) -> None:
    response.content = gzip.compress(response.content, LEVEL, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
