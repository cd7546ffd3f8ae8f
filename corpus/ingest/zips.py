"""Opening zip files that anybody may have made."""

from __future__ import annotations

import struct
import zlib
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from corpus.ingest.errors import ReadError

if TYPE_CHECKING:
    from zipfile import ZipInfo

MAX_DIRECTORY = 1024**2  # bytes of the list of what is in it

_END = struct.Struct("<4s4H2LH")  # the record at the end of an archive
_END_SIGNATURE = b"PK\x05\x06"
_LONG_END_SIGNATURE = b"PK\x06\x07"  # right before it in archives of the large form
_LONG_END_SIZE = 20
_LONGEST_END = _END.size + 0xFFFF + _LONG_END_SIZE
FAULTS = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What reading a damaged zip raises. A member that unpacks to more than its zip says fails by its checksum."""


def open_zip(file: IO[bytes]) -> ZipFile:
    """The archive, once its directory is known to be small: it is read as a whole. Raises `ReadError`."""
    _check_directory(file)
    try:
        return ZipFile(file)
    except FAULTS:
        raise ReadError(_damaged()) from None


def read_member(archive: ZipFile, info: ZipInfo) -> bytes:
    """The bytes of a member, whose stated size the caller has looked at. Raises `ReadError`."""
    try:
        with archive.open(info) as file:
            data = file.read(info.file_size + 1)
    except FAULTS:
        raise ReadError(_damaged()) from None
    if len(data) != info.file_size:
        raise ReadError(_damaged())
    return data


def _damaged() -> str:
    return _("it is damaged or not what its name says; save it again.")


def _check_directory(file: IO[bytes]) -> None:
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _LONGEST_END))
    tail = file.read()
    start = tail.rfind(_END_SIGNATURE)
    if start < 0 or len(tail) - start < _END.size:
        raise ReadError(_damaged())
    is_long = tail[max(0, start - _LONG_END_SIZE) : start].startswith(_LONG_END_SIGNATURE)
    if is_long or _END.unpack_from(tail, start)[5] > MAX_DIRECTORY:
        raise ReadError(_("there are too many files in it; pack fewer into each archive."))
