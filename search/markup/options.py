"""The values of a facet."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from search.markup.pieces import as_id, disclosed, to
from search.wording import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.markup.words import Words
    from search.panel.options import Option, OptionList


def option_row(say: Words, name: str, option: Option) -> str:
    """A value of a facet: a box to tick or a link to all of it, its number of articles, and a link that leaves it out."""
    row_id = f"{name}-{as_id(option.value)}"
    choice = _wider(say, row_id, option) if option.wider else _box(say, row_id, name, option)
    return f'<div class="row">{choice}{_exclusion(say, option)}</div>'


def option_list(say: Words, options: OptionList) -> str:
    """The values of a filter, those after the first ones to be opened."""
    if not options.first:
        return ""
    first = f'<ul class="options">{_rows(say, options.name, options.first)}</ul>'
    return f"{first}{_rest(say, options)}" if options.rest else first


def excluded_list(say: Words, name: str, options: Iterable[Option]) -> str:
    """The values that are left out."""
    return f'<ul class="options excluded">{_rows(say, f"not_{name}", options)}</ul>'


def without_value(say: Words, name: str, option: Option) -> str:
    """The box for articles that have no value."""
    return f'<ul class="options"><li class="without">{option_row(say, name, option)}</li></ul>'


def left(say: Words, number: int) -> str:
    """How many values are not in the page."""
    return say.gettext("and %(number)s more: find them by name") % {"number": grouped(number)}


def _rows(say: Words, name: str, options: Iterable[Option]) -> str:
    return "".join([f"<li>{option_row(say, name, option)}</li>" for option in options])


def _rest(say: Words, options: OptionList) -> str:
    more = gettext('Show %(number)s more<span class="unseen"> of %(facet)s</span>') % {
        "number": grouped(len(options.rest)),
        "facet": escape(options.label),
    }
    rows = f'<ul class="options">{_rows(say, options.name, options.rest)}</ul>'
    note = f'<p class="note">{left(say, options.more)}</p>' if options.more else ""
    return disclosed(f"{options.name}-more", more, rows + note, is_open=options.is_open)


def _box(say: Words, row_id: str, name: str, option: Option) -> str:
    checked = " checked" if option.is_selected else ""
    note = f' <span class="kind">{escape(option.note)}</span>' if option.note else ""
    return (
        f'<label class="option"><input type="checkbox" id="{row_id}" name="{name}" value="{escape(option.value)}" '
        f'form="search-form"{checked}> <span class="label">{escape(option.label)}{note}</span>{count_of(say, option)}</label>'
    )


def _wider(say: Words, row_id: str, option: Option) -> str:
    said = say.gettext("all of it")
    return (
        f'<a class="option wider" id="{row_id}"{to(option.wider)} title="{said}"><span class="label">'
        f'{escape(option.label)}<span class="unseen">, {said}</span></span>{count_of(say, option)}</a>'
    )


def count_of(say: Words, option: Option) -> str:
    if option.count is None:
        return ""
    return f' <span class="count">{say.count(option.count)}</span>'


def _exclusion(say: Words, option: Option) -> str:
    if not option.exclude or option.is_selected:
        return ""
    title, said = say.gettext("Leave these out"), say.pgettext("leave a value out", "not")
    return (
        f'<a class="not"{to(option.exclude)} title="{title}">{said}'
        f'<span class="unseen"> {escape(option.label)}</span></a>'
    )
