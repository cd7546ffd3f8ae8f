"""Rows, numbers and units for the templates of search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from search import markup, wording

if TYPE_CHECKING:
    from django.template import Context
    from django.utils.safestring import SafeString

    from search.pages import FigureItem, ResultItem

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
    markup.hit_meta,
    markup.passages,
):
    register.simple_tag(rows)


@register.simple_tag(takes_context=True)
def figure_rows(context: Context, item: ResultItem, figures: tuple[FigureItem, ...]) -> SafeString:
    """Those who may edit figures get a link to do so, and come back to this hit."""
    back = f"{context['links'].address}#hit-{item.article.pk}" if context.get("edits_figures") else ""
    return markup.figure_rows(figures, item.address, back=back)
