"""Documents become the arrays that `reference` makes of them one value at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.backends.whoosh.segments.arrays import Arrays
from search.backends.whoosh.writing import inversion
from search.backends.whoosh.writing.glossary import Glossary
from search.backends.whoosh.writing.inversion import write_segment
from tests.search.engine import reference
from tests.search.engine.written import documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from search.documents import SearchDocument


def inverted(path: Path, documents: Sequence[SearchDocument], glossary: Glossary | None = None) -> Arrays:
    with path.open("wb") as file:
        write_segment(file, documents, glossary or Glossary())
    return Arrays(path)


def assert_same(found: Arrays, expected: tuple[dict[str, Any], dict[str, Any]]) -> None:
    arrays, facts = expected
    assert found.facts == facts
    assert set(found) == set(arrays)
    for name, values in arrays.items():
        assert found[name].dtype == values.dtype, name
        np.testing.assert_array_equal(found[name], values, name)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(documents(), max_size=6), batch=st.sampled_from([1, 30, 10**6]))
def test_any_documents(
    found: list[SearchDocument], batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inversion, "_BATCH", batch)
    assert_same(inverted(tmp_path / "a", found), reference.segment_of(found))
