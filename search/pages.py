"""What the search page shows: results joined with what the database knows, ready for templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.models import Article, Organisation, Role
from corpus.money import in_short
from search.facets import AMOUNT_BUCKETS, AmountBucket
from search.limits import WINDOW
from search.links import SearchLinks
from search.region_tree import RegionList, region_names, region_tree
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.models import Amount
    from search.query import SearchQuery
    from search.results import Hit, SearchResults, Snippet

MOST = 60  # values of a facet in the page
AT_ONCE = 8  # of them outside "Show more"
FIGURES = 4  # figures shown with a hit
CENT = Decimal("0.01")
MARKED = re.compile(r'["“”„‟«»＂()（）]|[^\s"“”„‟«»＂()（）]+')  # what an error is about: a sign or a word
SENTENCE_ENDS = (".", "!", "?", "”", '"', ")", "]", ":", "。")


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet. Selected ones come first, then by count, then by name."""

    value: str
    label: str
    count: int | None  # None while nothing is counted
    is_selected: bool


@dataclass(frozen=True, slots=True)
class OptionList:
    """The options of a filter: those shown at once, those behind "Show more", and how many more are left out."""

    name: str
    first: tuple[Option, ...]
    rest: tuple[Option, ...] = ()
    more: int = 0

    @classmethod
    def of(cls, name: str, options: tuple[Option, ...], *, more: int = 0) -> OptionList:
        return cls(name, options[:AT_ONCE], options[AT_ONCE:], more)

    @property
    def is_open(self) -> bool:
        return any(option.is_selected for option in self.rest)


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """What is selected in a facet, for a page that has no results to count."""

    facet: str
    options: OptionList


@dataclass(frozen=True, slots=True)
class BucketOption:
    label: str
    count: int
    is_selected: bool
    address: str


@dataclass(frozen=True, slots=True)
class Chip:
    """An applied filter and the address without it."""

    facet: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A snippet, and whether words were cut off before and after it."""

    fragments: Snippet
    is_cut_before: bool
    is_cut_after: bool

    @classmethod
    def of(cls, fragments: Snippet) -> Passage:
        """A passage that begins with a small letter, or doesn't end as a sentence does, is cut."""
        text = "".join(fragment.text for fragment in fragments).strip()
        return cls(fragments, text[:1].islower(), not text.endswith(SENTENCE_ENDS))


@dataclass(frozen=True, slots=True)
class ResultItem:
    """A hit with its article; `figures` has those that the amount filter is about first."""

    hit: Hit
    article: Article
    address: str
    passages: tuple[Passage, ...]
    figures: tuple[tuple[Amount, bool], ...]
    more_figures: int


@dataclass(frozen=True, slots=True)
class Pagination:
    number: int
    last: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """Every facet of the page."""

    regions: RegionList
    macro_regions: RegionList
    organisations: OptionList
    roles: OptionList
    buckets: tuple[BucketOption, ...]
    years: OptionList
    sources: OptionList


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
    ("both words", ("biomedical park",)),
    ("the phrase", ('"industrial park"',)),
    ("either of them", ("Tianjin OR Shanghai",)),
    ("without a word", ("biomedical -fund",)),
    ("words that begin so", ("bio*",)),
    ("words in one field", ("region:Tianjin", "org:alliance", "title:industry", "source:China")),
    ("grouping", ("(Tianjin OR Shanghai) biomedical",)),
)


def result_items(query: SearchQuery, results: SearchResults, links: SearchLinks) -> tuple[ResultItem, ...]:
    """Hits with their articles in four queries. An article that is gone since the index saw it is left out."""
    articles = Article.objects.with_metadata().in_bulk([hit.article_id for hit in results.hits])
    return tuple(
        _result_item(query, hit, articles[hit.article_id], links)
        for hit in results.hits
        if hit.article_id in articles
    )


def _result_item(query: SearchQuery, hit: Hit, article: Article, links: SearchLinks) -> ResultItem:
    marked = [
        (amount, query.has_amount_filter and is_asked_for(query, amount)) for amount in article.shown_amounts
    ]
    marked.sort(key=lambda pair: not pair[1])
    suffix = f"?{links.query_string}" if links.query_string else ""
    return ResultItem(
        hit=hit,
        article=article,
        address=article.get_absolute_url() + suffix,
        passages=tuple(Passage.of(snippet) for snippet in hit.snippets),
        figures=tuple(marked[:FIGURES]),
        more_figures=max(0, len(marked) - FIGURES),
    )


def is_asked_for(query: SearchQuery, amount: Amount) -> bool:
    """Whether an amount by itself satisfies the role and range of the query."""
    if query.roles and amount.role not in query.roles:
        return False
    if query.amount_min is None and query.amount_max is None:
        return True
    low = amount.value_cny
    if low is None:
        return False
    high = amount.value_high_cny or low
    return (query.amount_min is None or high >= query.amount_min) and (
        query.amount_max is None or low <= query.amount_max
    )


def facet_panel(query: SearchQuery, results: SearchResults, links: SearchLinks) -> FacetPanel:
    """The facets with names and selections: two queries, for regions and organisations."""
    facets = results.facets
    regions, macro_regions = region_tree(facets.get(FacetName.REGION, {}), query.regions)
    roles = _with_selected(facets.get(FacetName.ROLE, {}), query.roles)
    return FacetPanel(
        regions=regions,
        macro_regions=macro_regions,
        organisations=_organisations(query, facets.get(FacetName.ORGANISATION, {})),
        roles=OptionList.of("role", _options(roles, query.roles, dict(Role.choices))),
        buckets=_buckets(query, facets.get(FacetName.AMOUNT, {}), links),
        years=OptionList.of("year", _years(query, facets.get(FacetName.YEAR, {}))),
        sources=_sources(query, facets.get(FacetName.SOURCE, {})),
    )


def kept_filters(links: SearchLinks) -> tuple[KeptFilter, ...]:
    """What is selected, readable or not, so that the next search has it still. Two queries."""
    names = {
        "region": region_names(links.values("region")),
        "organisation": _organisation_names(links.values("organisation")),
        "role": dict(Role.choices),
    }
    return tuple(
        KeptFilter(name.capitalize(), _kept(name, values, names.get(name, {})))
        for name in ("region", "organisation", "role", "year", "source")
        if (values := links.values(name))
    )


def _kept(name: str, values: Iterable[str], labels: Mapping[str, str]) -> OptionList:
    """All at once, however many: a filter that is not seen can't be taken away."""
    return OptionList(
        name, tuple(Option(value, labels.get(value, value), None, is_selected=True) for value in values)
    )


def _with_selected(counts: Mapping[str, int], selected: Iterable[str]) -> dict[str, int]:
    """The counts with what is selected, even where that finds nothing."""
    return dict.fromkeys(selected, 0) | dict(counts)


def _options(
    counts: Mapping[str, int], selected: Iterable[str], names: Mapping[str, str]
) -> tuple[Option, ...]:
    chosen = set(selected)
    options = [
        Option(value, names.get(value, value), count, value in chosen) for value, count in counts.items()
    ]
    return tuple(sorted(options, key=lambda o: (not o.is_selected, -(o.count or 0), o.label.casefold())))


def _organisations(query: SearchQuery, counts: Mapping[str, int]) -> OptionList:
    """Only the organisations that are shown are read from the database."""
    selected = query.organisations
    found = _with_selected(counts, selected)
    shown = dict(sorted(found.items(), key=lambda pair: (pair[0] not in selected, -pair[1]))[:MOST])
    options = _options(shown, selected, _organisation_names(shown))
    return OptionList.of("organisation", options, more=len(found) - len(shown))


def _sources(query: SearchQuery, counts: Mapping[str, int]) -> OptionList:
    options = _options(_with_selected(counts, query.sources), query.sources, {})
    return OptionList.of("source", options[:MOST], more=max(0, len(options) - MOST))


def _organisation_names(slugs: Iterable[str]) -> dict[str, str]:
    return dict(Organisation.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))


def _years(query: SearchQuery, counts: Mapping[str, int]) -> tuple[Option, ...]:
    """Years, newest first."""
    selected = [str(year) for year in query.years]
    options = _options(_with_selected(counts, selected), selected, {})
    return tuple(sorted(options, key=lambda option: option.value, reverse=True))


def _buckets(query: SearchQuery, counts: Mapping[str, int], links: SearchLinks) -> tuple[BucketOption, ...]:
    return tuple(
        BucketOption(
            label=bucket_label(bucket),
            count=counts.get(bucket.name, 0),
            is_selected=_is_chosen(bucket, query),
            address=_bucket_address(bucket, links, is_selected=_is_chosen(bucket, query)),
        )
        for bucket in AMOUNT_BUCKETS
        if counts.get(bucket.name) or _is_chosen(bucket, query)
    )


def _is_chosen(bucket: AmountBucket, query: SearchQuery) -> bool:
    return query.has_range and (query.amount_min, query.amount_max) == (bucket.low, _highest(bucket))


def _highest(bucket: AmountBucket) -> Decimal | None:
    """The largest sum in a bucket: sums are counted to the cent."""
    return None if bucket.high is None else bucket.high - CENT


def _bucket_address(bucket: AmountBucket, links: SearchLinks, *, is_selected: bool) -> str:
    if is_selected:
        return links.replaced(amount_min="", amount_max="")
    low, high = bucket.low, _highest(bucket)
    return links.replaced(
        amount_min=in_short(low),  # the ends of buckets are round, so nothing is lost
        amount_max="" if high is None else str(high),
    )


def bucket_label(bucket: AmountBucket) -> str:
    if bucket.low is None:
        return f"under {in_short(bucket.high)}"
    if bucket.high is None:
        return f"{in_short(bucket.low)} and more"
    return f"{in_short(bucket.low)} to {in_short(bucket.high)}"


def chips(query: SearchQuery, panel: FacetPanel, links: SearchLinks) -> tuple[Chip, ...]:
    """Every applied filter."""
    found = [
        *_chips("Region", "region", query.regions, region_names(query.regions), links),
        *_chips(
            "Organisation",
            "organisation",
            query.organisations,
            _labels((*panel.organisations.first, *panel.organisations.rest)),
            links,
        ),
        *_chips("Role", "role", query.roles, dict(Role.choices), links),
        *_chips("Year", "year", map(str, query.years), {}, links),
        *_chips("Source", "source", query.sources, {}, links),
    ]
    if query.has_range:
        found.append(Chip("Amount", _range_label(query), links.replaced(amount_min="", amount_max="")))
    return tuple(found)


def _chips(
    facet: str, name: str, values: Iterable[str], labels: Mapping[str, str], links: SearchLinks
) -> Iterable[Chip]:
    for value in values:
        yield Chip(facet, labels.get(value, value), links.without_value(name, value))


def _labels(options: Iterable[Option]) -> dict[str, str]:
    return {option.value: option.label for option in options}


def _range_label(query: SearchQuery) -> str:
    bucket = next((bucket for bucket in AMOUNT_BUCKETS if _is_chosen(bucket, query)), None)
    if bucket:
        return bucket_label(bucket) + " yuan"
    if query.amount_max is None:
        return f"from {in_short(query.amount_min)} yuan"
    if query.amount_min is None:
        return f"up to {in_short(query.amount_max)} yuan"
    return f"{in_short(query.amount_min)} to {in_short(query.amount_max)} yuan"


def last_page(query: SearchQuery, results: SearchResults) -> int:
    return max(1, -(-min(results.total, WINDOW) // query.page_size))


def pagination(query: SearchQuery, results: SearchResults, links: SearchLinks) -> Pagination:
    last = last_page(query, results)
    return Pagination(
        number=query.page,
        last=last,
        previous=links.page(query.page - 1) if query.page > 1 else "",
        next=links.page(query.page + 1) if query.page < last else "",
    )


def page_title(query: SearchQuery, applied: Iterable[Chip]) -> str:
    """What tells this search from others in a browser's history."""
    page = [f"page {query.page}"] if query.page > 1 else []
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
        (meaning, tuple(Example(text, nothing.replaced(q=text)) for text in texts))
        for meaning, texts in QUERY_HELP
    )
