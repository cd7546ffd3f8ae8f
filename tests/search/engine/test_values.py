"""Counting values, whichever way is the quickest."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.backends.whoosh.segments.values import Flags, Several, width_of


@given(seed=st.integers(0, 2**32), size=st.integers(1, 300), number=st.integers(1, 20))
def test_flags_are_counted_alike_one_by_one_and_64_at_once(seed: int, size: int, number: int) -> None:
    random = np.random.default_rng(seed)
    has_value = random.random((number + 1, size)) < random.random()
    documents = (random.random(size) < random.random()).nonzero()[0]
    flags = np.zeros((width_of(number), size), np.uint8)
    for value, having in enumerate(has_value):
        flags[value >> 3] |= having.astype(np.uint8) << (value & 7)
    expected = has_value[:, documents].sum(axis=1).tolist()
    assert Flags(flags, number).count(documents).tolist() == expected
    assert Flags.with_planes(flags, number).count(documents).tolist() == expected


@given(seed=st.integers(0, 2**32), size=st.integers(1, 300), number=st.integers(0, 6))
def test_values_are_counted_alike_for_few_documents_for_many_and_for_most(
    seed: int, size: int, number: int
) -> None:
    random = np.random.default_rng(seed)
    has_value = random.random((number, size)) < random.random() + 0.01
    has_value[:, random.integers(size)] = True  # no value is without documents
    several = Several(
        ptr=np.concatenate(([0], has_value.sum(axis=0).cumsum())).astype(np.uint32),
        values=has_value.T.nonzero()[1].astype(np.int32),
        start=np.concatenate(([0], has_value.sum(axis=1).cumsum())).astype(np.uint32),
        documents=has_value.nonzero()[1].astype(np.int32),
    )
    documents = (random.random(size) < random.random()).nonzero()[0]
    counts = several.count(documents).tolist()
    assert counts[:number] == has_value[:, documents].sum(axis=1).tolist()
    assert counts[number] == np.count_nonzero(~has_value[:, documents].any(axis=0))
