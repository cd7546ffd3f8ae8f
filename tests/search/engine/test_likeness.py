"""Words that are like others, found in arrays as by looking at each."""

from __future__ import annotations

from fnmatch import fnmatchcase

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.backends.whoosh.execution.lexicon import near_in, shaped_in
from search.backends.whoosh.segments.terms import Strings
from search.backends.whoosh.words.likeness import Beginning, Near, Shape, distances
from search.backends.whoosh.writing.packing import pack
from tests.search.contract import changes

words = st.text("abcé年1.", min_size=1, max_size=7)
several = st.lists(words, max_size=30)
shapes = st.builds(str.__add__, st.text("abé", min_size=1, max_size=2), st.text("abc?*é", max_size=5))


def strings(found: set[str]) -> Strings:
    blob, start = pack(sorted(word.encode() for word in found))
    return Strings(blob, start.astype(np.uint32))


def listed(dictionary: Strings, ordinals: np.ndarray) -> set[str]:
    return {dictionary[ordinal].decode() for ordinal in ordinals.tolist()}


@given(words, several)
def test_distances_are_the_fewest_changes(word: str, others: list[str]) -> None:
    assert distances(word, others).tolist() == [changes(word, other) for other in others]


@given(words, several, st.integers(1, 2))
def test_words_that_are_near_are_found(word: str, others: list[str], distance: int) -> None:
    near = Near(word, distance)
    expected = {other for other in others if changes(word, other) <= distance}
    assert near.among(others) == {other for other in others if near.has(other)} == expected
    dictionary = strings(set(others))
    assert near.among(listed(dictionary, near_in(dictionary, near, anywhere=True))) == expected
    same_first = {other for other in expected if other[0] == word[0]}
    assert near.among(listed(dictionary, near_in(dictionary, near, anywhere=False))) == same_first


@given(shapes, several)
def test_words_of_a_shape_are_found(text: str, others: list[str]) -> None:
    shape = Shape(text)
    expected = {other for other in others if fnmatchcase(other, text)}
    assert shape.among(others) == {other for other in others if shape.has(other)} == expected
    dictionary = strings(set(others))
    assert listed(dictionary, shaped_in(dictionary, shape)) == expected


def test_words_that_begin_so_are_found() -> None:
    assert Beginning("bio").among(["biology", "bio", "bi", "symbiosis"]) == {"biology", "bio"}
