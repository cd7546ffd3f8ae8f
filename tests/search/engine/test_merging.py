"""Segments merged are the segment that inversion makes of all their live documents."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.backends.whoosh.segments.arrays import Arrays
from search.backends.whoosh.writing import aside, merged_fields, merged_terms
from search.backends.whoosh.writing.glossary import Glossary
from search.backends.whoosh.writing.inversion import write_segment
from search.backends.whoosh.writing.merging import merge_segments
from tests.search.contract import document
from tests.search.engine.written import documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
        merge_segments(file, parts, folder=directory)
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
    monkeypatch.setattr(aside, "_HELD", at_once)
    monkeypatch.setattr(merged_terms, "_TERMS_AT_ONCE", at_once)
    monkeypatch.setattr(merged_terms, "_POSTINGS_AT_ONCE", at_once)
    assert_merged(tmp_path, segments)


def test_more_than_a_code_has_room_for(tmp_path: Path) -> None:
    """Many occurrences; positions over 65,535, which a segment without them doesn't keep room for."""
    long = document(1, body="steel plant " * 40_000)
    short = [document(number, body="steel " * 300 + "plant") for number in range(2, 400)]
    assert_merged(tmp_path, [[(long, False)], [(each, False) for each in short]])
    assert_merged(tmp_path, [[(long, True), *((each, False) for each in short)]])


@pytest.mark.parametrize("deleted", [False, True], ids=["all there", "some deleted"])
def test_memory_does_not_grow_with_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deleted: bool
) -> None:
    """What all segments have of them is put aside."""
    for module, name in (
        (aside, "_HELD"),
        (merged_fields, "_AT_ONCE"),
        (merged_terms, "_TERMS_AT_ONCE"),
        (merged_terms, "_POSTINGS_AT_ONCE"),
    ):
        monkeypatch.setattr(module, name, 1000)
    peaks = [peak_of_merging(tmp_path / str(words), words, deleted=deleted) for words in (1000, 20_000)]
    assert peaks[1] < 1.5 * peaks[0]


def peak_of_merging(directory: Path, words: int, *, deleted: bool) -> int:
    """Bytes that merging ten segments with so many words each takes."""
    directory.mkdir()
    segments = []
    for first in range(0, 20, 2):
        bodies = (" ".join(f"w{number}" for number in range(half, words, 2)) for half in range(2))
        documents = [document(first + half, body=body) for half, body in enumerate(bodies)]
        segments.append((inverted(directory / str(first), documents), np.array([True, not deleted])))
    with (directory / "merged").open("wb") as file:
        tracemalloc.start()
        merge_segments(file, segments, folder=directory)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak
