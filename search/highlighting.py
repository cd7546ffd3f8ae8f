"""Where a search's words are in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backends import get_backend
from search.errors import SearchError
from search.forms import SearchForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import QueryDict


def find_words(parameters: QueryDict, text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every word of the search with these parameters; nothing for a search that can't be read."""
    form = SearchForm(parameters)
    if not parameters.get("q") or not form.is_valid():
        return
    try:
        fragments = get_backend().highlight(form.to_query(), text)
    except SearchError:
        return
    start = 0
    for fragment in fragments:
        end = start + len(fragment.text)
        if fragment.is_match:
            yield start, end
        start = end
