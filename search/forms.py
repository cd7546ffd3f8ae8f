"""From GET parameters to a `SearchQuery`. The fields' names are the parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from corpus.models import Role
from search.money import parse_sum
from search.parser import parse
from search.query import SearchQuery, Sort

if TYPE_CHECKING:
    from decimal import Decimal

    from search.query import Node

MOST_VALUES = 50  # of one filter
LONGEST_VALUE = 200
LAST_PAGE = 500
YEARS = range(1000, 3000)


class ValuesField(forms.Field):
    """A repeatable parameter; empty values are left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(v.strip() for v in value or () if v.strip()))
        if len(values) > MOST_VALUES or any(len(v) > LONGEST_VALUE or "\0" in v for v in values):
            raise forms.ValidationError(
                f"Too much for one filter: at most {MOST_VALUES} values, each of them short."
            )
        return values


class SumField(forms.CharField):
    """A sum of money as typed."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_sum(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class SearchForm(forms.Form):
    q = forms.CharField(required=False, strip=True, empty_value="")
    region = ValuesField(required=False)
    organisation = ValuesField(required=False)
    role = ValuesField(required=False)
    amount_min = SumField(required=False, max_length=40)
    amount_max = SumField(required=False, max_length=40)
    year = ValuesField(required=False)
    source = ValuesField(required=False)
    sort = forms.ChoiceField(
        required=False,
        choices=[(sort.value, sort.value) for sort in Sort],
        error_messages={
            "invalid_choice": f"There is no order “%(value)s”; the orders are {', '.join(Sort)}."
        },
    )
    page = forms.CharField(required=False)

    def clean_role(self) -> tuple[str, ...]:
        roles: tuple[str, ...] = self.cleaned_data["role"]
        if unknown := set(roles) - set(Role.values):
            raise forms.ValidationError(
                f"There is no role “{min(unknown)}”; the roles are {', '.join(Role.values)}."
            )
        return roles

    def clean_year(self) -> tuple[int, ...]:
        years: tuple[str, ...] = self.cleaned_data["year"]
        for year in years:
            if not (year.isascii() and year.isdigit() and len(year) == 4):
                raise forms.ValidationError(f"“{year}” is no year; write it with four digits.")
            if int(year) not in YEARS:
                raise forms.ValidationError(
                    f"“{year}” is no year of publication; they go from {YEARS[0]} to {YEARS[-1]}."
                )
        return tuple(int(year) for year in years)

    def clean_sort(self) -> Sort:
        return Sort(self.cleaned_data["sort"] or Sort.RELEVANCE)

    def clean_page(self) -> int:
        """The page asked for; 1 for anything that is no page."""
        text = self.cleaned_data["page"]
        return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 else 1

    def clean(self) -> dict[str, Any]:
        low, high = self.cleaned_data.get("amount_min"), self.cleaned_data.get("amount_max")
        if low is not None and high is not None and low > high:
            self.add_error("amount_min", "The lower end of the amount is above the upper end.")
        return self.cleaned_data

    def to_query(self) -> SearchQuery:
        """The query of a valid form. Raises `QueryError` when the words can't be read."""
        values = self.cleaned_data
        tree: Node | None = parse(values["q"])
        return SearchQuery(
            text=values["q"],
            tree=tree,
            regions=values["region"],
            organisations=values["organisation"],
            roles=values["role"],
            amount_min=values["amount_min"],
            amount_max=values["amount_max"],
            years=values["year"],
            sources=values["source"],
            sort=values["sort"],
            page=values["page"],
        )
