"""Made-up articles: the same for the same seed, and shaped like real ones."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from benchmarks.search.entries import Pass, entry_of, facets_of, passes
from benchmarks.search.generate import articles
from benchmarks.search.jsonl import read_documents, write_documents
from benchmarks.search.tasks import FILTERS, Kind, draw_tasks
from search.results import FacetName

if TYPE_CHECKING:
    from pathlib import Path

    from search.documents import SearchDocument

SIZE = 400


@pytest.fixture(scope="module")
def made() -> list[SearchDocument]:
    return list(articles(SIZE))


def test_same_seed_gives_same_articles_whatever_the_number(made: list[SearchDocument]) -> None:
    assert list(islice(articles(1_000_000), 5)) == made[:5]
    assert next(articles(1, seed=1)) != made[0]


def test_bodies_are_as_long_as_articles_and_have_paragraphs(made: list[SearchDocument]) -> None:
    lengths = [len(document.body.split()) for document in made]
    assert 600 < sum(lengths) / SIZE < 720
    assert all(8 <= len(document.title.split()) <= 14 for document in made)
    assert all("\n\n" in document.body for document in made)


def test_facets_have_the_shape_of_real_ones(made: list[SearchDocument]) -> None:
    assert {len(document.regions) for document in made} <= set(range(2, 7))
    assert {len(document.organisations) for document in made} <= set(range(9))
    assert {len(document.amounts) for document in made} == set(range(7))
    assert 0 < sum(document.published is None for document in made) < SIZE * 0.06
    assert len({amount.role for document in made for amount in document.amounts}) == 12


def test_frequencies_fall_as_those_of_a_language_do(made: list[SearchDocument]) -> None:
    counts = Counter(word for document in made for word in document.body.lower().split())
    ranked = [count for _, count in counts.most_common()]
    assert ranked[0] > 5 * ranked[20] > 20 * ranked[400]
    assert sum(count == 1 for count in ranked) > len(ranked) / 3


def test_articles_survive_a_file(made: list[SearchDocument], tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    assert write_documents(path, made[:50]) == 50
    assert list(read_documents(path)) == made[:50]


def test_tasks_mix_all_kinds_and_filters(made: list[SearchDocument]) -> None:
    tasks = draw_tasks(made, 60)
    assert tasks == draw_tasks(made, 60)
    assert len(set(tasks)) == 60
    assert {task.kind for task in tasks} == set(Kind)
    assert {len(passes(task)) - 1 for task in tasks} == set(map(len, FILTERS))


def test_a_filter_is_left_out_where_its_own_facet_is_counted(made: list[SearchDocument]) -> None:
    task = next(task for task in draw_tasks(made, 60) if task.region and task.role)
    region, pair = ("region", task.region), ("pair", task.pair)
    assert passes(task) == [
        Pass((region, pair), ("organisation", "year")),
        Pass((pair,), ("region",)),
        Pass((region,), ("pair",)),
    ]


def test_counts_of_pairs_become_roles_in_the_bucket_and_buckets_of_the_role(
    made: list[SearchDocument],
) -> None:
    task = next(task for task in draw_tasks(made, 60) if task.role)
    other = "tax" if task.role != "tax" else "price"
    pairs = {task.pair: 3, f"{other}|{task.bucket}": 2, f"{task.role}|none": 1}
    facets = facets_of(task, {"region": {}, "organisation": {}, "year": {}, "pair": pairs})
    assert facets[FacetName.ROLE] == {task.role: 3, other: 2}
    assert facets[FacetName.AMOUNT] == {task.bucket: 3, "none": 1}


def test_an_entry_has_each_value_once(made: list[SearchDocument]) -> None:
    for document in made:
        for values in entry_of(document).columns.values():
            assert len(values) == len(set(values))
