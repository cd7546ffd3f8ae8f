"""gunicorn's threaded worker, which takes a request from the queue of the system only when it has time for it.

gunicorn's own takes whatever comes: six requests wait for the one turn of a process while the other process has two. Here
no connection is accepted from when a request can be read until its answer is sent. So requests wait in one queue for
whichever worker is free first, and no thread takes the interpreter from an answer that is being made. An idle connection, a
request with a body, and an answer that is streamed or larger than `AT_ONCE` keep nobody out, and what takes long only for
`LONG`. Requests on connections that are kept wait inside the worker; so that they don't shut the door for good, one more
connection may come in after each answer. gunicorn's own also hangs up in its main thread; here the thread of the request does.

Relies on these of gunicorn's ThreadWorker. In its main thread `run` asks `set_accept_enabled` in each round, unless it ends,
and waits in `wait_for_and_dispatch_events`; `enqueue_req` gives a connection to a thread, which calls `handle` and in it
`wsgi`; `finish_request` takes it back. With `_DEFER` from `handle` it goes into `pending_conns`, which the main thread watches
for something to read. `method_queue.defer` ends the wait. `finish_request` takes it out of `nr_conns` and closes it if
`handle` gave False, so here only the former is done for what is closed. `conn.parser.mesg` is the request, None if there was
none.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

FIRST_BYTES = 0.01  # seconds; a request follows its connection sooner, unless a browser opened it in advance
AT_ONCE = 1 << 15  # bytes; what the system takes without waiting for a client that has some room
BODY = frozenset({"CONTENT-LENGTH", "TRANSFER-ENCODING"})  # headers of a request that has one
PATIENCE = 7.0  # seconds for that request, whatever kept-alive connections are given


class QueueingWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Accepts a connection while a thread is free and no request is being answered, and one after each answer."""

    LONG = 0.25  # seconds; the other threads are of more use then than an even spread
    wsgi: WSGIApplication

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_hand: dict[TConn, float] = {}  # what threads have, and until when it keeps others out
        self._owes_one = False  # connection that may come in, whoever waits inside
        self._thread = threading.local()

    def load_wsgi(self) -> None:
        super().load_wsgi()
        application = self.wsgi

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            method = environ["REQUEST_METHOD"]
            if method not in ("GET", "HEAD"):
                self._let_others_in()  # a body may take its time to arrive
            response = application(environ, start_response)
            if method == "HEAD":
                response.close()  # type: ignore[attr-defined]
                return ()  # gunicorn would leave the content out too, with a warning in the log
            if getattr(response, "streaming", True) or len(response.content) > AT_ONCE:  # type: ignore[attr-defined]
                self._let_others_in()
            return response

        self.wsgi = answer

    def _let_others_in(self) -> None:
        """Called in the thread of a request, which has no connection if it only warms the worker."""
        conn = getattr(self._thread, "conn", None)
        if self._in_hand.get(conn):
            self._in_hand[conn] = 0.0
            self.method_queue.defer(lambda: None)

    def enqueue_req(self, conn: TConn) -> None:
        self._in_hand[conn] = time.monotonic() + self.LONG
        self.set_accept_enabled(False)
        super().enqueue_req(conn)

    def accept(self, listener: Any) -> None:
        self._owes_one = False
        super().accept(listener)

    def handle(self, conn: TConn) -> object:
        if not conn.initialized and not conn.wait_for_data(FIRST_BYTES) and self.alive:
            return _DEFER
        self._thread.conn = conn
        result = super().handle(conn)
        if result is False:
            self._hang_up(conn)
        return result

    def _hang_up(self, conn: TConn) -> None:
        """Here and not in the main thread, which would wait for seconds for a client that doesn't do the same."""
        request = getattr(conn.parser, "mesg", None)
        has_body = request and not BODY.isdisjoint(name for name, _ in request.headers)
        sends_no_more = request and not has_body and request.should_close()
        if not sends_no_more:
            self._let_others_in()
        conn.close(graceful=not sends_no_more)

    def finish_request(self, conn: TConn, result: Future[object]) -> None:
        del self._in_hand[conn]
        self._owes_one = any(self._in_hand.values())
        if not (self.alive or result.cancelled() or result.exception()) and result.result() is _DEFER:
            self.enqueue_req(conn)  # a worker that stops watches no more, but it waits for a request
            return
        if conn.sock.fileno() < 0:
            self.nr_conns -= 1
            return
        super().finish_request(conn, result)
        if self.pending_conns and self.pending_conns[-1] is conn:
            conn.timeout = time.monotonic() + PATIENCE

    def set_accept_enabled(self, enabled: bool) -> None:
        has_time = len(self._in_hand) < self.cfg.threads and not self._keeps_out_for()
        super().set_accept_enabled(enabled and (has_time or self._owes_one))

    def _keeps_out_for(self) -> float:
        """Seconds, unless something is let in before."""
        return max(0.0, max(self._in_hand.values(), default=0.0) - time.monotonic())

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        super().wait_for_and_dispatch_events(min(timeout, self._keeps_out_for() or timeout))
