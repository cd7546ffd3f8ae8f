"""The hits of a page."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.utils.formats import date_format
from django.utils.translation import ngettext

from corpus.models import Role
from search.links import NUMBER, around
from search.markup.pieces import marked, to
from search.wording import labels_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from search.loading import ShownArticle, ShownFigure
    from search.markup.words import Words
    from search.pages import FigureItem, Passage, PlaceItem, ResultItem


def hit_rows(say: Words, items: Iterable[ResultItem], *, back: str = "") -> str:
    """The hits of a page. `back` is the page that those who may edit figures come back to, "" for others."""
    return "".join([_hit(say, item, back) for item in items])


def _hit(say: Words, item: ResultItem, back: str) -> str:
    article, address = item.article, escape(item.address)
    name = f"hit-{article.pk}"
    title = marked(item.hit.title) if article.title else escape(article.headline)
    return (
        f'<li class="hit"><article aria-labelledby="{name}"><h2 id="{name}"><a href="{address}">{title}</a></h2>\n'
        f'<div class="meta">{_meta(say, item)}</div>\n{"".join(map(_passage, item.passages))}'
        f"{_figures(say, item, address, back and f'{back}#{name}')}{_others(say, item)}</article></li>\n"
    )


def _meta(say: Words, item: ResultItem) -> str:
    """Day, source and places of a hit."""
    pieces = [_day(say, item.article.published)]
    if item.article.source:
        source = _narrowing(say, item.article.source, item.source_address)
        pieces.append(source if item.source_address else f"<span>{source}</span>")
    if item.places:
        pieces.append(f'<span class="places">{_places(say, item.places)}</span>')
    if number := len(item.more_places):
        more = ngettext("%(number)s more place", "%(number)s more places", number) % {
            "number": say.number(number)
        }
        pieces.append(
            f'<details class="more-places" id="places-{item.article.pk}"><summary>{escape(more)}</summary>'
            f'<span class="places">{_places(say, item.more_places)}</span></details>'
        )
    return " ".join(pieces)


def _day(say: Words, day: date | None) -> str:
    if day is None:
        unknown = say.gettext("no date")
        return f"<span>{unknown}</span>"
    return _time(day, say.language)


@lru_cache(maxsize=16_384)
def _time(day: date, language: str | None) -> str:
    return f'<time datetime="{day.isoformat()}">{escape(date_format(day, "SHORT_DATE_FORMAT"))}</time>'


def _passage(passage: Passage) -> str:
    before, after = "… " if passage.is_cut_before else "", " …" if passage.is_cut_after else ""
    return f'<p class="snippet">{before}{marked(passage.fragments)}{after}</p>'


def _places(say: Words, places: Iterable[PlaceItem]) -> str:
    """Each a link to the search for it alone."""
    return say.gettext(", ").join([_narrowing(say, place.name, place.address) for place in places])


def _figures(say: Words, item: ResultItem, address: str, back: str) -> str:
    if not item.figures:
        return ""
    rows = "".join([_figure(say, one, address, back) for one in item.figures])
    label = say.gettext("Figures in the article")
    shown = f'<ul class="figures" aria-label="{label}">{rows}</ul>'
    if not item.more_figures:
        return shown
    more = ngettext(
        'and %(number)s more<span class="unseen"> figure</span>',
        'and %(number)s more<span class="unseen"> figures</span>',
        len(item.more_figures),
    ) % {"number": say.number(len(item.more_figures))}
    rest = "".join([_figure(say, one, address, back) for one in item.more_figures])
    return (
        f'{shown}<details class="more-figures" id="figures-{item.article.pk}"><summary>{more}</summary>'
        f'<ul class="figures">{rest}</ul></details>'
    )


def _others(say: Words, item: ResultItem) -> str:
    """The articles of the same story."""
    if item.others is None:
        return ""
    rows = "".join([_other(say, article, item.parameters) for article in item.others.articles])
    more = f"<li>{escape(item.others.more)}</li>" if item.others.more else ""
    return (
        f'<details class="others" id="others-{item.article.pk}"><summary>{escape(item.others.summary)}</summary>'
        f"<ul>{rows}{more}</ul></details>"
    )


def _other(say: Words, article: ShownArticle, parameters: str) -> str:
    address = escape(f"{article.path}?{parameters}")
    source = f" <span>{escape(article.source)}</span>" if article.source else ""
    return (
        f'<li><a href="{address}">{escape(article.headline)}</a> <span class="kind">{_day(say, article.published)}'
        f"{source}</span></li>"
    )


def _figure(say: Words, item: FigureItem, address: str, back: str) -> str:
    """A figure of the hit at an address: a link to its proof, with links to its role and its year alone."""
    figure, looks = item.figure, ' class="asked-for"' if item.is_asked_for else ""
    role = _narrowing(say, labels_in(Role, say.language)[figure.role], item.role_address)
    target = say.gettext(", target") if figure.is_target else ""
    year = f" {_narrowing(say, str(figure.year), item.year_address)}" if figure.year else ""
    inferred = say.gettext(", inferred") if figure.year and figure.year_inferred else ""
    edit = _edit(say, figure, back) if back else ""
    return (
        f'<li{looks}><a class="proof" href="{address}#{figure.anchor_id}"><strong class="sum">{escape(figure.text)}'
        f'</strong></a> <span class="role">{role}{target}{year}{inferred}</span>{edit}</li>'
    )


def _edit(say: Words, figure: ShownFigure, back: str) -> str:
    before, between, after = around("article-statement", NUMBER, "figure", NUMBER)
    address = f"{before}{figure.article_id}{between}{figure.id}{after}"
    target = escape(f"{address}?next={quote(back)}")
    edit = say.gettext("Edit")
    return f' <a class="edit" href="{target}">{edit}<span class="unseen"> {escape(figure.text)}</span></a>'


def _narrowing(say: Words, text: str, address: str) -> str:
    """A link to the search for just this; without one where nothing would change."""
    if not address:
        return escape(text)
    only, shown = say.gettext("only"), escape(text)
    return f'<a{to(address)} aria-label="{shown} {only}">{shown}</a>'
