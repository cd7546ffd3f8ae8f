"""The engine finds the same documents with the same scores as Whoosh's matchers over the same segments, except where
those are wrong."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as q

from search.backends.whoosh.execution.execute import _likely
from search.backends.whoosh.execution.matching import AnyOf, PlacedTerms, Without
from search.backends.whoosh.segments.postings import APART
from search.backends.whoosh.words.placing import following
from tests.search.contract import document
from tests.search.engine.equivalence import Part, our_index, walk
from tests.search.engine.samples import OWN, QUERIES, sample_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whoosh.query import Query

    from search.documents import SearchDocument
    from tests.search.engine.equivalence import Ours

WORDS = ("wind", "winds", "fund", "port", "the", "Wind-Fund", "PD-1")
TERMS = ("wind", "fund", "port", "windfund", "pd1", "zinc")  # the last is nowhere

# Indexes


def texts(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), max_size=most).map(" ".join)


documents = st.builds(document, st.just(1), title=texts(3), body=texts(12))


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """Now and then most documents are alike, so that some lists are long and some are short."""
    found: list[SearchDocument] = draw(st.lists(documents, min_size=1, max_size=8))
    found += [document(1, body="port")] * draw(st.sampled_from([0, 0, 60]))
    draw(st.randoms(use_true_random=False)).shuffle(found)
    return Part(found, draw(st.frozensets(st.integers(0, len(found) - 1), max_size=8)))


indexes = st.lists(parts(), max_size=4)

# Queries


fields = st.sampled_from(["title", "body"])
terms = st.sampled_from(TERMS)
boosts = st.sampled_from([1.0, 2.5, 0.5])


@st.composite
def placed_terms(draw: st.DrawFn) -> Query:
    offsets = sorted(draw(st.lists(st.integers(0, 4), min_size=1, max_size=4)))
    reading = tuple((offset - offsets[0], draw(terms)) for offset in offsets)
    return PlacedTerms(draw(fields), reading, slop=draw(st.integers(0, 3)), boost=draw(boosts))


leaves = st.one_of(
    st.builds(q.Term, fields, terms, boost=boosts),
    placed_terms(),
    st.builds(
        AnyOf,
        fields,
        st.lists(terms.map(str.encode), max_size=3),
        prefix=st.sampled_from([b"", b"w", b"win", b"z"]),
        score=boosts,
    ),
    st.builds(
        q.Phrase, fields, st.lists(terms, min_size=2, max_size=3), slop=st.integers(1, 3), boost=boosts
    ),
    st.builds(q.Prefix, fields, st.sampled_from(["w", "win", "z"])),
    st.builds(q.FuzzyTerm, fields, st.just("wint")),
    st.builds(q.Every, st.one_of(st.none(), fields)),
    st.builds(q.NullQuery),
)


def combined(children: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(children, min_size=2, max_size=4)
    return st.one_of(
        st.builds(q.And, several, boost=boosts),
        st.builds(q.Or, several, boost=boosts),
        st.builds(Without, children, children),
        st.builds(q.Not, children),
        st.builds(q.AndNot, children, children),
        st.builds(q.AndMaybe, children, children),
        st.builds(q.Require, children, children),
        st.builds(q.DisjunctionMax, several, boost=boosts),
        st.builds(q.ConstantScoreQuery, children, score=boosts),
    )


trees = st.recursive(leaves, combined, max_leaves=8)

# Equivalence


@contextmanager
def indexed(parts: Sequence[Part]) -> Iterator[Ours]:
    with TemporaryDirectory() as directory:
        yield our_index(Path(directory), parts)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(indexes, st.lists(trees, min_size=1, max_size=6))
def test_any_query_finds_the_same_with_the_same_scores(index: list[Part], queries: list[Query]) -> None:
    with indexed(index) as ours:
        for query in queries:
            try:
                expected = ours.found_by_whoosh(query)
            except IndexError:  # Whoosh's exclusions fail when another matcher skips in them, see below
                continue
            assert ours.found(query) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("distance", "slop"), [(1, 1), (3, 5), (1, 20), (2, 40)])
def test_places_that_are_left_out_beforehand_follow_nothing(distance: int, slop: int) -> None:
    rng = np.random.default_rng(slop)
    before, places = (np.sort(rng.integers(APART, 4_000_000, 20_000, np.uint32)) for _ in range(2))
    likely = _likely(before, places, distance, slop)
    assert 0 < len(likely) < len(places) / 2
    found = following(before, places, distance, slop)
    assert len(found)
    assert np.array_equal(following(before, likely, distance, slop), found)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(indexes, st.lists(terms, min_size=2, max_size=3), st.integers(1, 3))
def test_words_at_distances_are_where_a_phrase_is(index: list[Part], words: list[str], slop: int) -> None:
    """Scores differ: a phrase of Whoosh's counts a word twice that is in it twice."""
    with indexed(index) as ours:
        placed = ours.found(PlacedTerms("body", tuple(enumerate(words)), slop=slop - 1))
        assert placed.keys() == ours.found_by_whoosh(q.Phrase("body", words, slop=slop)).keys()


@pytest.fixture(scope="module")
def sample() -> Iterator[Ours]:
    with indexed(sample_index()) as ours:
        yield ours


KINDS = {**QUERIES, **OWN, "nothing to look for": q.And([])}


@pytest.mark.parametrize("query", KINDS.values(), ids=KINDS)
def test_a_query_of_each_kind_finds_the_same_among_many(query: Query, sample: Ours) -> None:
    assert sample.found(query) == pytest.approx(sample.found_by_whoosh(query), rel=1e-9)


# Where Whoosh is wrong. The engine gives the same for nodes of Whoosh's, so queries are made of our own instead.


def wind(boost: float = 1.0) -> q.Term:
    return q.Term("body", "wind", boost=boost)


def port() -> q.Term:
    return q.Term("body", "port")


@pytest.fixture(scope="module")
def small() -> Iterator[Ours]:
    bodies = ("port", "wind port", "wind fund", "plant")
    with indexed([Part([document(n, body=body) for n, body in enumerate(bodies)], frozenset({3}))]) as ours:
        yield ours


def test_and_not_keeps_a_document_that_is_first_of_one_list_only(small: Ours) -> None:
    assert set(small.found(q.AndNot(wind(), port()))) == {1, 2}
    assert set(small.found(Without(wind(), port()))) == {2}


def test_require_leaves_out_what_it_should_require(small: Ours) -> None:
    assert set(small.found(q.Require(wind(), q.Term("body", "fund")))) == {1}
    assert set(small.found(q.And([wind(), q.Term("body", "fund")]))) == {2}


def test_a_disjunction_gives_a_document_the_score_of_the_next(small: Ours) -> None:
    found = small.found(q.DisjunctionMax([port(), wind(boost=10)]))
    assert found[0] == found[1] == small.found(wind(boost=10))[1]


def test_a_prefix_adds_up_scores_that_should_be_constant(small: Ours) -> None:
    """In small segments without a need for spans it doesn't."""
    found = small.found(q.Prefix("body", "p"))
    assert found[0] != found[1]
    assert set(small.found(AnyOf("body", prefix=b"p")).values()) == {1.0}


def test_not_finds_a_deleted_document_after_the_last(small: Ours) -> None:
    leaf, _ = small.searcher.leaf_searchers()[0]
    assert [number for number, _ in walk(q.Not(q.Term("body", "fund")).matcher(leaf))] == [0, 1, 3]
    assert set(small.found(q.Not(q.Term("body", "fund")))) == {0, 1}


def test_a_combination_of_one_has_no_boost(small: Ours) -> None:
    once = small.found_by_whoosh(wind())
    assert small.found_by_whoosh(q.Or([wind()], boost=2)) == once
    assert small.found(q.Or([wind()], boost=2)) == {number: 2 * score for number, score in once.items()}


def test_an_exclusion_fails_when_another_matcher_skips_in_it() -> None:
    title = q.Term("title", "wind")
    texts = [{}, {}, {}, {"title": "wind"}, {"body": "wind"}]
    with indexed([Part([document(1, **text) for text in texts])]) as ours, pytest.raises(IndexError):
        ours.found_by_whoosh(q.AndNot(q.Not(title), q.AndNot(title, wind())))
