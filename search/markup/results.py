"""What stands above and below the hits."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from search.markup.pieces import to
from search.query import Sort
from search.wording import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.chips import Chip
    from search.links import SearchLinks
    from search.markup.words import Words
    from search.pages import Pagination
    from search.query import SearchQuery
    from search.results import SearchResults
    from search.stories import OtherView
    from search.take_away import Download


def head(
    say: Words, query: SearchQuery, results: SearchResults, links: SearchLinks, found: str, *, chosen: int
) -> str:
    """What was found, in which order; the button for small screens says that so many filters are `chosen`."""
    if not results.total:
        title, order = say.gettext("No articles"), ""
    else:
        title, order = escape(found), sort_field(say, query)
        if links.asks_for_everything:
            title = say.gettext("%(articles)s, newest first") % {"articles": title}
    return f'<div class="results-head">\n<h1 class="count">{title}</h1>\n{filters_toggle(say, chosen)}\n{order}\n</div>'


def remarks(say: Words, reading: str, other: OtherView | None, notices: Iterable[str]) -> str:
    """How the words were read, where that isn't what was typed; what else can be shown; what was not done."""
    pieces = []
    if reading:
        pieces.append(gettext("Read as <code>%(reading)s</code>") % {"reading": escape(reading)})
    if other:
        pieces.append(_other_view(say, other))
    pieces += map(escape, notices)
    return "\n".join([f'<p class="reading">{piece}</p>' for piece in pieces])


def _other_view(say: Words, other: OtherView) -> str:
    if other.is_folded:
        shown, offer = say.gettext("Each story is shown once."), say.gettext("Show all articles separately")
    else:
        shown, offer = say.gettext("All articles are shown separately."), say.gettext("Show each story once")
    return f"{shown} <a{to(other.address)}>{offer}</a>"


def filters_toggle(say: Words, number: int) -> str:
    """Opens the filters on small screens; `number` of them are chosen."""
    title, chosen = say.gettext("Filters"), f" ({number})" if number else ""
    return (
        '<button type="button" class="filters-toggle" aria-expanded="false" aria-controls="filters" hidden>'
        f"{title}{chosen}</button>"
    )


def sort_field(say: Words, query: SearchQuery) -> str:
    """Searches without words have no relevance; the order that goes without saying has no value."""
    orders = [
        (Sort.RELEVANCE, say.gettext("Relevance")),
        (Sort.DATE, say.gettext("Newest")),
        (Sort.OLDEST, say.gettext("Oldest")),
        (Sort.AMOUNT, say.gettext("Largest amount")),
    ][not query.tree :]
    chosen = query.sort if query.sort is not Sort.RELEVANCE else None
    options = "\n".join(
        f'<option value="{sort if number else ""}"{" selected" if sort is chosen else ""}>{label}</option>'
        for number, (sort, label) in enumerate(orders)
    )
    sort_by = say.gettext("Sort by")
    return (
        f'<label class="sort" for="sort">{sort_by}\n<select id="sort" name="sort" form="search-form">\n{options}\n'
        "</select>\n</label>"
    )


def chip_list(say: Words, chips: Sequence[Chip], links: SearchLinks) -> str:
    """The filters that are applied, each a link that takes it away."""
    if not chips:
        return ""
    rows = "".join([_chip(say, chip) for chip in chips])
    clear_all, label = say.gettext("Clear all"), say.gettext("Applied filters")
    clear = f'<li><a class="clear"{to(links.without_filters().address)}>{clear_all}</a></li>'
    return f'<ul class="chips" aria-label="{label}">\n{rows}\n{clear}\n</ul>'


def _chip(say: Words, chip: Chip) -> str:
    remove = say.gettext("Remove filter")
    facet = say.gettext("%(facet)s:") % {"facet": escape(chip.facet)}
    return (
        f'<li><a{to(chip.address)}><span class="unseen">{remove} </span>'
        f'<span class="facet-name">{facet}</span> {escape(chip.label)} <span aria-hidden="true">×</span></a></li>'
    )


def on_paper(say: Words, query: SearchQuery, chips: Iterable[Chip]) -> str:
    """What the search box and the filters say, for a page on paper."""
    search, everything = say.gettext("Search"), say.gettext("All articles")
    words = f"{search}: {escape(query.text)}" if query.text else everything
    filters = "".join([f" · {escape(chip.facet)}: {escape(chip.label)}" for chip in chips])
    return f'<p class="on-paper">{words}{filters}</p>'


def page_links(say: Words, pages: Pagination) -> str:
    """To the page before and the next one, where there are several."""
    if pages.last < 2:
        return ""
    place = say.gettext("Page %(number)s of %(last)s") % {"number": pages.number, "last": pages.last}
    before = _page(pages.previous, "prev", say.gettext("Previous"))
    after = _page(pages.next, "next", say.gettext("Next"))
    label = say.gettext("Pages of results")
    return f'<nav class="pages" aria-label="{label}">\n{before}\n<span>{place}</span>\n{after}\n</nav>'


def _page(address: str, rel: str, said: str) -> str:
    return f'<a rel="{rel}"{to(address)} hx-swap="outerHTML show:window:top">{said}</a>' if address else ""


def take_away(say: Words, downloads: Iterable[tuple[str, Sequence[Download]]], feed: str) -> str:
    """What is found as files and as a feed."""
    rows = "\n".join([_download(say, what, formats) for what, formats in downloads])
    said = say.gettext("Feed of this search")
    link = f'<a href="{escape(feed)}" type="application/atom+xml">{said}</a>'
    return f'<p class="take-away">\n{rows}\n<span>{link}</span>\n</p>'


def _download(say: Words, what: str, formats: Iterable[Download]) -> str:
    of_what = say.gettext("of the %(rows)s") % {"rows": escape(what.lower())}
    links = ", ".join(
        f'<a href="{escape(download.address)}" download>{download.label}<span class="unseen"> {of_what}</span></a>'
        for download in formats
    )
    title = say.gettext("%(rows)s:") % {"rows": escape(what)}
    return f"<span>{title} {links}</span>"
