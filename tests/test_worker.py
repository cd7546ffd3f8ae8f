"""Which worker of the server takes a request, and when: real processes, and answers that the test holds and lets go."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from tests.test_serve import PATIENCE, ROOT, answer, environment, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Start = Callable[..., "Server"]

pytestmark = pytest.mark.slow
PATIENT = ("--worker-class", "tests.held_answers.PatientWorker")
ROUNDS = 4  # of what gunicorn's own worker does right by luck
MOMENT = 0.2  # seconds in which what is to be shown not to happen would happen; else nothing is shown
TIMEOUT = 30  # seconds; an answer that nothing keeps out comes sooner


@dataclass(frozen=True)
class Held:
    """A request that the application holds, in the process that it has named."""

    connection: HTTPConnection
    hook: socket.socket
    pid: int

    def let_go(self) -> None:
        self.hook.close()

    def answered_by(self) -> int:
        self.let_go()
        return pid_in_answer(self.connection)


def pid_in_answer(connection: HTTPConnection) -> int:
    response = connection.getresponse()
    assert response.status == 200
    return int(response.read())


class Server:
    """Served as `config/gunicorn.py` says, with the application of `held_answers`."""

    def __init__(self, var: Path, *options: str) -> None:
        self.port = free_port()
        self._open = ExitStack()
        self._holder = self._open.enter_context(socket.create_server(("127.0.0.1", 0)))
        self._holder.settimeout(TIMEOUT)
        command = [sys.executable, "-m", "gunicorn", "tests.held_answers", "--config", "config/gunicorn.py"]
        self.process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}", *options],
            cwd=ROOT,
            env=environment(var) | {"HOLDER": str(self._holder.getsockname()[1])},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        answer(self.port)

    def connect(self) -> HTTPConnection:
        return self._open.enter_context(closing(HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)))

    def asked(self, path: str = "/") -> HTTPConnection:
        """A connection with a request that waits for its answer."""
        connection = self.connect()
        connection.request("GET", path)
        return connection

    def pid(self) -> int:
        """Of whoever answers now."""
        return pid_in_answer(self.asked())

    def held(self, path: str = "/held", *, on: HTTPConnection | None = None) -> Held:
        connection = on or self.connect()
        connection.request("GET", path)
        return self.hooked(connection)

    def hooked(self, connection: HTTPConnection) -> Held:
        """Once the application holds what was sent."""
        hook = self._open.enter_context(self._holder.accept()[0])
        return Held(connection, hook, int(hook.recv(32)))

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._open.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Server] = []

    def start(*options: str) -> Server:
        started.append(Server(tmp_path, *options))
        return started[-1]

    yield start
    for server in started:
        server.kill()


def test_whichever_worker_is_free_first_takes_the_next_request(start: Start) -> None:
    server = start("--workers", "2", *PATIENT)
    for _ in range(ROUNDS):
        first, second = server.held(), server.held()
        assert first.pid != second.pid
        third = server.asked()
        assert second.answered_by() == second.pid
        assert pid_in_answer(third) == second.pid
        assert first.answered_by() == first.pid


def test_a_request_on_a_connection_that_is_kept_keeps_others_out(start: Start) -> None:
    server = start("--workers", "2", "--keep-alive", str(TIMEOUT), *PATIENT)
    kept = server.asked()
    pid = pid_in_answer(kept)
    held = server.held(on=kept)
    assert held.pid == pid
    assert pid not in {server.pid() for _ in range(ROUNDS)}
    assert held.answered_by() == pid


def test_connections_that_are_kept_do_not_keep_others_out_for_good(start: Start) -> None:
    server = start("--workers", "1", "--keep-alive", str(TIMEOUT), *PATIENT)
    kept = [server.asked() for _ in range(2)]
    pids = {pid_in_answer(connection) for connection in kept}
    held = [server.held(on=connection) for connection in kept]
    visitor = server.asked()
    assert held[0].answered_by() in pids
    assert pid_in_answer(visitor) in pids, "though one is held still"
    assert held[1].answered_by() in pids


def test_what_is_sent_bit_by_bit_keeps_nobody_out(start: Start) -> None:
    server = start("--workers", "1", *PATIENT)
    held = server.held("/stream")
    assert server.pid() == held.pid
    assert held.answered_by() == held.pid


def test_a_large_answer_that_nobody_reads_keeps_nobody_out(start: Start) -> None:
    server = start("--workers", "1", *PATIENT)
    unread = server.asked("/large")
    pid = server.pid()
    assert pid_in_answer(unread) == pid


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"GET / HTTP/1.0\r\n\r\n", id="wants no more"),
        pytest.param(b"GET /fault HTTP/1.1\r\nHost: x\r\n\r\n", id="a fault"),
        pytest.param(b"garbage\r\n\r\n", id="no request"),
    ],
)
def test_a_client_that_does_not_hang_up_keeps_nobody_out(start: Start, sent: bytes) -> None:
    server = start("--workers", "1", *PATIENT)
    client = server.connect()
    client.connect()
    client.sock.sendall(sent)
    if b"fault" in sent:
        server.hooked(client).let_go()
    assert client.sock.recv(1 << 16).startswith(b"HTTP/1.")
    assert server.pid()


def test_what_a_client_still_sends_does_not_cost_it_the_answer(start: Start) -> None:
    server = start("--workers", "1", *PATIENT)
    client = server.connect()
    client.connect()
    client.sock.sendall(b"GET / HTTP/1.0\r\nContent-Length: 65536\r\n\r\n" + b"x" * 65536)
    received = list(iter(lambda: client.sock.recv(1 << 16), b""))
    assert received[0].startswith(b"HTTP/1.0 200 ")


def test_an_answer_that_is_made_keeps_others_in_the_queue(start: Start) -> None:
    server = start("--workers", "1", *PATIENT)
    held = server.held()
    waiting = server.asked()
    assert not select.select([waiting.sock], [], [], MOMENT)[0]
    assert held.answered_by() == pid_in_answer(waiting)


def test_a_body_that_is_still_arriving_keeps_nobody_out(start: Start) -> None:
    server = start("--workers", "1", *PATIENT)
    slow = server.connect()
    slow.putrequest("POST", "/body")
    slow.putheader("Content-Length", "8")
    slow.endheaders(b"half")
    held = server.hooked(slow)
    held.let_go()
    assert server.pid() == held.pid
    slow.send(b"half")
    assert held.answered_by() == held.pid


def test_idle_connections_keep_nobody_out(start: Start) -> None:
    server = start("--workers", "1", "--threads", "2", "--keep-alive", "0", *PATIENT)
    idle = [server.connect() for _ in range(6)]
    for connection in idle:
        connection.connect()
    pid = server.pid()
    assert not select.select([connection.sock for connection in idle], [], [], 0)[0], (
        "none was given up by then"
    )
    for connection in idle:
        connection.request("GET", "/")
        assert pid_in_answer(connection) == pid


def test_a_worker_without_a_free_thread_leaves_requests_to_the_other(start: Start) -> None:
    server = start("--workers", "2", "--threads", "2", *PATIENT)
    streams = [server.held("/stream") for _ in range(3)]
    pids = [stream.pid for stream in streams]
    free = min(pids, key=pids.count)
    assert {server.pid() for _ in range(ROUNDS)} == {free}
    assert [stream.answered_by() for stream in streams] == pids


def test_an_answer_that_takes_long_keeps_others_out_for_a_while_only(start: Start) -> None:
    server = start("--workers", "1")
    held = [server.held(), server.held()]
    assert {server.pid() for _ in range(ROUNDS)} == {held[0].pid}
    assert [one.answered_by() for one in held] == [held[0].pid] * 2


def test_a_fault_keeps_nobody_out(start: Start) -> None:
    server = start("--workers", "1", *PATIENT)
    for _ in range(ROUNDS):
        fault = server.held("/fault")
        fault.let_go()
        assert fault.connection.getresponse().status == 500
        assert server.pid() == fault.pid


def test_workers_that_are_replaced_lose_no_request(start: Start) -> None:
    server = start("--workers", "2", "--max-requests", "5", "--max-requests-jitter", "2", *PATIENT)
    with ThreadPoolExecutor(4) as people:
        pids = list(people.map(lambda _: server.pid(), range(40)))
    assert len(set(pids)) > 4


def test_a_server_that_ends_waits_for_its_connections_whatever_was_closed_before(start: Start) -> None:
    server = start("--workers", "1", "--keep-alive", str(TIMEOUT), *PATIENT)
    for _ in range(ROUNDS):
        closed = server.connect()
        closed.request("GET", "/", headers={"Connection": "close"})
        pid_in_answer(closed)
    kept = server.asked()
    pid = pid_in_answer(kept)
    held = server.held()
    server.process.send_signal(signal.SIGTERM)
    time.sleep(MOMENT)
    again = server.held(on=kept)
    assert [held.answered_by(), again.answered_by()] == [pid] * 2
    assert server.process.wait(PATIENCE) == 0


def test_a_server_that_ends_finishes_what_is_in_hand(start: Start) -> None:
    server = start("--workers", "2", *PATIENT)
    held = [server.held(), server.held("/stream")]
    server.process.send_signal(signal.SIGTERM)
    assert [one.answered_by() for one in held] == [one.pid for one in held]
    assert server.process.wait(PATIENCE) == 0
