"""Counting values, whichever way is the quickest."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.backends.whoosh.segments.values import Flags, width_of


@given(st.data())
def test_flags_are_counted_alike_one_by_one_and_64_at_once(data: st.DataObject) -> None:
    size, number = data.draw(st.integers(1, 200)), data.draw(st.integers(1, 20))
    values = [data.draw(st.sets(st.integers(0, number))) for _ in range(size)]
    documents = np.array(sorted(data.draw(st.sets(st.integers(0, size - 1)))), np.int64)
    flags = np.zeros((width_of(number), size), np.uint8)
    for document, found in enumerate(values):
        for value in found:
            flags[value >> 3, document] |= 1 << (value & 7)
    expected = [sum(value in values[document] for document in documents) for value in range(number + 1)]
    assert Flags(flags, number).count(documents).tolist() == expected
    assert Flags.with_planes(flags, number).count(documents).tolist() == expected
