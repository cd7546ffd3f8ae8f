"""The benchmark's own queries on its own articles: the engine and Whoosh on its own files find the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.search.generate import articles
from benchmarks.search.peers.gleaner import query_of
from benchmarks.search.tasks import Kind, Mode, draw_tasks
from search.backends.whoosh import WhooshBackend
from search.backends.whoosh.execution import figures
from tests.search.engine.equivalence import Part, found_by, stock_searcher

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whoosh.searching import Searcher

    from search.backends.whoosh.snapshot import Snapshot
    from search.query import SearchQuery
    from search.results import Counts, FacetName

ARTICLES, TASKS = 200, 60


@pytest.fixture(scope="module")
def whoosh() -> Searcher:
    return stock_searcher([Part(list(articles(ARTICLES)))])


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("benchmark") / "index"
    with WhooshBackend(path=path).rebuild() as build:
        build.index(articles(ARTICLES))
        build.publish()
    return path


@pytest.fixture(scope="module")
def snapshot(path: Path) -> Snapshot:
    return WhooshBackend(path=path)._latest()


def test_documents_and_scores_are_whooshs(whoosh: Searcher, snapshot: Snapshot) -> None:
    tasks = draw_tasks(articles(ARTICLES), TASKS)
    assert {task.kind for task in tasks} == set(Kind)
    (segment,) = snapshot.segments
    for task in tasks:
        tree = query_of(task).tree
        assert tree is not None
        query = snapshot.translation(tree).query
        documents, scores = snapshot.matches(segment, query)
        found = dict(zip(documents.tolist(), scores.tolist(), strict=True))
        assert found == pytest.approx(found_by(whoosh, query), rel=1e-9), task
        assert found, task


def test_figures_of_few_articles_are_read_as_those_of_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for once and rarely found, they are looked at one by one; else what is computed for all is kept."""
    tasks = [task for task in draw_tasks(articles(ARTICLES), 2 * TASKS) if task.role]
    queries = [replace(query_of(replace(task, mode=Mode.AMOUNT)), with_summary=True) for task in tasks]
    assert len(queries) > TASKS / 2
    monkeypatch.setattr(figures, "FEW", 0)
    monkeypatch.setattr(figures, "SORTED", 0)
    one_by_one = _answers(WhooshBackend(path=path, cache_mb=0), queries)
    monkeypatch.setattr(figures, "FEW", ARTICLES + 1)
    monkeypatch.setattr(figures, "SORTED", ARTICLES + 1)
    of_all = _answers(WhooshBackend(path=path), queries)
    assert one_by_one == of_all


def _answers(backend: WhooshBackend, queries: list[SearchQuery]) -> list[object]:
    return [
        (found.total, found.hits, found.summary, _counts(found.facets))
        for found in map(backend.search, queries)
    ]


def _counts(facets: Mapping[FacetName, Counts]) -> dict[FacetName, tuple[dict[str, int], int]]:
    return {name: (dict(counts.items()), counts.without) for name, counts in facets.items()}
