"""Rows, numbers and units for the templates of search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from search import markup, wording

if TYPE_CHECKING:
    from django.template import Context
    from django.utils.safestring import SafeString

    from search.pages import ResultItem

register = template.Library()
register.filter("grouped", wording.grouped)
register.filter("articles", wording.articles)
register.filter("counted", wording.count_of_articles)
register.filter("marked", markup.marked)
for rows in (
    markup.option_row,
    markup.option_rows,
    markup.region_rows,
    markup.bar_rows,
    markup.column_rows,
    markup.option_list,
    markup.help_rows,
):
    register.simple_tag(rows)


@register.simple_tag(takes_context=True)
def hit_rows(context: Context, items: tuple[ResultItem, ...]) -> SafeString:
    """Those who may edit figures get links to do so, and come back to the hit."""
    return markup.hit_rows(items, back=context["links"].address if context.get("edits_figures") else "")
