"""Parts of the search page that `search.markup` writes, and numbers and units for the templates of search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString

from search import wording
from search.markup import examples, facets, fields, hits, options, results
from search.markup.words import words
from search.pages import query_help

if TYPE_CHECKING:
    from django.template import Context

    from search.panel.options import OptionList

register = template.Library()
register.filter("articles", wording.articles)


@register.simple_tag(takes_context=True)
def filters(context: Context) -> SafeString:
    chips, links = context["chips"], context["links"]
    everything = links.without_filters().address if chips else ""
    total = context["results"].total
    return SafeString(
        facets.filters(words(), context["panel"], context["form"], everything=everything, total=total)
    )


@register.simple_tag
def option_list(of: OptionList) -> SafeString:
    return SafeString(options.option_list(words(), of))


@register.simple_tag(takes_context=True)
def range_fields(context: Context) -> SafeString:
    return SafeString(fields.range_fields(words(), context["form"]))


@register.simple_tag(takes_context=True)
def day_fields(context: Context) -> SafeString:
    return SafeString(fields.day_fields(words(), context["form"]))


@register.simple_tag(takes_context=True)
def results_head(context: Context) -> SafeString:
    query, found, links, chips = (context[name] for name in ("query", "results", "links", "chips"))
    return SafeString(results.head(words(), query, found, links, context["found"], chosen=len(chips)))


@register.simple_tag(takes_context=True)
def filters_toggle(context: Context) -> SafeString:
    return SafeString(results.filters_toggle(words(), len(context["kept"])))


@register.simple_tag(takes_context=True)
def remarks(context: Context) -> SafeString:
    return SafeString(results.remarks(words(), context["reading"], context["other_view"], context["notices"]))


@register.simple_tag(takes_context=True)
def chip_list(context: Context) -> SafeString:
    return SafeString(results.chip_list(words(), context["chips"], context["links"]))


@register.simple_tag(takes_context=True)
def on_paper(context: Context) -> SafeString:
    return SafeString(results.on_paper(words(), context["query"], context["chips"]))


@register.simple_tag(takes_context=True)
def hit_rows(context: Context) -> SafeString:
    """Those who may edit figures get links to do so, and come back to the hit."""
    back = context["links"].address if context.get("edits_figures") else ""
    return SafeString(hits.hit_rows(words(), context["items"], back=back))


@register.simple_tag(takes_context=True)
def page_links(context: Context) -> SafeString:
    return SafeString(results.page_links(words(), context["pagination"]))


@register.simple_tag(takes_context=True)
def take_away(context: Context) -> SafeString:
    return SafeString(results.take_away(words(), context["downloads"], context["feed"]))


@register.simple_tag
def help_rows() -> SafeString:
    return SafeString(examples.help_rows(query_help()))
