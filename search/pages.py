"""What the search page shows: results joined with what the database knows, ready for templates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corpus.models import Role
from search.asking import last_page
from search.figures import is_asked_for
from search.forms import NONE
from search.links import SearchLinks
from search.loading import load_shown
from search.panel import asked_facets
from search.panel.names import organisation_names
from search.panel.options import Option, OptionList, no_value_label
from search.panel.region_tree import region_names
from search.query import Sort
from search.stories import Others, others_of
from search.walking import at_position
from search.wording import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from search.chips import Chip
    from search.forms import SearchForm
    from search.loading import ShownArticle, ShownFigure, ShownParts
    from search.query import SearchQuery
    from search.results import Hit, SearchResults, Snippet

FIGURES = 4  # figures shown at once with a hit
PLACES = 5
KEPT = {
    "region": _("Region"),
    "not_region": _("Region left out"),
    "organisation": _("Organisation"),
    "not_organisation": _("Organisation left out"),
    "role": _("Role"),
    "target": _("Target"),
    "figure_year": _("Year of the figure"),
    "year": _("Year"),
    "source": _("Source"),
    "not_source": _("Source left out"),
}
"""Filters that boxes stand for, with their titles; the others are typed."""
MARKED = re.compile(r'["“”„‟«»＂()（）]|[^\s"“”„‟«»＂()（）]+')  # what an error is about: a sign or a word
SENTENCE_ENDS = (".", "!", "?", "”", '"', ")", "]", ":", "。")


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """What is selected in a facet, for a page that has no results to count."""

    facet: str
    options: OptionList


class Passage(NamedTuple):
    """A snippet, and whether words were cut off before and after it."""

    fragments: Snippet
    is_cut_before: bool
    is_cut_after: bool

    @classmethod
    def of(cls, fragments: Snippet) -> Passage:
        """A passage that begins with a small letter, or doesn't end as a sentence does, is cut."""
        text = "".join([fragment.text for fragment in fragments]).strip()
        return cls(fragments, text[:1].islower(), not text.endswith(SENTENCE_ENDS))


class FigureItem(NamedTuple):
    """A figure of a hit with the searches that its role and its year narrow this one to, "" where they don't."""

    figure: ShownFigure
    is_asked_for: bool
    role_address: str
    year_address: str


class PlaceItem(NamedTuple):
    """A place of a hit with the search that it narrows this one to, "" where it is chosen already."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ResultItem:
    """A hit with its article. Of figures, those that the filters are about come first; `more_...` open on demand."""

    hit: Hit
    article: ShownArticle
    parameters: str
    others: Others | None
    source_address: str
    passages: tuple[Passage, ...]
    places: tuple[PlaceItem, ...]
    more_places: tuple[PlaceItem, ...]
    figures: tuple[FigureItem, ...]
    more_figures: tuple[FigureItem, ...]

    @property
    def address(self) -> str:
        return f"{self.article.path}?{self.parameters}"


@dataclass(frozen=True, slots=True)
class Pagination:
    number: int
    last: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class TypedError:
    """What was typed, cut where an error is."""

    before: str
    wrong: str
    after: str


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    address: str


QUERY_HELP = (
    (_("both words"), ("biomedical park",)),
    (_("the phrase"), ('"industrial park"',)),
    (_("either of them"), ("Tianjin OR Shanghai",)),
    (_("without a word"), ("biomedical -fund",)),
    (_("words that begin so"), ("bio*",)),
    (_("any letters, one letter inside a word"), ("bio*cal", "organi?ation")),
    (_("almost this word, up to two letters wrong"), ("biomedcal~", "Tianjing~1")),
    (_("these words in this order, at most five others between"), ('"biomedical fund"~5',)),
    (_("words in one field"), ("region:Tianjin", "org:alliance", "title:industry", "source:China")),
    (_("grouping"), ("(Tianjin OR Shanghai) biomedical",)),
)


def page_query(form: SearchForm) -> SearchQuery:
    """What the page of a valid form asks. Raises `QueryError` when the words can't be read."""
    query = form.to_query()
    return replace(query, with_summary=True, folded=form.cleaned_data["folded"], facets=asked_facets(query))


class _Narrowing(dict[str, str]):
    """Addresses of a search with only one value of a filter, by the value; "" without one and where nothing would change."""

    def __init__(self, links: SearchLinks, name: str) -> None:
        self._chosen, self._address_of = links.values(name), links.each_only(name)

    def __missing__(self, value: str) -> str:
        self[value] = self._address_of(value) if value and self._chosen != (value,) else ""
        return self[value]


class _Items:
    """Makes the items of a page."""

    def __init__(self, query: SearchQuery, links: SearchLinks) -> None:
        self._query, self._search = query, links.query_string
        self._to_region = _Narrowing(links, "region")
        self._to_source = _Narrowing(links, "source")
        self._to_role = _Narrowing(links, "role")
        self._to_year = _Narrowing(links, "figure_year")

    def item(self, hit: Hit, parts: ShownParts, others: Others | None, position: int) -> ResultItem:
        figures = [self._figure(*judged) for judged in _judged(self._query, parts.figures)]
        places = [PlaceItem(name, self._to_region[slug]) for slug, name in parts.regions]
        return ResultItem(
            hit=hit,
            article=parts.article,
            parameters=at_position(self._search, position),
            others=others,
            source_address=self._to_source[parts.article.source],
            passages=tuple(map(Passage.of, hit.snippets)),
            places=tuple(places[:PLACES]),
            more_places=tuple(places[PLACES:]),
            figures=tuple(figures[:FIGURES]),
            more_figures=tuple(figures[FIGURES:]),
        )

    def _figure(self, figure: ShownFigure, is_asked_for: bool) -> FigureItem:
        year = str(figure.year or "")
        return FigureItem(figure, is_asked_for, self._to_role[figure.role], self._to_year[year])


def result_items(query: SearchQuery, results: SearchResults, links: SearchLinks) -> tuple[ResultItem, ...]:
    """Hits with their articles in three queries, and one more for articles behind them. An article that is gone since the
    index saw it is left out."""
    parts = load_shown([hit.article_id for hit in results.hits])
    others, items = others_of(results), _Items(query, links)
    return tuple(
        items.item(hit, parts[hit.article_id], others.get(hit.article_id), position)
        for position, hit in enumerate(results.hits, start=query.offset + 1)
        if hit.article_id in parts
    )


def _judged(query: SearchQuery, figures: Iterable[ShownFigure]) -> list[tuple[ShownFigure, bool]]:
    """With whether the filters are about each. These come first, the largest first if that is the order of the results."""
    if not query.has_amount_filter and query.sort is not Sort.AMOUNT:
        return [(figure, False) for figure in figures]

    def place(judged: tuple[ShownFigure, bool]) -> tuple[bool, Decimal]:
        figure, is_asked = judged
        is_by_size = query.sort is Sort.AMOUNT
        value = (figure.value_high_cny or figure.value_cny or Decimal(0)) if is_by_size else Decimal(0)
        return not is_asked, -value

    judged = [(figure, query.has_amount_filter and is_asked_for(query, figure)) for figure in figures]
    return sorted(judged, key=place)


def kept_filters(links: SearchLinks) -> tuple[KeptFilter, ...]:
    """What is selected, readable or not, so that the next search has it still. Two queries."""
    regions = region_names((*links.values("region"), *links.values("not_region")))
    organisations = organisation_names((*links.values("organisation"), *links.values("not_organisation")))
    names = {
        "region": regions,
        "not_region": regions,
        "organisation": organisations,
        "not_organisation": organisations,
        "role": labels_of(Role),
    }
    return tuple(
        KeptFilter(str(title), _kept(name, values, {NONE: no_value_label(name), **names.get(name, {})}))
        for name, title in KEPT.items()
        if (values := links.values(name))
    )


def _kept(name: str, values: Iterable[str], labels: Mapping[str, str]) -> OptionList:
    """All at once, however many: a filter that is not seen can't be taken away."""
    return OptionList(
        name, tuple(Option(value, str(labels.get(value, value)), None, is_selected=True) for value in values)
    )


def pagination(query: SearchQuery, results: SearchResults, links: SearchLinks) -> Pagination:
    last = last_page(query, results)
    return Pagination(
        number=query.page,
        last=last,
        previous=links.on_page(query.page - 1).address if query.page > 1 else "",
        next=links.on_page(query.page + 1).address if query.page < last else "",
    )


def page_title(query: SearchQuery, applied: Iterable[Chip]) -> str:
    """What tells this search from others in a browser's history."""
    page = [gettext("page %(number)s") % {"number": query.page}] if query.page > 1 else []
    parts = [query.text, *(chip.label for chip in applied), *page]
    return " · ".join(part for part in parts if part)


def typed_error(text: str, position: int | None) -> TypedError | None:
    """`position` as in `QueryError`; None where there is nothing to show."""
    found = None if position is None else MARKED.match(text, position)
    if found is None:
        return None
    return TypedError(text[: found.start()], found[0], text[found.end() :])


def query_help() -> tuple[tuple[str, tuple[Example, ...]], ...]:
    """(meaning, examples that can be run) of everything that can be typed."""
    nothing = SearchLinks(())
    return tuple(
        (str(meaning), tuple(Example(text, nothing.replaced(q=text).address) for text in texts))
        for meaning, texts in QUERY_HELP
    )
