"""Small pieces that all others are made of."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from search.results import Snippet


def marked(fragments: Snippet) -> str:
    """A text, with what the query's words are in `<mark>`."""
    pieces = [
        f"<mark>{escape(fragment.text)}</mark>" if fragment.is_match else escape(fragment.text)
        for fragment in fragments
    ]
    return "".join(pieces)


def to(address: str) -> str:
    """Attributes of a link that HTMX follows, too."""
    target = escape(address)
    return f' href="{target}" hx-get="{target}"'


@lru_cache(maxsize=4096)
def as_id(value: str) -> str:
    """A value of a facet as a part of an element's id."""
    return quote(value, safe="")


def disclosed(name: str, summary: str, content: str, *, is_open: bool) -> str:
    """What a summary opens."""
    state = " open" if is_open else ""
    return f'<details id="{name}"{state}><summary>{summary}</summary>{content}</details>'
