"""HTML pages: the main text with the lines of its header, and what the page says of itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lxml import etree, html  # type: ignore[import-untyped]

from corpus.extraction.agencies import agency_of
from corpus.extraction.date_patterns import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Names of <meta> tags for each key, the most reliable first; Chinese government sites have their own set.
_META = {
    "title": ("og:title", "articletitle", "dc.title", "twitter:title"),
    "date": (
        "article:published_time", "og:published_time", "pubdate", "publishdate", "publish_date", "publish-date",
        "publication_date", "datepublished", "dc.date.issued", "dc.date", "dcterms.created", "sailthru.date",
        "parsely-pub-date", "cxenseparse:recs:publishtime", "date", "article:modified_time",
    ),
    "source": ("contentsource", "source", "article:publisher_name", "dc.publisher", "publisher", "og:site_name"),
    "author": ("author", "dc.creator", "article:author", "parsely-author", "byl"),
    "agency": ("agency", "newsagency", "news_agency", "article:agency", "wire"),
    "url": ("og:url", "twitter:url"),
}  # fmt: skip
_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "ReportageNewsArticle",
    "TechArticle",
    "WebPage",
)
_BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "section", "table", "td", "th",
    "title", "tr", "ul",
}  # fmt: skip
_UNSEEN = ("script", "style", "noscript", "template", "svg", "select", "option", "head", "iframe", "textarea")
_LONGEST_HEADER_LINE = 200
_HEADER_LINES = 10
_DEEPEST = 100  # levels of JSON-LD nesting that are followed

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)


def read(text: str) -> tuple[str, Mapping[str, str]]:
    """The page's text and metadata; both are empty where there is no markup to speak of."""
    tree = _parse(text)
    if tree is None:
        return "", {}
    metadata = _metadata(tree)
    lines = list(_visible_lines(tree))
    main = _main_lines(text) or lines
    return "\n\n".join([*_header_lines(lines, main, metadata.get("title", "")), *main]), metadata


def _parse(text: str) -> html.HtmlElement | None:
    try:
        return html.document_fromstring(_XML_DECLARATION.sub("", text))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _main_lines(text: str) -> list[str]:
    import trafilatura  # takes a second to import, and only HTML needs it

    main = trafilatura.extract(
        text, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    return [line.strip() for line in (main or "").split("\n") if line.strip()]


def _header_lines(lines: list[str], main: list[str], title: str) -> list[str]:
    """The lines between the title and the main text: dates and bylines, which trafilatura leaves out."""
    if not main or main == lines:
        return []
    start = next((i for i, line in enumerate(lines) if line and main[0].startswith(line[:60])), 0)
    before = lines[max(0, start - _HEADER_LINES) : start]
    titles = [i for i, line in enumerate(before) if line == title]
    header = before[titles[-1] + 1 :] if titles else before[-3:]
    return [line for line in header if len(line) <= _LONGEST_HEADER_LINE and line not in main]


def _visible_lines(tree: html.HtmlElement) -> Iterator[str]:
    """The text of the page, one line for each block. Takes what nobody sees out of the tree."""
    etree.strip_elements(tree, *_UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from _line(parts)
        parts.append((element.text if event == "start" else element.tail) or "")
    yield from _line(parts)


def _line(parts: list[str]) -> list[str]:
    line = " ".join("".join(parts).split())
    parts.clear()
    return [line] if line else []


def _metadata(tree: html.HtmlElement) -> dict[str, str]:
    """What the page says of itself; for each key the first that says anything wins."""
    found: dict[str, str] = {}
    for key, value in (*_from_json_ld(tree), *_from_meta(tree), *_from_elements(tree)):
        value = _iso_date(value) if key == "date" else " ".join(value.split())
        if value:
            found.setdefault(key, value)
    return found


def _iso_date(value: str) -> str:
    parsed = parse_date(value)
    return parsed.isoformat() if parsed else ""


def _from_meta(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    contents: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        contents.setdefault(name.strip().lower(), element.get("content") or "")
    for key, names in _META.items():
        for name in names:
            yield key, contents.get(name, "")


def _from_elements(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    headings = [heading.text_content() for heading in tree.iter("h1")]
    if len(headings) == 1:
        yield "title", headings[0]
    for element in tree.iter("title"):
        yield "title", element.text or ""
    yield "date", _time(tree)
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            yield "url", element.get("href") or ""


def _time(tree: html.HtmlElement) -> str:
    """The first <time> of the article, or else the one that all agree on: lists of other stories have theirs."""
    in_article = tree.findall(".//article//time")
    values = [
        element.get("datetime") or element.text_content() for element in in_article or tree.iter("time")
    ]
    return values[0] if values and (in_article or len(set(values)) == 1) else ""


def _from_json_ld(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for item in _items(_load(script.text or "")):
                yield from _from_item(item)


def _load(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _items(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The articles in JSON-LD, which comes as an object, a list, or a list under "@graph"."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for part in data:
            yield from _items(part, depth + 1)
    elif isinstance(data, dict):
        if set(_strings(data.get("@type"))) & set(_ARTICLE_TYPES):
            yield data
        yield from _items(data.get("@graph"), depth + 1)


def _from_item(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, name in (
        ("title", "headline"),
        ("date", "datePublished"),
        ("source", "publisher"),
        ("url", "url"),
    ):
        yield key, next(iter(_names(item.get(name))), "")
    yield "author", ", ".join(_names(item.get("author")))
    # The provider is most often the site, and it is an agency only where it is called so.
    providers = (*_names(item.get("sourceOrganization")), *_names(item.get("provider")))
    yield "agency", next(filter(agency_of, providers), "")


def _names(value: Any) -> Iterable[str]:
    """A text, the name of an object, or those of a list of them."""
    parts = value if isinstance(value, list) else [value]
    for part in parts:
        yield from _strings(part.get("name") if isinstance(part, dict) else part)


def _strings(value: Any) -> list[str]:
    return [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str)]
