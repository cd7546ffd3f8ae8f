"""What a worker does before it takes requests: it answers some that nobody asked, so that the first person doesn't wait for
modules, templates and the index."""

from __future__ import annotations

from contextlib import closing, suppress
from threading import Thread
from typing import TYPE_CHECKING
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections

from config.logs import WARMING

if TYPE_CHECKING:
    from collections.abc import Callable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from django.http.response import HttpResponseBase

    Application = Callable[[WSGIEnvironment, StartResponse], HttpResponseBase]

QUERIES = ("", "q=investment+OR+million&role=investment")


def warm(application: Application, *, patience: float | None) -> None:
    """Ask for pages of search in every language. Returns after so many seconds at the latest, whatever comes of it;
    with None, when it is done."""
    # In a thread, which has a connection of its own: the worker has to start even if the database is slow.
    thread = Thread(target=_ask, args=(application,), name=WARMING, daemon=True)
    thread.start()
    thread.join(patience)


def _ask(application: Application) -> None:
    with suppress(Exception):  # whatever it is, a request meets it, too, and says so
        for language, _ in settings.LANGUAGES:
            for query in QUERIES:
                with closing(application(_request(query, language), _heard)) as response:
                    b"".join(response)
    connections.close_all()


def _request(query: str, language: str) -> WSGIEnvironment:
    """Of somebody with an empty session, who gets no page that another worker has made and leaves none."""
    request = {
        "QUERY_STRING": query,
        "HTTP_HOST": _host(),
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_ACCEPT_LANGUAGE": language,
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "https",  # else it is only led there
    }
    setup_testing_defaults(request)
    return request


def _host() -> str:
    """One that the site answers to."""
    allowed = next(iter(settings.ALLOWED_HOSTS), "*")
    return "localhost" if allowed == "*" else allowed.removeprefix(".")


def _heard(*answer: object) -> Callable[[bytes], object]:
    return lambda data: None
