"""Rows of the search page, of which it has hundreds: as templates they would take most of its time. Everything that isn't
written here is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

from corpus.models import Role
from search.wording import count_of_articles, grouped, labels_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from corpus.models import Amount, Article
    from search.pages import Example, FigureItem, Passage, PlaceItem, ResultItem
    from search.panel.bars import Bar
    from search.panel.options import Option, OptionList
    from search.panel.region_tree import RegionList, RegionNode
    from search.results import Snippet


@dataclass(frozen=True, slots=True)
class Words:
    """What rows say, in one language, ready for HTML."""

    only: str
    no_date: str
    comma: str
    target: str
    inferred: str
    edit: str
    exclude: str
    exclude_title: str
    all_of_it: str
    figures: str


def words() -> Words:
    return _words(get_language())


@lru_cache(maxsize=16)
def _words(language: str | None) -> Words:
    texts = (
        gettext("only"),
        gettext("no date"),
        gettext(", "),
        gettext(", target"),
        gettext(", inferred"),
        gettext("Edit"),
        pgettext("leave a value out", "not"),
        gettext("Leave these out"),
        gettext("all of it"),
        gettext("Figures in the article"),
    )
    return Words(*map(escape, texts))


def marked(fragments: Snippet) -> SafeString:
    """A text, with what the query's words are in `<mark>`."""
    pieces = (
        f"<mark>{escape(fragment.text)}</mark>" if fragment.is_match else escape(fragment.text)
        for fragment in fragments
    )
    return SafeString("".join(pieces))


def option_row(name: str, option: Option) -> SafeString:
    """A value of a facet: a box to tick or a link to all of it, its number of articles, and a link that leaves it out."""
    row_id = f"{name}-{quote(option.value, safe='')}"
    choice = _wider(row_id, option) if option.wider else _box(row_id, name, option)
    return SafeString(f'<div class="row">{choice}{_exclusion(option)}</div>')


def option_rows(name: str, options: Iterable[Option]) -> SafeString:
    return SafeString("".join(f"<li>{option_row(name, option)}</li>" for option in options))


def option_list(options: OptionList) -> SafeString:
    """The values of a filter, those after the first ones to be opened."""
    if not options.first:
        return SafeString("")
    first = f'<ul class="options">{option_rows(options.name, options.first)}</ul>'
    return SafeString(f"{first}{_rest(options)}" if options.rest else first)


def _rest(options: OptionList) -> str:
    state = " open" if options.is_open else ""
    more = gettext('Show %(number)s more<span class="unseen"> of %(facet)s</span>') % {
        "number": grouped(len(options.rest)),
        "facet": escape(options.label),
    }
    rows = f'<ul class="options">{option_rows(options.name, options.rest)}</ul>'
    note = f'<p class="note">{_left(options.more)}</p>' if options.more else ""
    return f'<details id="{options.name}-more"{state}><summary>{more}</summary>{rows}{note}</details>'


def _left(number: int) -> str:
    return escape(gettext("and %(number)s more: find them by name") % {"number": grouped(number)})


def _box(row_id: str, name: str, option: Option) -> str:
    checked = " checked" if option.is_selected else ""
    note = f' <span class="kind">{escape(option.note)}</span>' if option.note else ""
    return (
        f'<label class="option"><input type="checkbox" id="{row_id}" name="{name}" value="{escape(option.value)}" '
        f'form="search-form"{checked}> <span class="label">{escape(option.label)}{note}</span>{_count(option)}</label>'
    )


def _wider(row_id: str, option: Option) -> str:
    said = words().all_of_it
    return (
        f'<a class="option wider" id="{row_id}"{_to(option.wider)} title="{said}"><span class="label">'
        f'{escape(option.label)}<span class="unseen">, {said}</span></span>{_count(option)}</a>'
    )


def _count(option: Option) -> str:
    if option.count is None:
        return ""
    return f' <span class="count">{count_of_articles(option.count)}</span>'


def _exclusion(option: Option) -> str:
    if not option.exclude or option.is_selected:
        return ""
    say = words()
    return (
        f'<a class="not"{_to(option.exclude)} title="{say.exclude_title}">{say.exclude}'
        f'<span class="unseen"> {escape(option.label)}</span></a>'
    )


def _to(address: str) -> str:
    """Attributes of a link that HTMX follows, too."""
    target = escape(address)
    return f' href="{target}" hx-get="{target}"'


def region_rows(regions: RegionList, name: str = "") -> SafeString:
    """Regions side by side, each with those inside it; `name` tells lists at the top apart."""
    rows = "".join(map(_region_row, regions.first))
    if not regions.rest:
        return SafeString(rows)
    more = escape(gettext("Show %(number)s more") % {"number": grouped(regions.hidden)})
    rest = "".join(map(_region_row, regions.rest))
    if regions.more:
        rest += f'<li class="note">{_left(regions.more)}</li>'
    details = _details(
        f"more-regions-{name}{quote(regions.within, safe='')}", more, rest, is_open=regions.is_open
    )
    return SafeString(f"{rows}<li>{details}</li>")


def _region_row(node: RegionNode) -> str:
    row = option_row("region", node.option)
    if not node.inside.nodes:
        return f"<li>{row}</li>"
    said = escape(gettext("%(number)s inside") % {"number": grouped(node.inside.size)})
    summary = f'{said}<span class="unseen"> {escape(node.option.label)}</span>'
    name = f"inside-{quote(node.option.value, safe='')}"
    return f"<li>{row}{_details(name, summary, region_rows(node.inside), is_open=node.is_open)}</li>"


def _details(name: str, summary: str, rows: str, *, is_open: bool) -> str:
    state = " open" if is_open else ""
    return f'<details id="{name}"{state}><summary>{summary}</summary><ul>{rows}</ul></details>'


def bar_rows(bars: Iterable[Bar]) -> SafeString:
    """Bars that lie, with their labels."""
    return SafeString("".join(f"<li>{_bar(bar)}</li>" for bar in bars))


def _bar(bar: Bar) -> str:
    drawn = (
        f'<span class="label">{escape(bar.label)}</span><svg viewBox="0 0 100 10" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false"><rect width="{bar.size}" height="10"></rect></svg>'
        f'<span class="count">{count_of_articles(bar.count)}</span>'
    )
    return _bar_link(bar, "amount", drawn, ' class="bar"')


def column_rows(bars: Iterable[Bar]) -> SafeString:
    """Bars that stand; their labels show when pointed at."""
    return SafeString("".join(f"<li>{_column(bar)}</li>" for bar in bars))


def _column(bar: Bar) -> str:
    label = escape(gettext("%(label)s:") % {"label": bar.label})
    drawn = (
        '<svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect y="{bar.empty}" width="10" height="{bar.size}"></rect></svg>'
        f'<span class="short" aria-hidden="true">{escape(bar.short)}</span>'
        f'<span class="tip">{label} {count_of_articles(bar.count)}</span>'
    )
    return _bar_link(bar, "column", drawn, "")


def _bar_link(bar: Bar, kind: str, drawn: str, looks: str) -> str:
    if not bar.count and not bar.is_selected:
        return f"<span{looks}>{drawn}</span>"
    current = ' aria-current="true"' if bar.is_selected else ""
    return f'<a id="{kind}-{escape(bar.key)}"{looks}{_to(bar.address)}{current}>{drawn}</a>'


def hit_rows(items: Iterable[ResultItem], *, back: str = "") -> SafeString:
    """The hits of a page. `back` is the page that those who may edit figures come back to, "" for others."""
    return SafeString("".join(_hit(item, back) for item in items))


def _hit(item: ResultItem, back: str) -> str:
    article, address = item.article, escape(item.address)
    name = f"hit-{article.pk}"
    title = marked(item.hit.title) if article.title else escape(article.headline)
    return (
        f'<li class="hit"><article aria-labelledby="{name}"><h2 id="{name}"><a href="{address}">{title}</a></h2>\n'
        f'<div class="meta">{_meta(item)}</div>\n{"".join(map(_passage, item.passages))}'
        f"{_figures(item, address, back and f'{back}#{name}')}{_others(item)}</article></li>\n"
    )


def _meta(item: ResultItem) -> str:
    """Day, source and places of a hit."""
    pieces = [_day(item.article.published)]
    if item.article.source:
        source = _narrowing(item.article.source, item.source_address)
        pieces.append(source if item.source_address else f"<span>{source}</span>")
    if item.places:
        pieces.append(f'<span class="places">{_places(item.places)}</span>')
    if number := len(item.more_places):
        more = ngettext("%(number)s more place", "%(number)s more places", number) % {
            "number": grouped(number)
        }
        pieces.append(
            f'<details class="more-places"><summary>{escape(more)}</summary>'
            f'<span class="places">{_places(item.more_places)}</span></details>'
        )
    return " ".join(pieces)


def _day(day: date | None) -> str:
    if day is None:
        return f"<span>{words().no_date}</span>"
    return f'<time datetime="{day.isoformat()}">{escape(date_format(day, "SHORT_DATE_FORMAT"))}</time>'


def _passage(passage: Passage) -> str:
    before, after = "… " if passage.is_cut_before else "", " …" if passage.is_cut_after else ""
    return f'<p class="snippet">{before}{marked(passage.fragments)}{after}</p>'


def _places(places: Iterable[PlaceItem]) -> str:
    """Each a link to the search for it alone."""
    return words().comma.join(_narrowing(place.name, place.address) for place in places)


def _figures(item: ResultItem, address: str, back: str) -> str:
    if not item.figures:
        return ""
    rows = "".join(_figure(figure, address, back) for figure in item.figures)
    shown = f'<ul class="figures" aria-label="{words().figures}">{rows}</ul>'
    if not item.more_figures:
        return shown
    more = ngettext(
        'and %(number)s more<span class="unseen"> figure</span>',
        'and %(number)s more<span class="unseen"> figures</span>',
        len(item.more_figures),
    ) % {"number": grouped(len(item.more_figures))}
    rest = "".join(_figure(figure, address, back) for figure in item.more_figures)
    return f'{shown}<details class="more-figures"><summary>{more}</summary><ul class="figures">{rest}</ul></details>'


def _others(item: ResultItem) -> str:
    """The articles of the same story."""
    if item.others is None:
        return ""
    rows = "".join(_other(article, item.parameters) for article in item.others.articles)
    more = f"<li>{escape(item.others.more)}</li>" if item.others.more else ""
    return f'<details class="others"><summary>{escape(item.others.summary)}</summary><ul>{rows}{more}</ul></details>'


def _other(article: Article, parameters: str) -> str:
    address = escape(f"{article.get_absolute_url()}?{parameters}")
    source = f" <span>{escape(article.source)}</span>" if article.source else ""
    return (
        f'<li><a href="{address}">{escape(article.headline)}</a> <span class="kind">{_day(article.published)}'
        f"{source}</span></li>"
    )


def _figure(figure: FigureItem, address: str, back: str) -> str:
    """A figure of the hit at an address: a link to its proof, with links to its role and its year alone."""
    amount, looks = figure.amount, ' class="asked-for"' if figure.is_asked_for else ""
    role = _narrowing(labels_of(Role)[amount.role], figure.role_address)
    target = words().target if amount.is_target else ""
    year = f" {_narrowing(str(amount.year), figure.year_address)}" if amount.year else ""
    inferred = words().inferred if amount.year and amount.year_inferred else ""
    edit = _edit(amount, back) if back else ""
    return (
        f'<li{looks}><a class="proof" href="{address}#{amount.anchor_id}"><strong class="sum">{escape(amount.text)}'
        f'</strong></a> <span class="role">{role}{target}{year}{inferred}</span>{edit}</li>'
    )


def _edit(amount: Amount, back: str) -> str:
    address = reverse("article-statement", args=[amount.article_id, "figure", amount.pk])
    target = escape(f"{address}?next={quote(back)}")
    return f' <a class="edit" href="{target}">{words().edit}<span class="unseen"> {escape(amount.text)}</span></a>'


def _narrowing(text: str, address: str) -> str:
    """A link to the search for just this; without one where nothing would change."""
    if not address:
        return escape(text)
    return f'<a{_to(address)}>{escape(text)}<span class="unseen"> {words().only}</span></a>'


@lru_cache(maxsize=16)
def help_rows(meanings: tuple[tuple[str, tuple[Example, ...]], ...]) -> SafeString:
    """What can be typed, each with examples that can be run."""
    return SafeString("".join(_help_row(meaning, examples) for meaning, examples in meanings))


def _help_row(meaning: str, examples: Iterable[Example]) -> str:
    links = "".join(
        f'<a class="example" href="{escape(example.address)}"><code>{escape(example.text)}</code></a> '
        for example in examples
    )
    return f'<tr><th scope="row">{links}</th><td>{escape(meaning)}</td></tr>'
