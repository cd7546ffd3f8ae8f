"""Zip archives, judged by their directory before anything in them is unpacked.

A whole archive is refused with `ReadError`; a file in it carries the sentence why it is left out.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corpus.ingest.errors import ReadError
from corpus.ingest.readers import check_file
from corpus.ingest.zips import open_zip, read_member

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

ENDING = ".zip"
MAX_FILES = 200
MAX_UNPACKED = 200 * 1024**2  # bytes of all files together
MAX_RATIO = 100  # unpacked to packed; text comes to ten, a page full of markup to thirty
SMALL = 1024**2  # bytes; what comes to less is no bomb, whatever its ratio

_ENCRYPTED, _UTF8 = 0x1, 0x800
_JUNK = ("__MACOSX", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive: its path there, and the sentence why it is refused ("" when it can be read)."""

    name: str
    refusal: str
    info: ZipInfo


class Archive:
    """An open archive that is within the limits. Raises `ReadError` when made."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = open_zip(file)
        self.entries = tuple(_entries(self._zip.infolist()))
        _check_total(self.entries)

    def read(self, entry: Entry) -> bytes:
        """The bytes of a file, never more than its directory says. Raises `ReadError`."""
        if entry.refusal:
            raise ReadError(entry.refusal)
        return read_member(self._zip, entry.info)


def _entries(infos: list[ZipInfo]) -> Iterator[Entry]:
    for info in infos:
        name = _name(info)
        if not info.is_dir() and not _is_junk(name):
            yield Entry(name, _refusal(name, info), info)


def _name(info: ZipInfo) -> str:
    """The path as whoever packed it wrote it: names without the mark of UTF-8 are UTF-8 or Chinese more often than the
    code page of the first PCs, which the standard says."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437", errors="replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                pass
    return name


def _is_junk(name: str) -> bool:
    """What systems put into archives beside the files."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not parts or parts[0] == _JUNK[0] or parts[-1].startswith(".") or parts[-1].lower() in _JUNK


def _refusal(name: str, info: ZipInfo) -> str:
    try:
        _check_path(name)
        _check_entry(info)
        if PurePosixPath(name).suffix.lower() == ENDING:
            raise ReadError(_("this is an archive in an archive; unpack it and add its files."))
        check_file(name, info.file_size)
    except ReadError as error:
        return str(error)
    return ""


def _check_path(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or path.parts[0].endswith(":") or "\0" in name:
        raise ReadError(_("its path leads out of the archive; pack the file itself."))


def _check_entry(info: ZipInfo) -> None:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise ReadError(_("this is a link or a device, no ordinary file; pack the file itself."))
    if info.flag_bits & _ENCRYPTED:
        raise ReadError(_("it is protected by a password; pack it without one."))
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ReadError(_("it is packed in a way that is not supported; pack it as an ordinary zip."))
    if info.file_size > SMALL and info.file_size > MAX_RATIO * info.compress_size:
        raise ReadError(
            _("it unpacks to more than %(ratio)s times its size, as no article does; check the file.")
            % {"ratio": MAX_RATIO}
        )


def _check_total(entries: tuple[Entry, ...]) -> None:
    if not entries:
        raise ReadError(_("there is no file in it."))
    if len(entries) > MAX_FILES:
        raise ReadError(
            ngettext(
                "it holds %(count)s files, and %(most)s are the most; pack them into several archives.",
                "it holds %(count)s files, and %(most)s are the most; pack them into several archives.",
                len(entries),
            )
            % {"count": len(entries), "most": MAX_FILES}
        )
    if sum(entry.info.file_size for entry in entries) > MAX_UNPACKED:
        raise ReadError(
            _("it unpacks to more than %(size)s MB; pack its files into several archives.")
            % {"size": MAX_UNPACKED // 1024**2}
        )
