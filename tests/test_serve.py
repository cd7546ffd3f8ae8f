"""`make run`, as a process: it sets up, serves, and ends with everything it started."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds


def environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GLEANER_", "DJANGO_"))}
    return kept | {"GLEANER_VAR": str(var)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(var: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "config.serve", "--port", str(port)],
        cwd=ROOT,
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def answer(port: int, path: str = "/") -> tuple[int, str]:
    """Status and text, waiting for the server to come up."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def server(var: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    process = serve(var, port)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def interrupt(process: subprocess.Popen[str]) -> str:
    """Ctrl-C: SIGINT to the process group, as a terminal sends it."""
    os.killpg(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=PATIENCE)
    return out


def test_it_sets_up_serves_and_ends_whole(server: subprocess.Popen[str], var: Path, port: int) -> None:
    status, page = answer(port, "/?q=biomedical")
    assert status == 200
    assert "4 articles" in page
    assert answer(port, page.split('rel="stylesheet" href="')[1].split('"')[0])[0] == 200
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600
    group = server.pid
    out = interrupt(server)
    assert f"http://127.0.0.1:{port}" in out
    assert "make editor" in out
    assert "WARNING" not in out
    with pytest.raises(ProcessLookupError):
        os.killpg(group, 0)

    second = serve(var, port)
    assert "4 articles" in answer(port, "/?q=biomedical")[1]
    assert "created" not in interrupt(second), "nothing is ingested twice"


def test_asking_for_headers_only_gives_them_and_leaves_nothing_in_the_log(
    server: subprocess.Popen[str], port: int
) -> None:
    answer(port)
    for path in ("/", "/articles.csv", "/static/icon.svg"):
        received = []
        for method in ("GET", "HEAD"):
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request(method, path, headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            received.append((response.status, response.headers["Content-Length"], len(response.read())))
            connection.close()
        (status, length, size), (of_head, length_of_head, size_of_head) = received
        assert (status, of_head, size_of_head) == (200, 200, 0)
        assert length == length_of_head
        assert size
    assert "WARNING" not in interrupt(server)


def test_a_taken_port_is_said_in_a_sentence(var: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        out, _ = serve(var, port).communicate(timeout=PATIENCE)
    assert out.count("\n") == 1
    assert f"port {port} is taken" in out


def test_a_folder_that_cant_be_written_is_said_in_a_sentence(tmp_path: Path, port: int) -> None:
    (tmp_path / "file").touch()
    out, _ = serve(tmp_path / "file" / "var", port).communicate(timeout=PATIENCE)
    assert out.count("\n") == 1
    assert "can't be written to" in out


def test_an_editors_account_is_made_with_a_generated_password(var: Path) -> None:
    def manage(*command: str) -> str:
        run = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment(var),
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return run.stdout + run.stderr

    manage("migrate")
    out = manage("create_editor")
    assert "Editor “editor” made. Password: " in out
    assert len(out.split("Password: ")[1].strip()) >= 12
    assert "There is an account “editor” already" in manage("create_editor")
