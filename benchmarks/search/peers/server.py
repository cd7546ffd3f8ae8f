"""A PostgreSQL server of our own: in a directory of its own, reached by a socket in it, never as root."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.search.peers.base import Unavailable

PROGRAMS = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "max_parallel_workers_per_gather": "0",  # one core, as the others
    "jit": "off",
}


class Server:
    """`path` becomes a link to the server's files, which are where its user can reach them."""

    def __init__(self, path: Path) -> None:
        self._bin = _programs()
        self._as_user = _as_unprivileged()
        self._path = path
        name = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:12]
        self.home = Path(tempfile.gettempdir()) / f"gleaner-bench-{name}"
        self._data = self.home / "data"
        self._is_running = False

    def create(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(mode=0o700)
        if user := self._as_user.get("user"):
            shutil.chown(self.home, user)
        self._run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username=bench")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)
        self._path.symlink_to(self.home)

    def start(self) -> None:
        if self._is_running:
            return
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories='{self.home}'"
        self._run("pg_ctl", "--wait", "--log", str(self.home / "log"), "--options", options, "start")
        self._is_running = True

    def stop(self) -> None:
        if self._is_running:
            self._run("pg_ctl", "--wait", "--mode=fast", "stop")
            self._is_running = False

    @property
    def address(self) -> str:
        return f"host={self.home} user=bench dbname=postgres"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), "--pgdata", str(self._data), *arguments]
        with tempfile.TemporaryFile() as said:  # a pipe would stay open in the server
            done = subprocess.run(  # noqa: S603
                command, cwd=self.home, stdout=said, stderr=said, check=False, **self._as_user
            )
            said.seek(0)
            if done.returncode:
                raise Unavailable(f"{program} failed: {said.read().decode(errors='replace').strip()[-300:]}")


def _programs() -> Path:
    """Of the newest version that is installed."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise Unavailable(f"no PostgreSQL server is installed in {PROGRAMS}")
    return found[-1].parent


def _as_unprivileged() -> dict[str, Any]:
    """The server refuses to run as root: it runs as its own user then."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Unavailable("there is no user to run a PostgreSQL server as")
