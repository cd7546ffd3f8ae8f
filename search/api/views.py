"""The API's answers."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from corpus.formats import exact_number
from corpus.models import Article
from search.api.endpoint import answered, endpoint
from search.api.facets import facet_rows
from search.api.openapi import document
from search.api.problems import problem
from search.asking import answer, last_page, query_of, typed_words
from search.backends import get_backend
from search.figures import asked_figures
from search.forms import SearchForm
from search.links import SearchLinks
from search.loading import load_articles
from search.names import organisations_like, regions_like
from search.panel.amounts import scope_lines
from search.query import PAGE_SIZE
from search.refusals import Refusal
from search.results import Fragment
from search.rows import Rows
from search.take_away import address_under
from search.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from search.query import SearchQuery
    from search.results import FigureSummary, Hit, SearchResults, Snippet
    from search.rows import Row

ARTICLES = 20  # a page; a program reads more at once than a person
SUGGESTED = 8  # of each kind
PARAMETERS = tuple(SearchForm.base_fields)


@endpoint(*PARAMETERS)
def search(request: HttpRequest) -> HttpResponse:
    """Articles, as on the page."""
    query, results = answer(replace(query_of(request.GET), page_size=ARTICLES))
    known = {parts.article.pk: parts for parts in load_articles([hit.article_id for hit in results.hits])}
    rows = Rows.of(request)
    found = [
        {
            **rows.article(known[hit.article_id]),
            "title_fragments": _fragments(_title(hit, known[hit.article_id].article)),
            "snippets": [_fragments(snippet) for snippet in hit.snippets],
        }
        for hit in results.hits
        if hit.article_id in known
    ]
    return _page(request, query, results, {"articles": found, "facets": facet_rows(results.facets)})


@endpoint(*PARAMETERS)
def figures(request: HttpRequest) -> HttpResponse:
    """The figures asked for of a page of articles, and what all of them come to."""
    asked = replace(
        query_of(request.GET), page_size=ARTICLES, facets=(), with_fragments=False, with_summary=True
    )
    query, results = answer(asked)
    rows = Rows.of(request)
    found = [
        figure
        for parts in load_articles([hit.article_id for hit in results.hits])
        for figure in rows.figures(parts, asked_figures(query, parts.amounts))
    ]
    body = {"summary": _summary(results.summary), "figures": found}
    return _page(request, query, results, body, notices=scope_lines(query))


@endpoint()
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article with its text."""
    text = Article.objects.filter(pk=pk).values_list("body", flat=True).first()
    if text is None:
        return problem(Refusal(404, f"There is no article {pk}."))
    (found,) = load_articles([pk])
    return answered({**Rows.of(request).article(found), "text": text})


@endpoint("q")
def suggest(request: HttpRequest) -> HttpResponse:
    """What a search that begins so may mean."""
    text = typed_words(request.GET)
    words = get_backend().suggest(text, limit=SUGGESTED)
    return answered(
        {
            "completions": list(words.completions),
            "corrections": list(words.corrections),
            "organisations": [asdict(named) for named in organisations_like(text, limit=SUGGESTED)],
            "regions": [asdict(named) for named in regions_like(text, limit=SUGGESTED)],
        }
    )


@endpoint()
def openapi(request: HttpRequest) -> HttpResponse:
    return answered(document())


@endpoint()
def nowhere(request: HttpRequest, path: str) -> HttpResponse:
    return problem(Refusal(404, "There is no such address in the API; openapi.json lists them."))


def _page(
    request: HttpRequest,
    query: SearchQuery,
    results: SearchResults,
    found: Row,
    *,
    notices: Iterable[str] = (),
) -> HttpResponse:
    """A page of a search with the addresses of those beside it."""
    last = last_page(query, results)
    beside = {
        "prev": query.page - 1 if query.page > 1 else 0,
        "next": query.page + 1 if query.page < last else 0,
    }
    links = SearchLinks.of(request.GET)

    def address(page: int) -> str:
        return request.build_absolute_uri(
            address_under(links.on_page(page), request.resolver_match.view_name)  # type: ignore[union-attr]
        )

    body: dict[str, Any] = {
        "total_articles": results.total,
        "page": query.page,
        "pages": last,
        "notices": [*map(worded, results.notices), *notices],
        **found,
        "self": address(query.page),
        "html": request.build_absolute_uri(links.replaced(folded="no").on_page(_shown_on(query)).address),
        **{relation: address(page) if page else None for relation, page in beside.items()},
    }
    return answered(body, links={relation: address(page) for relation, page in beside.items() if page})


def _shown_on(query: SearchQuery) -> int:
    """The page of the site that has the first article of the API's."""
    return query.offset // PAGE_SIZE + 1


def _title(hit: Hit, article: Article) -> Snippet:
    return hit.title if article.title else (Fragment(article.headline),)


def _fragments(snippet: Snippet) -> list[Row]:
    return [{"text": fragment.text, "match": fragment.is_match} for fragment in snippet]


def _summary(summary: FigureSummary | None) -> Row | None:
    if summary is None:
        return None
    sums = {name: exact_number(getattr(summary, name)) for name in ("total", "median", "smallest", "largest")}
    histogram = [{"power_of_ten": power, "number": found} for power, found in summary.histogram]
    return {"number": summary.number, **sums, "histogram": histogram}
