"""Adding articles goes on where a killed server stopped: real processes, one database."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from tests.corpus.documents import TEXT
from tests.test_serve import PATIENCE, ROOT, environment, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
FILES = 30
BRING = """
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from corpus.uploads import worker
from corpus.uploads.receiving import receive_files
worker.start = lambda: None
text = {text!r}
files = [SimpleUploadedFile(f"{{n}}.txt", text.replace("1.2", f"{{n}}.2").encode()) for n in range({files})]
receive_files(files, user=User.objects.create_user("edith"))
"""
CHOOSE = """
from corpus.models import Upload
from corpus.uploads import worker
from corpus.uploads.deciding import save_the_rest
worker.start = lambda: None
save_the_rest(Upload.objects.get())
"""


def manage(var: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(var),
        check=True,
        capture_output=True,
    )


def count(var: Path, table: str, where: str = "1") -> int:
    with closing(sqlite3.connect(f"file:{var}/gleaner.sqlite3?mode=ro", uri=True)) as database:
        return int(database.execute(f"select count(*) from {table} where {where}").fetchone()[0])  # noqa: S608


def wait_for(var: Path, state: str, number: int) -> None:
    """Until so many files are in that state."""
    deadline = time.monotonic() + PATIENCE
    while count(var, "corpus_uploadfile", f"state = '{state}'") < number:
        assert time.monotonic() < deadline, f"{number} files should be {state} by now"
        time.sleep(0.02)


class Server:
    """Two worker processes of gunicorn, as they serve."""

    def __init__(self, var: Path) -> None:
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--no-control-socket", "--workers", "2"]
        self._process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{free_port()}"],
            cwd=ROOT,
            env=environment(var) | {"GLEANER_HTTPS": "0"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    started: list[Server] = []
    yield started
    for server in started:
        with suppress(ProcessLookupError):
            server.kill()


def test_a_killed_server_leaves_the_rest_to_the_next_and_nothing_is_done_twice(
    tmp_path: Path, servers: list[Server]
) -> None:
    var = tmp_path / "var"
    manage(var, "migrate")
    manage(var, "shell", "--no-imports", "-c", BRING.format(text=TEXT, files=FILES))
    for state, before in (("ready", None), ("saved", CHOOSE)):
        if before:
            manage(var, "shell", "--no-imports", "-c", before)
        servers.append(Server(var))
        wait_for(var, state, 3)
        servers[-1].kill()
        assert count(var, "corpus_uploadfile", f"state = '{state}'") < FILES, "it was killed in the middle"
        assert count(var, "corpus_article") == count(var, "corpus_uploadfile", "state = 'saved'")
        servers.append(Server(var))
        wait_for(var, state, FILES)
        servers[-1].kill()
    assert count(var, "corpus_article") == FILES
    manage(var, "process_uploads")
    assert count(var, "corpus_article") == FILES
