"""The smallest pieces of the search page, of which it has hundreds: as templates of their own they would take most of its
time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from search import wording

if TYPE_CHECKING:
    from search.panel.options import Option
    from search.results import Snippet

register = template.Library()
register.filter("grouped", wording.grouped)
register.filter("articles", wording.articles)
register.filter("counted", wording.count_of_articles)

CHECKED = SafeString(" checked")


@register.filter
def marked(fragments: Snippet) -> SafeString:
    """`{{ hit.title|marked }}`: the text, with what the query's words are in `<mark>`."""
    pieces = (
        f"<mark>{escape(fragment.text)}</mark>" if fragment.is_match else escape(fragment.text)
        for fragment in fragments
    )
    return SafeString("".join(pieces))


@register.simple_tag
def option_row(name: str, option: Option) -> SafeString:
    """A value of a facet: a box to tick or a link to all of it, its number of articles, and a link that leaves it out."""
    if option.wider:
        return _wider_row(name, option)
    return format_html(
        '<div class="row"><label class="option"><input type="checkbox" id="{}-{}" name="{}" value="{}" '
        'form="search-form"{}> <span class="label">{}{}</span>{}</label>{}</div>',
        name,
        quote(option.value, safe=""),
        name,
        option.value,
        CHECKED if option.is_selected else "",
        option.label,
        format_html(' <span class="kind">{}</span>', option.note) if option.note else "",
        _count(option),
        _exclusion(option),
    )


def _wider_row(name: str, option: Option) -> SafeString:
    return format_html(
        '<div class="row"><a class="option wider" id="{}-{}" href="{}" hx-get="{}" title="{}">'
        '<span class="label">{}<span class="unseen">, {}</span></span>{}</a>{}</div>',
        name,
        quote(option.value, safe=""),
        option.wider,
        option.wider,
        gettext("all of it"),
        option.label,
        gettext("all of it"),
        _count(option),
        _exclusion(option),
    )


def _count(option: Option) -> str:
    return (
        ""
        if option.count is None
        else format_html(' <span class="count">{}</span>', wording.count_of_articles(option.count))
    )


def _exclusion(option: Option) -> str:
    if not option.exclude or option.is_selected:
        return ""
    return format_html(
        '<a class="not" href="{}" hx-get="{}" title="{}">{}<span class="unseen"> {}</span></a>',
        option.exclude,
        option.exclude,
        gettext("Leave these out"),
        pgettext("leave a value out", "not"),
        option.label,
    )
