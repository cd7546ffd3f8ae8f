"""From GET parameters to a `SearchQuery`. The fields' names are the parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corpus.models import Role
from search.containment import innermost
from search.limits import WINDOW
from search.money import parse_sum, parse_upper_end
from search.parser import parse
from search.periods import YEARS, parse_period
from search.query import NO_VALUE, PAGE_SIZE, SearchQuery, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from search.query import Node

MOST_VALUES = 50  # of one filter
LONGEST_VALUE = 200
LAST_PAGE = WINDOW // PAGE_SIZE
FIGURE_YEARS = range(1800, 2201)
NONE = "none"  # among the values of a filter: articles without a value
TARGETS = {"yes": True, "no": False}


class ValuesField(forms.Field):
    """A repeatable parameter; empty values are left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(v.strip() for v in value or () if v.strip()))
        if len(values) > MOST_VALUES or any(len(v) > LONGEST_VALUE or "\0" in v for v in values):
            raise forms.ValidationError(
                _("Too much for one filter: at most %(most)s values, each of them short.")
                % {"most": MOST_VALUES}
            )
        return values


class TypedField(forms.CharField):
    """What `read` makes of the text; None when there is none."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__(required=False, max_length=40)
        self._read = read

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self._read(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


NOT_ASKED: dict[str, Any] = {
    "q": "",
    "region": (),
    "organisation": (),
    "role": (),
    "amount_min": None,
    "amount_max": None,
    "figure_year": (),
    "target": None,
    "year": (),
    "from": None,
    "to": None,
    "source": (),
    "not_region": (),
    "not_organisation": (),
    "not_source": (),
    "sort": Sort.RELEVANCE,
    "folded": True,
    "page": 1,
}
"""What parameters come to that an address doesn't have."""


class SearchForm(forms.Form):
    """Has only the fields that are asked for: Django takes longer to find the others empty than to read these."""

    q = forms.CharField(required=False, strip=True, empty_value="")
    region = ValuesField(required=False)
    organisation = ValuesField(required=False)
    role = ValuesField(required=False)
    amount_min = TypedField(parse_sum)
    amount_max = TypedField(parse_upper_end)
    figure_year = ValuesField(required=False)
    target = forms.ChoiceField(
        required=False,
        choices=[(name, name) for name in TARGETS],
        error_messages={"invalid_choice": gettext_lazy("“%(value)s” for target is neither “yes” nor “no”.")},
    )
    year = ValuesField(required=False)
    to = TypedField(lambda text: parse_period(text).last)
    source = ValuesField(required=False)
    not_region = ValuesField(required=False)
    not_organisation = ValuesField(required=False)
    not_source = ValuesField(required=False)
    sort = forms.ChoiceField(
        required=False,
        choices=[(sort.value, sort.value) for sort in Sort],
        error_messages={
            "invalid_choice": gettext_lazy(
                "There is no order “%(value)s”; it is relevance, date, oldest or amount."
            )
        },
    )
    folded = forms.ChoiceField(
        required=False,
        choices=[(name, name) for name in TARGETS],
        error_messages={"invalid_choice": gettext_lazy("“%(value)s” for folded is neither “yes” nor “no”.")},
    )
    page = forms.CharField(required=False)

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters, label_suffix="")  # Django would look up how a language writes the colon
        self.fields = {name: field for name, field in self.fields.items() if name in parameters}

    def clean_region(self) -> tuple[str, ...]:
        regions: tuple[str, ...] = self.cleaned_data["region"]
        return innermost(regions)

    def clean_role(self) -> tuple[str, ...]:
        roles: tuple[str, ...] = self.cleaned_data["role"]
        if unknown := set(roles) - {*Role.values, NONE}:
            raise forms.ValidationError(
                _("There is no role “%(name)s”; the roles are %(names)s.")
                % {"name": min(unknown), "names": ", ".join(Role.values)}
            )
        return roles

    def clean_figure_year(self) -> tuple[int, ...]:
        return _years(
            self.cleaned_data["figure_year"],
            FIGURE_YEARS,
            gettext_lazy("“%(year)s” is no year of a figure; they go from %(first)s to %(last)s."),
        )

    def clean_year(self) -> tuple[int, ...]:
        years: tuple[str, ...] = self.cleaned_data["year"]
        none = (0,) if NONE in years else ()
        return (
            _years(
                (year for year in years if year != NONE),
                YEARS,
                gettext_lazy("“%(year)s” is no year of publication; they go from %(first)s to %(last)s."),
            )
            + none
        )

    def clean_target(self) -> bool | None:
        return TARGETS.get(self.cleaned_data["target"])

    def clean_folded(self) -> bool:
        return str(self.cleaned_data["folded"]) != "no"

    def clean_sort(self) -> Sort:
        return Sort(self.cleaned_data["sort"] or Sort.RELEVANCE)

    def clean_page(self) -> int:
        """The page asked for, at most `LAST_PAGE`; the first when none is."""
        text = self.cleaned_data["page"] or "1"
        if not (text.isascii() and text.isdigit() and text.strip("0")):
            raise forms.ValidationError(
                _("“%(text)s” is no page; pages are numbers from 1.") % {"text": text[:20]}
            )
        return min(int(text), LAST_PAGE) if len(text) < 10 else LAST_PAGE

    def clean(self) -> dict[str, Any]:
        low, high = self.cleaned_data.get("amount_min"), self.cleaned_data.get("amount_max")
        if low and high and low.in_yuan(year=None) > high.in_yuan(year=None):
            self.add_error("amount_min", _("The lower end of the amount is above the upper end."))
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("from", _("The first day is after the last one."))
        not_asked = NOT_ASKED.keys() - self.fields.keys()
        return self.cleaned_data | {name: NOT_ASKED[name] for name in not_asked}

    def to_query(self) -> SearchQuery:
        """The query of a valid form. Raises `QueryError` when the words can't be read."""
        values = self.cleaned_data
        tree: Node | None = parse(values["q"])
        published_from: date | None = values["from"]
        return SearchQuery(
            text=values["q"],
            tree=tree,
            regions=_with_none(values["region"]),
            organisations=_with_none(values["organisation"]),
            roles=_with_none(values["role"]),
            amount_min=values["amount_min"],
            amount_max=values["amount_max"],
            figure_years=values["figure_year"],
            is_target=values["target"],
            years=values["year"],
            published_from=published_from,
            published_to=values["to"],
            sources=_with_none(values["source"]),
            without_regions=values["not_region"],
            without_organisations=values["not_organisation"],
            without_sources=values["not_source"],
            sort=values["sort"],
            page=values["page"],
        )


class _Shared(dict[str, forms.Field]):
    """Fields that all forms have in common: nothing changes them, and copying them takes longer than reading what was asked."""

    def __deepcopy__(self, memo: object) -> _Shared:
        return self


# "from" is a keyword of Python, so it can't be written as an attribute.
SearchForm.base_fields = _Shared(
    {**SearchForm.base_fields, "from": TypedField(lambda text: parse_period(text).first)}
)


def _years(values: Iterable[str], known: range, beyond: StrOrPromise) -> tuple[int, ...]:
    years = tuple(values)
    for year in years:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise forms.ValidationError(
                _("“%(year)s” is no year; write it with four digits.") % {"year": year}
            )
        if int(year) not in known:
            raise forms.ValidationError(beyond % {"year": year, "first": known[0], "last": known[-1]})
    return tuple(map(int, years))


def _with_none(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(NO_VALUE if value == NONE else value for value in values)
