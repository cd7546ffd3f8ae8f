"""Conditional requests: what an answer depends on, in one tag that is had without searching.

Every change of what articles show writes a `PendingChange` in its own transaction, with an id that is never used again; the
row goes only after a commit of the index, which has a new generation. So (pending rows, generation), read in this order, is
never the same before a change and after it. What no article shows (the name of a region without articles) is not in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial, wraps
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from search.backends import get_backend
from search.backends.base import IndexState
from search.finished import finished
from search.indexing import catch_up_before_search

if TYPE_CHECKING:
    from django.http import HttpRequest

View = Callable[..., HttpResponseBase]

CODE = ("config", "corpus", "locale", "search", "templates", "static")
_turn = Lock()  # two answers made at once would wait for each other's Python, both until the end
SUFFIXES = {".py", ".html", ".css", ".js", ".csv", ".mo"}


def conditional(
    *,
    by: Callable[[Any], Iterable[object]] = lambda request: (),
    vary: Sequence[str] = (),
    kept: bool = False,
) -> Callable[[View], View]:
    """A view of a search. Brings in what is pending; then answers 304 to whoever has the answer already, or gives it with
    its tag. `by` names what else of a request it depends on, as it is after the answer, `vary` the headers for caches.
    With `kept` answers to visitors without a session are kept. An answer that says `no-store` depends on more, and gets no tag. The view finds the state of the articles in `request.corpus_state`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def stamped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            state = request.corpus_state = current_state()  # type: ignore[attr-defined]
            parts = tuple(by(request))
            tag = _tag(state, parts)
            known = get_conditional_response(request, etag=tag) if tag else None
            make = partial(_in_turn, view, request, *args, **kwargs)
            response = known or (finished(request, tag, make) if kept else make())
            if tag and response.status_code in (200, 304) and not _is_unkept(response):
                now = tuple(by(request))
                response.headers["ETag"] = tag if now == parts else _tag(state, now)
                patch_cache_control(response, no_cache=True)
            if vary:
                patch_vary_headers(response, vary)
            return response

        return stamped

    return decorate


def _in_turn(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    with _turn:
        return view(request, *args, **kwargs)


def _is_unkept(response: HttpResponseBase) -> bool:
    return "no-store" in response.headers.get("Cache-Control", "")


def _tag(state: str, parts: Iterable[object]) -> str:
    """A weak entity tag; "" while there is no index to answer from."""
    if not state:
        return ""
    said = repr((_code(), state, get_language(), *parts))
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def current_state() -> str:
    """Equal for equal states of articles and index, as far as articles show; "" while there is no index. Brings in what is
    pending."""
    pending = _pending()
    if pending[0]:
        catch_up_before_search()
        pending = _pending()
    status = get_backend().status()
    return f"{status.generation} {pending}" if status.state is IndexState.READY else ""


def _pending() -> tuple[int, int | None]:
    """How many changes are pending, and the last one's id. Asked by every request, so without a query set."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(id), MAX(id) FROM search_pendingchange")
        number, last = cursor.fetchone()
    return number, last


@cache
def _code() -> str:
    """What the program is: a new version answers differently."""
    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(path.read_bytes())
    return digest.hexdigest()
