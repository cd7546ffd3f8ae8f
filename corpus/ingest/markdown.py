"""Markdown to readable text, and its front matter to metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS = {
    "title": "title",
    "date": "date",
    "published": "date",
    "source": "source",
    "publisher": "source",
    "author": "author",
    "agency": "agency",
    "wire": "agency",
    "url": "url",
}
_FENCE = "---"
_LONGEST_FRONT_MATTER = 60  # lines

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+([^\n]*)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,}|\*{3,}|_{3,}|(?:[-*_] ){2,}[-*_])[ \t]*")
_CODE_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[^`\n]*")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_LINK_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+.*")

_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,1000})>")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)([^*_~\n]{1,1000})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000})(?<=\S)\*(?![\w*])")
_UNDERSCORES = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,1000})(?<=\S)_(?![\w_])")
_CODE = re.compile(r"`([^`\n]{1,500})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def read(text: str) -> tuple[str, Mapping[str, str]]:
    """The text without markup, and the metadata: the front matter's, or else the title of a first top heading."""
    metadata, body = _split_front_matter(text)
    body = _without_comments(body)
    title = _top_heading(body)
    if title:
        metadata.setdefault("title", title)
    lines = (_plain_line(line) for line in body.split("\n"))
    return "\n".join(line for line in lines if line is not None), metadata


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    lines = text.lstrip("\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        return {}, text
    head = [line.rstrip() for line in lines[1 : _LONGEST_FRONT_MATTER + 1]]
    if _FENCE not in head:
        return {}, text
    end = head.index(_FENCE)
    return _front_matter(head[:end]), "\n".join(lines[end + 2 :])


def _front_matter(lines: list[str]) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines)
    values = {
        _KEYS[key.strip().lower()]: value.strip().strip("\"'")
        for key, _, value in pairs
        if key.strip().lower() in _KEYS
    }
    return {key: value for key, value in values.items() if value}


def _top_heading(body: str) -> str | None:
    """The text of the heading that opens the page, when it is of the first level."""
    first = next((line for line in body.split("\n") if line.strip()), "")
    match = _HEADING.fullmatch(first)
    return _inline(_heading_text(match)) if match and match[1] == "#" else None


def _heading_text(match: re.Match[str]) -> str:
    return match[2].rstrip().rstrip("#").rstrip()


def _without_comments(text: str) -> str:
    """The text without HTML comments; one that isn't closed is kept. No pattern, as that would take quadratic time."""
    parts: list[str] = []
    start = 0
    while (opening := text.find("<!--", start)) >= 0 and (closing := text.find("-->", opening)) >= 0:
        parts.append(text[start:opening])
        start = closing + 3
    return "".join([*parts, text[start:]])


def _plain_line(line: str) -> str | None:
    """The line without its marks; None for a line that is nothing but marks."""
    line = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
    if line.strip() and any(only.fullmatch(line) for only in (_UNDERLINE, _CODE_FENCE, _LINK_DEFINITION)):
        return None
    if "|" in line:
        return _table_row(line)
    heading = _HEADING.fullmatch(line)
    return _inline(_heading_text(heading) if heading else line)


def _table_row(line: str) -> str | None:
    if "-" in line and set(line) <= set(" \t:|-"):
        return None
    cells = line.strip()
    if not (cells.startswith("|") and cells.endswith("|")):
        return _inline(line)
    return " | ".join(_inline(cell.strip()) for cell in cells.strip("|").split("|"))


def _inline(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _TAG.sub("", _ADDRESS.sub(r"\1", text))
    for mark in (_STRONG, _EMPHASIS, _UNDERSCORES):
        text = mark.sub(lambda match: match[match.lastindex or 0], text)
    return _ESCAPE.sub(r"\1", _CODE.sub(r"\1", text))
