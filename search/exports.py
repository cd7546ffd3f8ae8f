"""Downloads of exactly what a search finds, however many: articles, or one row for each figure that is asked for.

Ids are had at once, rows in batches of a fixed number of queries, so memory and locks don't grow with the download. Its end
is the sign that it is whole: one that takes longer than `LONGEST` is broken off and never ends as if it were.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from corpus.formats import as_csv, as_json, as_json_lines
from search.asking import query_of
from search.backends import get_backend
from search.figures import asked_figures
from search.loading import load_articles
from search.refusals import explained_plainly
from search.rows import Rows
from search.stamps import conditional
from search.tables import ARTICLE_COLUMNS, FIGURE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from search.query import SearchQuery
    from search.rows import Row
    from search.tables import Cell


BATCH = 500  # articles read at once
LONGEST = 600.0  # seconds for a download


class BrokenOff(Exception):
    """A download took too long."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows are: `of` reads those of a batch of articles."""

    columns: Mapping[str, Cell]
    of: Callable[[Rows, SearchQuery, Sequence[int]], list[Row]]


def _articles(rows: Rows, query: SearchQuery, ids: Sequence[int]) -> list[Row]:
    return [rows.article(parts) for parts in load_articles(ids)]


def _figures(rows: Rows, query: SearchQuery, ids: Sequence[int]) -> list[Row]:
    return [
        figure
        for parts in load_articles(ids)
        for figure in rows.figures(parts, asked_figures(query, parts.amounts))
    ]


SHAPES = {"articles": Shape(ARTICLE_COLUMNS, _articles), "figures": Shape(FIGURE_COLUMNS, _figures)}
CONTENT_TYPES = {"csv": "text/csv", "json": "application/json", "jsonl": "application/x-ndjson"}
"""By ending."""


@require_safe
@explained_plainly
@conditional()
def export(request: HttpRequest, rows: str, ending: str) -> HttpResponseBase:
    """`rows` is a key of `SHAPES`, `ending` of `CONTENT_TYPES`."""
    query, shape = query_of(request.GET), SHAPES[rows]
    ids = get_backend().found(query)
    headers = {
        "Content-Type": f"{CONTENT_TYPES[ending]}; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{file_name(rows, query, timezone.localdate())}.{ending}"',
    }
    if request.method == "HEAD":
        return StreamingHttpResponse(headers=headers)  # says nothing of a length, which isn't known
    of_site, until = Rows.of(request), time.monotonic() + LONGEST
    batches = (shape.of(of_site, query, batch) for batch in _batches(ids, until=until))
    match ending:
        case "csv":
            content = as_csv(batches, shape.columns)
        case "json":
            content = as_json(batches)
        case _:
            content = as_json_lines(batches)
    return StreamingHttpResponse(content, headers=headers)


def _batches(ids: Sequence[int], *, until: float) -> Iterator[Sequence[int]]:
    """So many at a time. Raises `BrokenOff` when it is later than `until` (on the monotonic clock)."""
    for start in range(0, len(ids), BATCH):
        if time.monotonic() > until:
            raise BrokenOff(f"After {start} of {len(ids)} articles.")
        yield ids[start : start + BATCH]


def file_name(rows: str, query: SearchQuery, day: date) -> str:
    """What and when, in letters that any disk takes: "gleaner-figures-biomedical-tianjin-2024-04-26"."""
    said = slugify(" ".join((query.text, *query.regions, *query.organisations)))[:60].strip("-")
    return "-".join(filter(None, ("gleaner", rows, said, f"{day:%Y-%m-%d}")))
