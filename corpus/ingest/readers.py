"""Files and bytes to text, whatever their encoding, with a clear message where that isn't possible.

`ReadError` is the only exception; its text is one sentence for a person.
"""

from __future__ import annotations

import hashlib
import html
import os
import re
import stat
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.ingest import docx, html_pages, markdown, pdf
from corpus.ingest.encodings import decode, is_binary
from corpus.ingest.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_BYTES = 5 * 1024 * 1024
MAX_DOCUMENT_BYTES = 20 * 1024 * 1024  # pictures and fonts are in it, too
_LONGEST_VALUE = 1000  # characters of one value of the metadata


class Format(StrEnum):
    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


_TEXTS = {".txt": Format.PLAIN, ".md": Format.MARKDOWN, ".html": Format.HTML, ".htm": Format.HTML}
_FORMATS = {**_TEXTS, ".pdf": Format.PDF, ".docx": Format.DOCX}
ENDINGS = tuple(_FORMATS)
_DOCUMENTS = {Format.PDF: pdf.read, Format.DOCX: docx.read}


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of an article, NFC, lines ending in a newline character; `metadata` has keys of title, date (ISO), source,
    author, agency and url; `digest` is the SHA-256 of the bytes."""

    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    format: Format = Format.PLAIN
    digest: str = ""


def read_article(path: Path, *, root: Path | None = None) -> SourceText:
    """Reads a file, which has to lie in `root` after links are followed; raises ReadError."""
    try:
        return read_text(_read_bytes(path, root), path.suffix)
    except ReadError as error:
        raise ReadError(f"{path.name}: {error}") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its path can't be followed"
        raise ReadError(
            f"{path.name}: can't be read ({reason.lower()}); check the path and permissions."
        ) from None


def read_text(data: bytes, ending: str) -> SourceText:
    """Reads bytes in memory; `ending` is that of the file's name, such as ".txt"; raises ReadError."""
    kind = _format(ending)
    _check_size(len(data), kind)
    if not data.strip():
        raise ReadError("the file is empty; add the article's text.")
    text = _DOCUMENTS[kind](data) if kind in _DOCUMENTS else _decoded(data, kind)
    return replace(_source_text(_normalise(text), kind), digest=hashlib.sha256(data).hexdigest())


def _decoded(data: bytes, kind: Format) -> str:
    if is_binary(data):
        raise ReadError("this is not text but a binary file; save the article as plain text in UTF-8.")
    decoded = decode(data, is_html=kind is Format.HTML)
    if decoded is None:
        raise ReadError("its text encoding is unknown; save the file in UTF-8.")
    return decoded


def check_file(name: str, size: int) -> None:
    """Raises ReadError for a name that no reader is for, or when a file of this name may not have that many bytes."""
    _check_size(size, _format(Path(name).suffix))


def find_articles(path: Path) -> Iterator[Path]:
    """The texts and pages in a folder and its subfolders, sorted, without hidden ones and without following links to
    folders; or `path` itself when it is a file."""
    if not path.is_dir():
        yield path
        return
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in _TEXTS:
                yield Path(folder, name)


def _format(ending: str) -> Format:
    kind = _FORMATS.get(ending.lower())
    if kind is None:
        named = f'files ending in "{ending}"' if ending else "files without an ending"
        raise ReadError(f"{named} are not supported; use .txt, .md, .html, .htm, .pdf or .docx.")
    return kind


def _read_bytes(path: Path, root: Path | None) -> bytes:
    real = path.resolve(strict=True)
    kind = _format(path.suffix)
    if root is not None and not real.is_relative_to(root.resolve()):
        raise ReadError("it links to a file outside the folder; copy the file itself into the folder.")
    _check_kind(real.stat(), kind)
    with real.open("rb") as file:
        return file.read(MAX_DOCUMENT_BYTES + 1)


def _check_kind(status: os.stat_result, kind: Format) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReadError("this is a folder, not a file; name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise ReadError("this is not an ordinary file; name a text file.")
    _check_size(status.st_size, kind)


def _check_size(size: int, kind: Format) -> None:
    most = MAX_DOCUMENT_BYTES if kind in _DOCUMENTS else MAX_BYTES
    if size > most:
        raise ReadError(f"it is larger than {most // 1024**2} MB; split it into single articles.")


def _source_text(text: str, kind: Format) -> SourceText:
    text, metadata = _READERS[kind](text)
    text = _normalise(text)
    if not text.strip():
        raise ReadError("there is no text in it; add the article's text.")
    clean = {key: _clean_value(value) for key, value in metadata.items()}
    return SourceText(text, {key: value for key, value in clean.items() if value}, kind)


def _clean_value(value: str) -> str:
    return " ".join(_normalise(_resolved(value[:_LONGEST_VALUE])).split())


# Only entities with their semicolon: "AT&T" and "?a=1&copy=2" stay as they are.
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d{0,2});")


def _resolved(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _read_plain(text: str) -> tuple[str, Mapping[str, str]]:
    return _resolved(text), {}


_READERS = {
    **dict.fromkeys([Format.PLAIN, *_DOCUMENTS], _read_plain),
    Format.MARKDOWN: markdown.read,
    Format.HTML: html_pages.read,
}

_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")


def _normalise(text: str) -> str:
    """NFC and newline characters only, without what nobody sees: controls, soft hyphens, zero-width spaces, surrogates."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _NEWLINE.sub("\n", text)))
