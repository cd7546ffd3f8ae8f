"""Counting values, whichever way is the quickest."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.backends.whoosh.segments.values import Flags, width_of


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
