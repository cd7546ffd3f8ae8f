"""What is typed among the filters."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from search.links import path_of

if TYPE_CHECKING:
    from search.forms import SearchForm
    from search.markup.words import Words
    from search.panel.options import Facet


def range_fields(say: Words, form: SearchForm) -> str:
    """From one sum to another."""
    low, high, yuan = say.pgettext("sum", "From"), say.pgettext("sum", "to"), say.gettext("yuan")
    unit = f'<span class="unit">{yuan}</span>'
    least, most = say.gettext("300m"), say.gettext("1.5bn or $200m")
    return (
        f'<div class="range">\n<label for="amount_min">{low}</label>\n'
        f"{_box(form, 'amount_min', least)}\n{unit}\n"
        f'<label for="amount_max">{high}</label>\n'
        f"{_box(form, 'amount_max', most)}\n{unit}\n</div>"
    )


def day_fields(say: Words, form: SearchForm) -> str:
    """From one day, month or year to another."""
    first, last, date = say.pgettext("date", "From"), say.pgettext("date", "to"), say.gettext("date")
    unit = f'<span class="unseen"> {date}</span>'
    return (
        f'<div class="range days">\n<label for="from">{first}{unit}</label>\n'
        f'{_box(form, "from", "2023-06")}\n<label for="to">{last}{unit}</label>\n'
        f"{_box(form, 'to', '2024')}\n</div>"
    )


def _box(form: SearchForm, name: str, example: str) -> str:
    wrong = ' aria-invalid="true" aria-describedby="errors"' if name in form.errors else ""
    return (
        f'<input id="{name}" name="{name}" form="search-form" value="{escape(form.data.get(name) or "")}"{wrong} '
        f'placeholder="{example}" inputmode="text" autocomplete="off">'
    )


def find_field(say: Words, facet: Facet, prompt: str) -> str:
    """Where a facet is searched, if it is long; `prompt` is ready for HTML."""
    if not facet.can_be_searched:
        return ""
    name, find, label = (
        facet.name,
        say.gettext("Find"),
        say.gettext("%(prompt)s among these articles") % {"prompt": prompt},
    )
    return (
        f'<div class="find">\n<label class="unseen" for="find_{name}">{label}</label>\n'
        f'<input type="search" id="find_{name}" name="find_{name}" form="search-form" value="{escape(facet.find)}" '
        f'maxlength="60" autocomplete="off" placeholder="{prompt}" hx-get="{path_of("facet", name)}" '
        'hx-trigger="input changed delay:250ms" hx-include="#search-form" '
        f'hx-target="#{name}-values" hx-swap="outerHTML" hx-sync="this:replace" aria-controls="{name}-values">\n'
        f'<button type="submit" form="search-form">{find}</button>\n</div>'
    )
