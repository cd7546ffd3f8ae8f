"""Addresses of searches."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from search.forms import NOT_ASKED, SearchForm
from search.links import REPEATED, SINGLE, SearchLinks


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        pytest.param("", "/", id="nothing"),
        pytest.param("q=&region=&page=", "/", id="empty parameters are left out"),
        pytest.param("unknown=1&q=park", "/?q=park", id="only parameters of a search"),
        pytest.param("region=b&q=park&region=a", "/?q=park&region=a&region=b", id="sorted"),
        pytest.param("region=a&region=+a+", "/?region=a", id="each value once"),
        pytest.param("page=1&sort=relevance", "/", id="what goes without saying"),
        pytest.param(
            "source=China+Daily&source=china+daily", "/?source=China+Daily&source=china+daily", id="case"
        ),
    ],
)
def test_a_search_has_one_address(typed: str, address: str) -> None:
    assert SearchLinks.of(QueryDict(typed)).address == address


@pytest.mark.parametrize("name", ["q", "amount_min", "amount_max", "target", "from", "to", "sort", "page"])
@pytest.mark.parametrize(
    "values", [("2", "3"), ("2", ""), ("", "2")], ids=["two", "empty last", "empty first"]
)
def test_a_repeated_parameter_means_the_same_in_form_and_address(name: str, values: tuple[str, str]) -> None:
    parameters = QueryDict("&".join(f"{name}={value}" for value in values))
    read = SearchForm(parameters)[name].value() or ""
    assert SearchLinks.of(parameters).pairs == (((name, read),) if read else ())


def test_what_is_not_asked_for_is_as_if_it_were_empty() -> None:
    nothing, empty = SearchForm(QueryDict()), SearchForm(QueryDict("=&".join([*SINGLE, *REPEATED, ""])))
    assert nothing.is_valid()
    assert empty.is_valid()
    assert nothing.cleaned_data == empty.cleaned_data == NOT_ASKED


def test_the_page_goes_back_to_1_when_a_filter_changes() -> None:
    links = SearchLinks.of(QueryDict("q=park&region=a&page=3"))
    assert links.with_value("region", "b").address == "/?q=park&region=a&region=b"
    assert links.without_value("region", "a").address == "/?q=park"
    assert links.replaced(amount_min="1bn").address == "/?amount_min=1bn&q=park&region=a"
    assert links.on_page(2).address == "/?page=2&q=park&region=a"
    assert links.on_page(1).address == "/?q=park&region=a"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "page=3",
        "q=%C3%A9+%26&sort=date",
        "region=a&region=b&source=x&year=2020&page=2",
        "not_region=a&region=b&to=2020",
    ],
)
def test_addresses_for_many_values_are_those_for_each(typed: str) -> None:
    links = SearchLinks.of(QueryDict(typed))
    for name in ("region", "source"):
        only = links.each_only(name)
        for value in ("a", "b", "é & <b>", "x"):
            assert only(value) == links.replaced(**{name: value}).address
    both = links.each_only("source", "from", without=("year", "region"))
    for source, first in (("b", "2020"), ("", "é & <b>"), ("x", "")):
        wanted = links.replaced(**{"source": source, "from": first, "year": "", "region": ""})
        assert both(source, first) == wanted.address


def test_an_address_says_the_page_that_is_shown() -> None:
    links = SearchLinks.of(QueryDict("q=park&page=99"))
    assert links.on_page(2).address == "/?page=2&q=park"
    assert links.on_page(1).address == "/?q=park"


def test_every_parameter_of_the_form_is_in_the_address() -> None:
    assert set(SearchForm.base_fields) == {*SINGLE, *REPEATED}
