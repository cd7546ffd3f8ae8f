"""`make run`: everything from a bare clone to a served site.

Sets up the database, ingests the seeds on the first run, brings the index up to date, collects static files, and then
becomes gunicorn (exec), so that Ctrl-C ends everything that was started.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import socket
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


class CannotServe(Exception):
    """What stands in the way, in a sentence for the person at the terminal."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="make run", description="Serve Gleaner on this machine.")
    parser.add_argument("--port", type=_port, default=8000)
    parser.add_argument("--workers", type=int, default=max(2, os.cpu_count() or 2))
    options = parser.parse_args()
    # Plain HTTP, and to this machine only: what is served here isn't behind TLS.
    os.environ.setdefault("GLEANER_HTTPS", "0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        _check_port(options.port)
        _check_var(Path(os.environ.get("GLEANER_VAR") or BASE_DIR / "var").expanduser())
        _set_up_or_say_why()
    except CannotServe as error:
        sys.exit(f"Gleaner can't start: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    _say(f"\nGleaner: http://{HOST}:{options.port}   (Ctrl-C ends it)")
    _say("To correct metadata, make an editor's account: make editor\n")
    _become_gunicorn(options.port, options.workers)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no port; use a number from 1 to 65535, as in PORT=9000 make run"
        )
    return int(text)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = "is taken by another program"
            else:
                reason = f"can't be used ({error.strerror})"
            raise CannotServe(f"port {port} {reason}. Choose another: PORT={port + 1} make run") from None


def _check_var(var: Path) -> None:
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = var / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CannotServe(
            f"the folder {var} can't be written to ({error.strerror}). Gleaner keeps its data there; "
            "make it writable or name another one: GLEANER_VAR=/some/folder make run"
        ) from None


def _set_up_or_say_why() -> None:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import DatabaseError

    try:
        _set_up()
    except (ImproperlyConfigured, CommandError) as error:
        raise CannotServe(str(error)) from None
    except DatabaseError as error:
        raise CannotServe(
            f"the database can't be used ({error}). Restore it from a backup, or move it away."
        ) from None
    except OSError as error:
        raise CannotServe(f"{error.filename or 'a file'} can't be used ({error.strerror}).") from None


def _set_up() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("group_stories", stdout=io.StringIO())
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        call_command("update_index", build_if_missing=True, check=True, stdout=nowhere)
    seeded = Path(settings.VAR_DIR) / "seeded"
    if not seeded.exists():
        _say("First run: loading the gazetteer and the seed articles ...")
        call_command("load_gazetteer", verbosity=0)
        call_command("ingest", str(BASE_DIR / "seeds"))
        seeded.touch()
    call_command("collectstatic", verbosity=0, interactive=False)


def _become_gunicorn(port: int, workers: int) -> None:
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--config", "config/gunicorn.py"]
    os.chdir(BASE_DIR)
    os.execv(sys.executable, [*command, "--bind", f"{HOST}:{port}", "--workers", str(workers)])  # noqa: S606


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
