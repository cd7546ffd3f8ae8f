"""What the search page shows: results joined with what the database knows, ready for templates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.models import Article, Organisation, Role
from corpus.money import in_short
from search.facets import AMOUNT_BUCKETS, AmountBucket
from search.query import WINDOW
from search.region_tree import RegionNode, region_names, region_tree
from search.results import FacetName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.models import Amount
    from search.links import SearchLinks
    from search.query import SearchQuery
    from search.results import Hit, SearchResults, Snippet

MOST = 60  # values of a facet in the page
FIGURES = 4  # figures shown with a hit
CENT = Decimal("0.01")
SENTENCE_ENDS = (".", "!", "?", "”", '"', ")", "]", ":", "。")


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet. Selected ones come first, then by count, then by name."""

    value: str
    label: str
    count: int
    is_selected: bool


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

    regions: tuple[RegionNode, ...]
    macro_regions: tuple[RegionNode, ...]
    organisations: tuple[Option, ...]
    roles: tuple[Option, ...]
    buckets: tuple[BucketOption, ...]
    years: tuple[Option, ...]
    sources: tuple[Option, ...]


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
    organisations = _with_selected(facets.get(FacetName.ORGANISATION, {}), query.organisations)
    shown = dict(
        sorted(organisations.items(), key=lambda pair: (pair[0] not in query.organisations, -pair[1]))[:MOST]
    )
    return FacetPanel(
        regions=regions,
        macro_regions=macro_regions,
        organisations=_options(shown, query.organisations, _organisation_names(shown)),
        roles=_options(
            _with_selected(facets.get(FacetName.ROLE, {}), query.roles), query.roles, dict(Role.choices)
        ),
        buckets=_buckets(query, facets.get(FacetName.AMOUNT, {}), links),
        years=_years(query, facets.get(FacetName.YEAR, {})),
        sources=_options(_with_selected(facets.get(FacetName.SOURCE, {}), query.sources), query.sources, {})[
            :MOST
        ],
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
    return tuple(sorted(options, key=lambda o: (not o.is_selected, -o.count, o.label.casefold())))


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
        amount_min="" if low is None else str(low), amount_max="" if high is None else str(high)
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
        *_chips("Organisation", "organisation", query.organisations, _labels(panel.organisations), links),
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


def pagination(query: SearchQuery, results: SearchResults, links: SearchLinks) -> Pagination:
    last = max(1, -(-min(results.total, WINDOW) // query.page_size))
    return Pagination(
        number=query.page,
        last=last,
        previous=links.page(min(query.page - 1, last)) if query.page > 1 else "",
        next=links.page(query.page + 1) if query.page < last else "",
    )
