"""A WSGI application for tests of the server: it says which process answers, once the test lets it.

What is held connects to a port of the test (`HOLDER`), says there which process it is in, and waits until the test hangs up."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from django.http import HttpResponse
from gunicorn import util

from config.worker import QueueingWorker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Seconds until the client has hung up, and bytes that it may still send.
util.close_graceful.__defaults__ = (3600.0, 1 << 20)
LARGE = 1 << 25  # bytes; more than the system takes


class PatientWorker(QueueingWorker):
    """For which nothing takes long, and which goes on only when something wakes it."""

    LONG = 3600

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        super().wait_for_and_dispatch_events(self.LONG if self.alive else timeout)


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if path in ("/held", "/body", "/fault"):
        _hold()
    if path == "/fault":
        raise ValueError(path)
    if path == "/body":
        environ["wsgi.input"].read()
    pid = _pid()
    if path == "/large":
        pid = pid.ljust(LARGE)
    start_response("200 OK", [("Content-Length", str(len(pid)))])
    return _later(pid) if path == "/stream" else HttpResponse(pid)


def _later(pid: bytes) -> Iterator[bytes]:
    _hold()
    yield pid


def _pid() -> bytes:
    return str(os.getpid()).encode()


def _hold() -> None:
    with socket.create_connection(("127.0.0.1", int(os.environ["HOLDER"]))) as test:
        test.sendall(_pid())
        test.recv(1)
