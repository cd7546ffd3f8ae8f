"""An index with what is rare in small ones, and a query of each kind that Whoosh knows."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from whoosh import query as q

from search.backends.whoosh.execution.matching import AnyOf, PlacedTerms, Without
from tests.search.contract import document
from tests.search.engine.equivalence import Part

if TYPE_CHECKING:
    from search.documents import SearchDocument

TEXT = """
fund funds fuel found steel steal port ports part parting energy wind plant plants planet import important news
Tianjin Hebei Xi'an CAR-T PD-1 Beijing-Tianjin-Hebei 5.7 2022-2025 R&D Müller 上海 the of and
"""
WORDS = TEXT.split()
COMMON_FIRST = [1 / (n + 1) for n in range(len(WORDS))]


def article(random: Random, number: int) -> SearchDocument:
    """Some words are common, most are rare; a field may be empty."""

    def text(most: int) -> str:
        return " ".join(random.choices(WORDS, COMMON_FIRST, k=random.randint(0, most)))

    return document(
        number,
        title=text(6),
        body=text(60),
        source=random.choice(("China Daily", "Xinhua", "")),
        region_names=("Hebei", "Hebei Province")[: random.randint(0, 2)],
        organisation_names=("Wind Energy Fund", "Steel Plant")[: random.randint(0, 2)],
    )


def sample_index() -> list[Part]:
    """Terms with more postings than a block of Whoosh's or of ours; with more occurrences than a code has room for; a
    segment of one document; deleted documents."""
    random = Random(4)  # noqa: S311
    articles = [article(random, number) for number in range(500)]
    articles[7] = document(7, title="Steel", body="steel plant " * 300 + "x " * 70_000 + "wind plant")
    return [
        Part(articles[:330], frozenset(random.sample(range(330), 40))),
        Part(articles[330:331]),
        Part(articles[331:], frozenset({0, 168})),
    ]


def body(text: str, boost: float = 1.0) -> q.Term:
    return q.Term("body", text, boost=boost)


QUERIES = {
    "term": body("steel"),
    "boosted term": body("steel", boost=2.5),
    "term of one document": body("x"),
    "term of no document": body("zinc"),
    "term not in ASCII": body("muller"),
    "term of a name": q.Term("region", "hebei"),
    "term without score": q.Term("forms", "plants"),
    "field that isn't there": q.Term("nothing", "fund"),
    "and": q.And([body("fund"), body("plant"), q.Term("title", "fund")]),
    "and of a term twice": q.And([body("plant"), body("plant")]),
    "or": q.Or([body("import"), body("important"), q.Term("title", "hebei", boost=2.5)], boost=1.5),
    "not": q.Not(body("fund")),
    "and with not": q.And([body("wind"), q.Not(q.Or([body("fuel"), body("port")]))]),
    "and not": q.AndNot(body("wind"), body("port")),
    "and maybe": q.AndMaybe(body("wind"), body("port")),
    "require": q.Require(body("wind"), body("port")),
    "phrase": q.Phrase("body", ["steel", "plant"]),
    "phrase with slop": q.Phrase("body", ["wind", "energi"], slop=3),
    "phrase with a word twice": q.Phrase("body", ["fund", "fund"]),
    "phrase between names": q.Phrase("region", ["hebei", "hebei"], slop=8),
    "prefix": q.Prefix("body", "p"),
    "prefix of all": q.Prefix("title", ""),
    "prefix of none": q.Prefix("body", "zz"),
    "prefix not in ASCII": q.Prefix("body", "上"),
    "wildcard": q.Wildcard("body", "p*n?"),
    "wildcard without prefix": q.Wildcard("body", "*t"),
    "regex": q.Regex("title", "(fu|wi)[en].*"),
    "fuzzy": q.FuzzyTerm("body", "steep", maxdist=2),
    "fuzzy with prefix": q.FuzzyTerm("body", "funk", prefixlength=2, constantscore=False),
    "range": q.TermRange("body", "f", "port", endexcl=True),
    "open range": q.TermRange("title", None, "hebei"),
    "every": q.Every(),
    "every with the field": q.Every("title"),
    "constant score": q.ConstantScoreQuery(q.Prefix("body", "fu"), score=3.0),
    "disjunction": q.DisjunctionMax([body("fuel"), q.Term("title", "fuel", boost=2.5)]),
    "near": q.SpanNear2([body("wind"), body("port"), body("fund")], slop=4),
    "first": q.SpanFirst(body("plant"), limit=3),
    "null": q.NullQuery,
}

OWN = {
    "placed": PlacedTerms("body", ((0, "steel"), (1, "plant")), boost=2.5),
    "placed, as often as a code has no room for": PlacedTerms(
        "body", ((0, "plant"), (1, "steel"), (2, "plant"))
    ),
    "placed farther": PlacedTerms("body", ((0, "wind"), (2, "port"), (2, "port")), slop=2),
    "placed beyond 65,535": PlacedTerms("body", ((0, "x"), (1, "wind"))),
    "any of": AnyOf("body", [b"fund", b"zinc", b"muller"], prefix=b"p", score=2.5),
    "without": Without(AnyOf("title", [b"wind"]), PlacedTerms("body", ((0, "fund"), (1, "fund")))),
}
