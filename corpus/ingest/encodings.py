"""From bytes to text: byte order marks, UTF-8, what HTML declares, and the old encodings found on news sites."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_:-]{2,30})""", re.IGNORECASE
)
_DECLARATION_AREA = 4096

# Pages declare the small set and use the large one, as browsers know.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
}
_LIKELY = ["gb18030", "big5", "euc_kr", "shift_jis", "cp1252"]

_ALLOWED_CONTROLS = b"\t\n\r\f\v\x1a\x1b\x85"
_CONTROLS = bytes(set(range(32)) - set(_ALLOWED_CONTROLS))
_MOST_CONTROLS = 0.01  # more than this share of control characters, and it is no text


def decode(data: bytes, *, is_html: bool) -> str | None:
    """The text, or None where no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding)
    declared = _declared_encoding(data) if is_html else None
    return _as_utf8(data) or (declared and _decode(data, declared)) or _as_gb2312(data) or _guess(data)


def is_binary(data: bytes) -> bool:
    """Whether the bytes can't be text: NUL bytes without a byte order mark, or many control characters."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    return b"\0" in data or len(data) - len(data.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(data)


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _as_utf8(data: bytes) -> str | None:
    """UTF-8, also where a crawler cut the last character or a few bytes are damaged."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\N{REPLACEMENT CHARACTER}")
    if damaged == 0:
        return text
    if damaged == 1 and text.endswith("\N{REPLACEMENT CHARACTER}"):
        return text[:-1]
    sound = sum(character > "\x7f" for character in text) - damaged
    return text if damaged * 10 <= sound else None


def _declared_encoding(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARATION_AREA])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    return _WIDER.get(name, name)


def _as_gb2312(data: bytes) -> str | None:
    """Chinese where every character is of the common set: Western text never passes, as its single accented letters
    are no pairs, and guessing by statistics fails on English pages with a few Chinese characters."""
    return _decode(data, "gb18030") if _decode(data, "gb2312") is not None else None


def _guess(data: bytes) -> str | None:
    best = from_bytes(data, cp_isolation=_LIKELY).best()
    return str(best) if best else None
