"""What is answered. Backends return plain values, never HTML; templates escape."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    (the beginning of the body when no word of the query is in it)."""

    article_id: int
    score: float
    title: Snippet
    snippets: tuple[Snippet, ...]


class FacetName(StrEnum):
    REGION = "region"  # values: region slugs, ancestors included
    ORGANISATION = "organisation"  # values: organisation slugs
    ROLE = "role"  # values: roles of amounts
    AMOUNT = "amount"  # values: names of facets.AMOUNT_BUCKETS
    YEAR = "year"  # values: years of publication
    SOURCE = "source"  # values: source names


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to a `SearchQuery`.

    `total` counts distinct articles. `facets` holds, for each facet, value -> number of distinct articles that match
    the words and all filters but the facet's own (role and amount share one filter: each is counted under the other,
    over the same amounts). Values without articles are left out. `notices` are sentences for the person who asked,
    such as that a prefix stands for too many words."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[FacetName, Mapping[str, int]]
    notices: tuple[str, ...] = field(default=())
