"""The benchmark's own queries on its own articles: the engine and Whoosh on its own files find the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.search.generate import articles
from benchmarks.search.peers.gleaner import query_of
from benchmarks.search.tasks import Kind, draw_tasks
from search.backends.whoosh import WhooshBackend
from tests.search.engine.equivalence import Part, found_by, stock_searcher

if TYPE_CHECKING:
    from whoosh.searching import Searcher

    from search.backends.whoosh.snapshot import Snapshot

ARTICLES, TASKS = 200, 60


@pytest.fixture(scope="module")
def whoosh() -> Searcher:
    return stock_searcher([Part(list(articles(ARTICLES)))])


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    backend = WhooshBackend(path=tmp_path_factory.mktemp("benchmark") / "index")
    with backend.rebuild() as build:
        build.index(articles(ARTICLES))
        build.publish()
    return backend._latest()


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
