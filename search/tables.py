"""Articles and figures as the cells of a table."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.rows import Row

    Cell = Callable[[Row], Any]


def _names_of(what: str) -> Cell:
    return lambda row: "; ".join(named["name"] for named in row[what])


def _name_of(what: str) -> Cell:
    return lambda row: row[what]["name"] if row[what] else ""


def _of_article(name: str) -> Cell:
    return lambda row: row["article"][name]


ARTICLE_COLUMNS: dict[str, Cell] = {
    "id": itemgetter("id"),
    "title": itemgetter("title"),
    "published": itemgetter("published"),
    "source": itemgetter("source"),
    "story": itemgetter("story"),
    "agency": itemgetter("agency"),
    "author": itemgetter("author"),
    "regions": _names_of("regions"),
    "organisations": _names_of("organisations"),
    "figures": lambda row: len(row["figures"]),
    "link": itemgetter("link"),
    "original": itemgetter("original"),
}
AS_THEY_ARE = (
    "id", "text", "value", "value_high", "currency", "value_cny", "value_high_cny", "value_usd", "role", "year",
    "year_inferred", "qualifier", "target", "doubtful",
)  # fmt: skip
FIGURE_COLUMNS: dict[str, Cell] = {
    **{name: itemgetter(name) for name in AS_THEY_ARE},
    "organisation": _name_of("organisation"),
    "region": _name_of("region"),
    "article_organisations": lambda row: _names_of("organisations")(row["article"]),
    "article_regions": lambda row: _names_of("regions")(row["article"]),
    "sentence": itemgetter("sentence"),
    "title": _of_article("title"),
    "published": _of_article("published"),
    "source": _of_article("source"),
    "story": _of_article("story"),
    "link": itemgetter("link"),
    "original": _of_article("original"),
}
