"""A WSGI application for tests of the server: tells which queries this process was asked before, one a line."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
asked: list[str] = []


def application(environ: WSGIEnvironment, start_response: StartResponse) -> io.BytesIO:
    said = "\n".join(asked).encode()
    asked.append(environ["QUERY_STRING"])
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return io.BytesIO(said)
