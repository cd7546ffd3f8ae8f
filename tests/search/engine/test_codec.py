"""Whoosh's queries over our segments give what they give over its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from whoosh.query import Or, Term

from tests.search.engine.equivalence import found_by, our_index, stock_searcher
from tests.search.engine.samples import QUERIES, sample_index

if TYPE_CHECKING:
    from whoosh.query import Query
    from whoosh.searching import Searcher

    from tests.search.engine.equivalence import Part


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    return sample_index()


@pytest.fixture(scope="module")
def stock(parts: list[Part]) -> Searcher:
    return stock_searcher(parts)


@pytest.fixture(scope="module")
def ours(parts: list[Part], tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return our_index(tmp_path_factory.mktemp("index"), parts).searcher


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_finds_the_same_with_the_same_scores(query: Query, ours: Searcher, stock: Searcher) -> None:
    assert found_by(ours, query) == pytest.approx(found_by(stock, query), rel=1e-9)


def test_the_best_are_the_same_in_the_same_order(ours: Searcher, stock: Searcher) -> None:
    """Whoosh's own codec skips blocks that can't be among them; ours doesn't."""
    query = Or([Term("body", word) for word in ("steel", "plant", "wind")])
    mine, theirs = (searcher.search(query, limit=20).top_n for searcher in (ours, stock))
    assert [number for _, number in mine] == [number for _, number in theirs]
    assert [score for score, _ in mine] == pytest.approx([score for score, _ in theirs], rel=1e-9)


@pytest.mark.parametrize("field", ["title", "body", "source", "region", "org", "forms"])
def test_terms_and_their_statistics_are_the_same(field: str, ours: Searcher, stock: Searcher) -> None:
    mine, theirs = ours.reader(), stock.reader()
    terms = list(theirs.lexicon(field))
    assert list(mine.lexicon(field)) == terms
    for term in terms:
        assert _common(mine.term_info(field, term)) == _common(theirs.term_info(field, term))
    assert mine.field_length(field) == theirs.field_length(field)


def _common(info: object) -> dict[str, object]:
    """Without where Whoosh's codec keeps the postings."""
    return {
        name: value for name, value in vars(info).items() if name not in ("_offset", "_length", "_inlined")
    }


def test_positions_and_occurrences_are_the_same(ours: Searcher, stock: Searcher) -> None:
    for (mine, _), (theirs, _) in zip(ours.leaf_searchers(), stock.leaf_searchers(), strict=True):
        for term in theirs.reader().lexicon("body"):
            left, right = (leaf.reader().postings("body", term) for leaf in (mine, theirs))
            assert list(left.all_items()) == list(right.all_items())
            left, right = (leaf.reader().postings("body", term) for leaf in (mine, theirs))
            assert list(left.items_as("frequency")) == list(right.items_as("frequency"))


def test_skipping_ahead_ends_at_the_same_document(ours: Searcher, stock: Searcher) -> None:
    leaves = [searcher.leaf_searchers()[0][0] for searcher in (ours, stock)]
    for target in range(0, 330, 11):
        mine, theirs = (leaf.postings("body", "steel") for leaf in leaves)
        for matcher in (mine, theirs):
            matcher.skip_to(target)
        assert mine.is_active() == theirs.is_active()
        assert not mine.is_active() or (mine.id(), mine.score()) == (
            theirs.id(),
            pytest.approx(theirs.score()),
        )


def test_a_document_has_its_number_title_and_text(ours: Searcher, parts: list[Part]) -> None:
    article = parts[2].documents[5]
    assert ours.stored_fields(331 + 5) == {"id": "336", "title": article.title, "body": article.body}


def test_lengths_are_the_same_and_an_empty_field_has_the_default(ours: Searcher, stock: Searcher) -> None:
    """Whoosh gives None for it."""
    for number in range(331):
        length = stock.reader().doc_field_length(number, "title", 7)
        assert ours.reader().doc_field_length(number, "title", 7) == (length or 7)
