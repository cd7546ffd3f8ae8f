"""The site as it is, whose answers say in `Server-Timing` how much of their time was search, with what hits need of the index."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from config.wsgi import application as _site
from search.backends import get_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from search.query import SearchQuery
    from search.results import SearchResults

_backend = get_backend()
_search = _backend.search


class _Spent(threading.local):
    ms = 0.0


_spent = _Spent()


def _timed(query: SearchQuery) -> SearchResults:
    start = time.perf_counter()
    try:
        return _search(query)
    finally:
        _spent.ms += (time.perf_counter() - start) * 1000


_backend.search = _timed  # type: ignore[method-assign]


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    _spent.ms = 0.0

    def start(status: str, headers: list[tuple[str, str]], error: Any = None, /) -> Callable[[bytes], object]:
        timing = ("Server-Timing", f"search;dur={_spent.ms:.3f}")
        return start_response(status, [*headers, timing], error)

    return _site(environ, start)
