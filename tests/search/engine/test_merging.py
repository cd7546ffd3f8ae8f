"""Segments merged are the segment that inversion makes of all their live documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.backends.whoosh.segments.arrays import Arrays
from search.backends.whoosh.writing import merged_fields
from search.backends.whoosh.writing.glossary import Glossary
from search.backends.whoosh.writing.inversion import write_segment
from search.backends.whoosh.writing.merging import merge_segments
from tests.search.contract import document
from tests.search.engine.written import documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from search.documents import SearchDocument

    Segments = Sequence[Sequence[tuple[SearchDocument, bool]]]  # documents, and whether they are deleted

segments = st.lists(st.lists(st.tuples(documents(), st.booleans()), max_size=4), min_size=1, max_size=4)


def inverted(path: Path, documents: Sequence[SearchDocument]) -> Arrays:
    with path.open("wb") as file:
        write_segment(file, documents, Glossary())
    return Arrays(path)


def merged(directory: Path, segments: Segments) -> Arrays:
    parts = [
        (
            inverted(directory / str(number), [document for document, _ in segment]),
            np.array([not is_deleted for _, is_deleted in segment], bool),
        )
        for number, segment in enumerate(segments)
    ]
    with (directory / "merged").open("wb") as file:
        merge_segments(file, parts)
    return Arrays(directory / "merged")


def assert_merged(directory: Path, segments: Segments) -> None:
    live = [document for segment in segments for document, is_deleted in segment if not is_deleted]
    found, expected = merged(directory, segments), inverted(directory / "expected", live)
    assert found.facts == expected.facts
    assert set(found) == set(expected)
    for name in expected:
        assert found[name].dtype == expected[name].dtype, name
        np.testing.assert_array_equal(found[name], expected[name], name)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(segments=segments, at_once=st.sampled_from((1, 7, 1 << 18)))
def test_any_segments(
    segments: Segments, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merged_fields, "_AT_ONCE", at_once)
    monkeypatch.setattr(merged_fields, "_TERMS_AT_ONCE", at_once)
    assert_merged(tmp_path, segments)


def test_more_than_a_code_has_room_for(tmp_path: Path) -> None:
    """Many occurrences; positions over 65,535, which a segment without them doesn't keep room for."""
    long = document(1, body="steel plant " * 40_000)
    short = [document(number, body="steel " * 300 + "plant") for number in range(2, 400)]
    assert_merged(tmp_path, [[(long, False)], [(each, False) for each in short]])
    assert_merged(tmp_path, [[(long, True), *((each, False) for each in short)]])
