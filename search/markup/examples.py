"""What can be typed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.pages import Example


def help_rows(meanings: Iterable[tuple[str, Iterable[Example]]]) -> str:
    """Each meaning with examples that can be run."""
    return "".join(_help_row(meaning, examples) for meaning, examples in meanings)


def _help_row(meaning: str, examples: Iterable[Example]) -> str:
    links = "".join(
        f'<a class="example" href="{escape(example.address)}"><code>{escape(example.text)}</code></a> '
        for example in examples
    )
    return f'<tr><th scope="row">{links}</th><td>{escape(meaning)}</td></tr>'
