"""What the machine refuses, and what whoever runs the site does about it. No Django: the engine asks, too."""

from __future__ import annotations

import errno
import sqlite3

_ROOM = "Make room on the disk and try again."
_RIGHTS = "Give the user that runs Gleaner the right to read and write it and its folder."
_DISK = "The disk may be full or failing: see the system's log."
_MEMORY = "Give the process more memory and try again."

_OF_SYSTEM = {
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "It is on a file system that can't be written to: remount it, or keep the data elsewhere (GLEANER_VAR).",
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "A limit on the size of files is reached (`ulimit -f`): raise it and try again.",
    errno.EMFILE: "Allow more open files (`ulimit -n`).",
    errno.ENFILE: "The whole system has too many files open: end what holds them.",
    errno.ENOMEM: _MEMORY,
    errno.EIO: _DISK,
}
_OF_SQLITE = {
    sqlite3.SQLITE_PERM: _RIGHTS,
    sqlite3.SQLITE_READONLY: _RIGHTS,
    sqlite3.SQLITE_CANTOPEN: "Is the folder there? " + _RIGHTS,
    sqlite3.SQLITE_BUSY: "Another process is writing to it for long: try again when it's done.",
    sqlite3.SQLITE_LOCKED: "Another process is writing to it for long: try again when it's done.",
    sqlite3.SQLITE_FULL: _ROOM,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_NOMEM: _MEMORY,
    sqlite3.SQLITE_CORRUPT: "The file is damaged: restore it from a backup.",
    sqlite3.SQLITE_NOTADB: "The file is none of SQLite's, or damaged: restore it from a backup, or name another one.",
}
_PRIMARY = 0xFF  # of SQLite's codes: the bits beside say more than is needed here


def advice_on(error: BaseException) -> str | None:
    """What to do about what the system or the database refuses, "" where there is nothing to say. None for any other error,
    which is a mistake of ours."""
    if isinstance(error, OSError) and error.errno:
        return _OF_SYSTEM.get(error.errno, "")
    code = getattr(
        error.__cause__, "sqlite_errorcode", None
    )  # Django's errors have the database's as their cause
    return None if code is None else _OF_SQLITE.get(code & _PRIMARY)
