"""The values of a facet."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from search.forms import NONE
from search.markup.pieces import as_id, disclosed, to
from search.wording import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from search.markup.words import Words
    from search.panel.options import Option, OptionList

CAN_BE_LEFT_OUT = frozenset({"region", "organisation", "source"})
ROWS = 8192  # values whose markup is kept


def option_row(say: Words, name: str, option: Option) -> str:
    """What is in the row of a value: a box to tick or a link to all of it, its number of articles, and a box that leaves it
    out."""
    if option.wider:
        return _wider(say, name, option)
    # What is chosen comes from an address, which may say anything, so it isn't kept.
    box = _box if option.is_selected else _kept_box
    before, after = box(say, name, option.value, option.label, option.note, option.is_selected)
    return f"{before}{count_of(option, say.number)}{after}"


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
    return f'<ul class="options"><li class="row without">{option_row(say, name, option)}</li></ul>'


def left(say: Words, number: int) -> str:
    """How many values are not in the page."""
    return say.gettext("and %(number)s more: find them by name") % {"number": say.number(number)}


def _rows(say: Words, name: str, options: Iterable[Option]) -> str:
    return "".join([f'<li class="row">{option_row(say, name, option)}</li>' for option in options])


def _rest(say: Words, options: OptionList) -> str:
    more = gettext('Show %(number)s more<span class="unseen"> of %(facet)s</span>') % {
        "number": say.number(len(options.rest)),
        "facet": escape(options.label),
    }
    rows = f'<ul class="options">{_rows(say, options.name, options.rest)}</ul>'
    note = f'<p class="note">{left(say, options.more)}</p>' if options.more else ""
    return disclosed(f"{options.name}-more", more, rows + note, is_open=options.is_open)


def _box(say: Words, name: str, value: str, label: str, note: str, is_selected: bool) -> tuple[str, str]:
    """What stands before the count and after it: the same on every page that has the value."""
    checked = " checked" if is_selected else ""
    kind = f' <span class="kind">{escape(note)}</span>' if note else ""
    return (
        f'<label class="option"><input type="checkbox" id="{name}-{as_id(value)}" name="{name}" value="{escape(value)}" '
        f'form="search-form"{checked}> <span class="label">{escape(label)}{kind}</span>',
        "</label>" if is_selected else f"</label>{_exclusion(say, name, value, label)}",
    )


_kept_box = lru_cache(maxsize=ROWS)(_box)


def _wider(say: Words, name: str, option: Option) -> str:
    """It can't be left out: something inside it is chosen."""
    comma, said = say.gettext(", "), say.gettext("all of it")
    return (
        f'<a class="option wider" id="{name}-{as_id(option.value)}"{to(option.wider)} title="{said}"><span class="label">'
        f'{escape(option.label)}<span class="unseen">{comma}{said}</span></span>{count_of(option, say.count)}</a>'
    )


def _exclusion(say: Words, name: str, value: str, label: str) -> str:
    """A box like any other, so that it has no address of its own: a page has many of them."""
    if name not in CAN_BE_LEFT_OUT or value == NONE:
        return ""
    title, said = say.gettext("Leave these out"), say.pgettext("leave a value out", "not")
    return (
        f'<label class="not" title="{title}"><input type="checkbox" id="not_{name}-{as_id(value)}" name="not_{name}" '
        f'value="{escape(value)}" form="search-form" aria-label="{said} {escape(label)}">{said}</label>'
    )


def count_of(option: Option, said: Callable[[int], str]) -> str:
    """The number of its articles, as it is said: where the name of the facet says what the numbers are, without its unit."""
    return "" if option.count is None else f' <span class="count">{said(option.count)}</span>'
