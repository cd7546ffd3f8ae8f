"""The OpenAPI document, by hand. Tests hold it against the responses and against the parameters that are read."""

from __future__ import annotations

from functools import cache
from typing import Any

from corpus.models import OrganisationKind, Origin, Qualifier, RegionLevel, Role
from search.api.facets import MOST
from search.limits import WINDOW
from search.query import Sort
from search.results import FacetName

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
SUM: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
ADDRESS: Schema = {"type": "string", "format": "uri"}


def _object(description: str = "", **properties: Schema) -> Schema:
    """All properties are always there."""
    said = {"description": description} if description else {}
    return {**said, "type": "object", "required": list(properties), "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


def _of(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _all_of(name: str, more: Schema) -> Schema:
    return {"allOf": [_of(name), more]}


def _enum(values: list[str]) -> Schema:
    return {"type": "string", "enum": values}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


PAGE = _object(
    total_articles=_said(NUMBER, "Articles found."),
    page=_said(NUMBER, "Counted from 1. A page after the last one is answered with the last one."),
    pages=_said(NUMBER, f"Pages that can be read; {WINDOW:,} articles at most. An export has them all."),
    notices=_said(_list(TEXT), "Sentences on how the search was read."),
    self=ADDRESS,
    html=_said(ADDRESS, "The page for people that begins with the first of these."),
    prev=_or_null(ADDRESS),
    next=_or_null(ADDRESS),
)
HEADER = _object(
    id=NUMBER,
    title=_said(TEXT, "How the text begins, with “…”, when the article has none."),
    published=_or_null({"type": "string", "format": "date"}),
    source=TEXT,
    story=_said(NUMBER, "The same for articles that tell the same story: the smallest of their ids."),
    link=_said(ADDRESS, "The article in Gleaner."),
    original=_said(TEXT, "The address that the article came from, empty when it isn't known."),
    regions=_said(_list(_of("Region")), "What the article names, which is what filters go by."),
    organisations=_list(_of("Organisation")),
)
ARTICLE = _all_of(
    "ArticleHeader",
    _object(
        agency=_said(TEXT, "The news agency or wire that the text came from."),
        author=TEXT,
        figures=_said(_list(_of("Figure")), "In the order of the text, whatever the search asks for."),
    ),
)
FIGURE = _object(
    "A sum of money with its role, its year and the sentence that proves it.",
    id=NUMBER,
    text=_said(TEXT, "The sum as the article puts it."),
    value=_said(SUM, "In whole units of the currency."),
    value_high=_said(_or_null(SUM), "The upper end of a range."),
    currency=_said({"type": "string", "pattern": "^[A-Z]{3}$"}, "ISO 4217."),
    value_cny=_said(
        _or_null(SUM),
        "In whole yuan, the scale of filters: by the dollars that the article states, else at the average rate of the "
        "figure's year. Null without a known rate.",
    ),
    value_high_cny=_or_null(SUM),
    value_usd=_said(_or_null(SUM), "In whole US dollars, as stated or converted."),
    role=_said(_enum(Role.values), "`export` is trade: what is exported, imported or both."),
    year=_said(_or_null(NUMBER), "The year of the figure, not of publication."),
    year_inferred=_said(FLAG, "The year was taken from the context or the date of publication."),
    qualifier=_enum(Qualifier.values),
    target=_said(FLAG, "A goal or forecast."),
    doubtful=_said(FLAG, "It can't be right as it stands."),
    origin=_enum(Origin.values),
    organisation=_said(_or_null(_of("Organisation")), "Whose figure it is."),
    region=_said(_or_null(_of("Region")), "Where it belongs."),
    sentence=_said(TEXT, "The sentence that proves it."),
    link=_said(ADDRESS, "The place in the article."),
)
SCHEMAS: dict[str, Schema] = {
    "Region": _object(slug=TEXT, name=TEXT, level=_enum(RegionLevel.values)),
    "Organisation": _object(slug=TEXT, name=TEXT, kind=_enum(OrganisationKind.values)),
    "Figure": FIGURE,
    "ArticleHeader": HEADER,
    "Article": ARTICLE,
    "ArticleWithText": _all_of("Article", _object(text=TEXT)),
    "Fragment": _object(
        "A piece of text. Joined, the fragments of a list are the text.",
        text=TEXT,
        match=_said(FLAG, "The words of the search are what it holds."),
    ),
    "Hit": _all_of(
        "Article", _object(title_fragments=_list(_of("Fragment")), snippets=_list(_list(_of("Fragment"))))
    ),
    "FigureWithArticle": _all_of("Figure", _object(article=_of("ArticleHeader"))),
    "Summary": _object(
        "All figures that are asked for and have a value on the common scale, in whole yuan. A range counts with its middle.",
        number=NUMBER,
        total=_said(SUM, "Added up as they are: the same money may be in several articles."),
        median=SUM,
        smallest=SUM,
        largest=SUM,
        histogram=_list(
            _object(
                "How many are from ten to this power to before ten times that.",
                power_of_ten=NUMBER,
                number=NUMBER,
            )
        ),
    ),
    "Page": PAGE,
    "Facet": _object(
        "Articles by value, each facet under all the other filters.",
        values=_list(_object(value=TEXT, name=TEXT, articles=NUMBER)),
        more=_said(NUMBER, f"Values beyond the {MOST} with most articles."),
        without=_said(NUMBER, "Articles without a value."),
    ),
    "ArticlePage": _all_of(
        "Page",
        _object(
            articles=_list(_of("Hit")),
            facets=_object("", **{str(facet): _of("Facet") for facet in FacetName}),
        ),
    ),
    "FigurePage": _all_of(
        "Page", _object(summary=_or_null(_of("Summary")), figures=_list(_of("FigureWithArticle")))
    ),
    "Named": _object(slug=TEXT, name=TEXT, kind=_said(TEXT, "Or level."), articles=NUMBER),
    "Suggestions": _object(
        completions=_said(_list(TEXT), "Words that begin as the last one does, most frequent first."),
        corrections=_said(_list(TEXT), "Other searches that may have been meant, which find something."),
        organisations=_list(_of("Named")),
        regions=_list(_of("Named")),
    ),
    "Problem": {
        "description": "RFC 9457. `errors` says which parameter can't be read, and where in it (code points from 0).",
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": NUMBER,
            "detail": TEXT,
            "errors": _list(
                {
                    "type": "object",
                    "required": ["parameter", "detail"],
                    "properties": {"parameter": TEXT, "detail": TEXT, "position": NUMBER},
                }
            ),
        },
    },
}

NONE = "`none` stands for articles that have none."


def _many(name: str, description: str, items: Schema = TEXT) -> Schema:
    """A filter that may be repeated: its values are alternatives."""
    return _parameter(name, f"{description} May be repeated: any of them.", _list(items))


def _parameter(name: str, description: str, schema: Schema = TEXT) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


PARAMETERS = [
    _parameter("q", "What to look for, as typed on the page. All words are required."),
    _many(
        "region",
        f"Slugs of regions; each includes all that is inside it, and one inside another stands for it. {NONE}",
    ),
    _many("organisation", f"Slugs of organisations. {NONE}"),
    _many("role", f"Roles of a figure. {NONE}", _enum([*Role.values, "none"])),
    _parameter(
        "amount_min",
        "The least a figure may be: `300m`, `1.5bn`, `$20m`, `₹500 crore`; yuan without a currency. "
        "Another currency counts at the average rate of each figure's year.",
    ),
    _parameter("amount_max", "The most it may be."),
    _many("figure_year", "Years of a figure.", NUMBER),
    _parameter("target", "Only goals and forecasts, or none of them.", _enum(["yes", "no"])),
    _many("year", "Years of publication. `none` stands for articles without a date."),
    _parameter("from", "Published then or later: `2024`, `2024-04` or `2024-04-26`."),
    _parameter("to", "Published then or earlier."),
    _many("source", f"Names of sources. {NONE}"),
    _many("not_region", "Leave these out."),
    _many("not_organisation", "Leave these out."),
    _many("not_source", "Leave these out."),
    _parameter("sort", "The order.", _enum([sort.value for sort in Sort])),
    _parameter(
        "folded",
        "How the page shows stories. Of no effect here: every article is given.",
        _enum(["yes", "no"]),
    ),
    _parameter("page", "Which page, counted from 1.", NUMBER),
]

LINK = {"Link": {"description": "`next` and `prev`, as in the answer.", "schema": TEXT}}
TAG = {
    "ETag": {"description": "Send it back as If-None-Match: 304 says that nothing changed.", "schema": TEXT}
}


def _response(
    description: str, schema: str, *, media: str = "application/json", headers: Schema | None = None
) -> Schema:
    return {
        "description": description,
        "headers": headers or {},
        "content": {media: {"schema": _of(schema)}},
    }


def _refusal(description: str, headers: Schema | None = None) -> Schema:
    return _response(description, "Problem", media="application/problem+json", headers=headers)


WAIT: Schema = {"Retry-After": {"description": "Seconds.", "schema": NUMBER}}
UNREADABLE = {"400": _refusal("A parameter is unknown or can't be read.")}
UNAVAILABLE = {"503": _refusal("The index can't answer now.", WAIT)}
ALWAYS = {
    "304": {"description": "Nothing changed since the tag that was sent."},
    "429": _refusal("Too many requests in a minute.", WAIT),
}


def _get(
    name: str,
    summary: str,
    schema: str,
    parameters: list[Schema],
    others: Schema,
    *,
    headers: Schema | None = None,
) -> Schema:
    answer = _response(summary, schema, headers=TAG | (headers or {}))
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters,
            "responses": {"200": answer, **others, **ALWAYS},
        }
    }


ID = {"name": "id", "in": "path", "required": True, "schema": NUMBER}
PATHS = {
    "/search": _get(
        "search", "Articles found", "ArticlePage", PARAMETERS, UNREADABLE | UNAVAILABLE, headers=LINK
    ),
    "/figures": _get(
        "figures",
        "The figures asked for, of one page of the articles found",
        "FigurePage",
        PARAMETERS,
        UNREADABLE | UNAVAILABLE,
        headers=LINK,
    ),
    "/articles/{id}": _get(
        "article",
        "One article with its text",
        "ArticleWithText",
        [ID],
        UNREADABLE | {"404": _refusal("There is no such article.")},
    ),
    "/suggest": _get(
        "suggest",
        "What words that are being typed may mean",
        "Suggestions",
        [_parameter("q", "What is typed so far.")],
        UNREADABLE | UNAVAILABLE,
    ),
}


@cache
def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Gleaner",
            "version": "1",
            "description": "News about regional industry: who put how much money where, and when. Reading needs no account.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": PATHS,
        "components": {"schemas": SCHEMAS},
    }
