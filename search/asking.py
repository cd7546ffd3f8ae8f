"""From parameters to a query, and from there to an answer: the same for page, export, feed and API."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.backends import get_backend
from search.errors import ParameterError, ParametersError, QueryError
from search.former_names import with_present_names
from search.forms import SearchForm
from search.limits import WINDOW, check_length
from search.wording import worded

if TYPE_CHECKING:
    from django.http import QueryDict

    from search.query import SearchQuery
    from search.results import SearchResults


def query_of(parameters: QueryDict) -> SearchQuery:
    """The query that the parameters of an address mean. Raises `ParametersError`."""
    try:
        return _valid(parameters).to_query()
    except QueryError as error:
        raise in_words(error) from None


def typed_words(parameters: QueryDict) -> str:
    """The words as typed so far, which need not be a whole query. Raises `ParametersError`."""
    text: str = _valid(parameters).cleaned_data["q"]
    try:
        check_length(len(text))
    except QueryError as error:
        raise in_words(error) from None
    return text


def _valid(parameters: QueryDict) -> SearchForm:
    form = SearchForm(with_present_names(parameters))
    if form.is_valid():
        return form
    raise ParametersError(
        *(ParameterError(name, str(message)) for name, found in form.errors.items() for message in found)
    )


def in_words(error: QueryError) -> ParametersError:
    """The same as an error of the parameter that the words came in."""
    return ParametersError(ParameterError("q", worded(error.message), error.position))


def answer(query: SearchQuery) -> tuple[SearchQuery, SearchResults]:
    """The query with its results. Where the page asked for is after the last one, both are those of the last."""
    results = get_backend().search(query)
    last = last_page(query, results)
    if query.page > last:
        query = replace(query, page=last)
        results = get_backend().search(query)
    return query, results


def last_page(query: SearchQuery, results: SearchResults) -> int:
    return max(1, -(-min(results.length, WINDOW) // query.page_size))
