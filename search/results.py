"""What is answered. Backends return plain values, never HTML; templates escape."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from search.messages import Message


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text; `is_match` when the query's words are what it holds."""

    text: str
    is_match: bool = False


Snippet = tuple[Fragment, ...]
"""A passage of the body as fragments in order; joined they are the passage."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One found article. `title` is the whole title in fragments; `snippets` are the best passages in text order
    (the beginning of the body when no word of the query is in it). `others` are the articles of the same story that are found,
    too, in the query's order, when it folds them."""

    article_id: int
    score: float
    title: Snippet
    snippets: tuple[Snippet, ...]
    others: tuple[int, ...] = ()


class FacetName(StrEnum):
    REGION = "region"  # values: region slugs, ancestors included
    ORGANISATION = "organisation"  # values: organisation slugs
    ROLE = "role"  # values: roles of amounts
    AMOUNT = "amount"  # values: names of facets.AMOUNT_BUCKETS
    FIGURE_YEAR = "figure_year"  # values: years of amounts
    TARGET = "target"  # values: "yes" for goals and forecasts, "no" for other amounts
    YEAR = "year"  # values: years of publication
    MONTH = "month"  # values: months of publication, "2024-04"
    SOURCE = "source"  # values: source names


class Counts(Mapping[str, int]):
    """Distinct articles by value of a facet; values without articles are left out. `without` is how many articles have
    no value."""

    without: int

    @abstractmethod
    def most_common(self, number: int) -> list[tuple[str, int]]:
        """So many values with most articles, and how many these are; ties by value."""


@dataclass(frozen=True, slots=True)
class FigureSummary:
    """The amounts of the articles found that the filters of amounts hold for, on the common scale in whole yuan. A range
    counts with its middle. `histogram` counts them by power of ten: (12, 3) for three from 10^12 to before 10^13."""

    number: int
    total: Decimal
    median: Decimal
    smallest: Decimal
    largest: Decimal
    histogram: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to a `SearchQuery`.

    `total` counts distinct articles. `facets` holds, for each facet that was asked for, value -> number of distinct articles that match
    the words and all filters but the facet's own. What filters amounts is one filter: role, amount, figure year and target
    are each counted under the others, over the same amounts. Year and month share one filter, too. `notices` are
    sentences for the person who asked, such as that a word with * stands for too many words. `summary` is None when it
    wasn't asked for or there is nothing to sum up. `stories` counts an article by itself as one, too; None when the query
    doesn't fold."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[FacetName, Counts]
    notices: tuple[Message, ...] = field(default=())
    summary: FigureSummary | None = None
    stories: int | None = None

    @property
    def length(self) -> int:
        """How many hits there are to page through."""
        return self.total if self.stories is None else self.stories


@dataclass(frozen=True, slots=True)
class AlikeArticle:
    """An article like another one, and what both have, the most telling first: words as the other one writes them, slugs of
    organisations and regions."""

    article_id: int
    score: float
    words: tuple[str, ...]
    organisations: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a person may have wanted to type. `completions` are words that begin with the last one typed, most frequent
    first; `corrections` are other texts for the whole query, which find something, the most likely first."""

    completions: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
