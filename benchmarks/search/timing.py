"""Queries on every peer in turn."""

from __future__ import annotations

import gc
import random
import sys
import time
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.search.peers.base import Answer
    from benchmarks.search.tasks import Mode, Task

SLOW = 0.1  # seconds: a peer whose median is above takes part in the first round only
MOST_TOLD = 10  # disagreements


class Asked(Protocol):
    def search(self, task: Task) -> Answer: ...


@dataclass(frozen=True, slots=True)
class InMode:
    """Somebody who is asked all in one mode."""

    asked: Asked
    mode: Mode

    def search(self, task: Task) -> Answer:
        return self.asked.search(replace(task, mode=self.mode))


@dataclass(slots=True)
class Timings:
    """`seconds` has a list for each peer and task, in the order of rounds."""

    tasks: Sequence[Task]
    seconds: dict[str, list[list[float]]]
    disagreements: list[str] = field(default_factory=list)

    def first(self, name: str) -> list[float]:
        """Each query when it was asked for the first time."""
        return [rounds[0] for rounds in self.seconds[name]]

    def typical(self, name: str) -> list[float]:
        """The median of each query over the rounds after the first; of slow peers the first."""
        return [median(rounds[1:] or rounds) for rounds in self.seconds[name]]


def measure(peers: Mapping[str, Asked], tasks: Sequence[Task], *, rounds: int, reference: str) -> Timings:
    """Each query on every peer, in an order that is drawn each time, so that nobody always follows the same other;
    answers of the first round are compared with the reference's."""
    timings = Timings(tasks, {name: [[] for _ in tasks] for name in peers})
    gc.collect()
    gc.freeze()
    taking_part = list(peers)
    rng = random.Random(0)  # noqa: S311
    for number in range(rounds + 1):
        for index, task in enumerate(tasks):
            answers = dict(
                _ask(peers, rng.sample(taking_part, len(taking_part)), task, timings.seconds, index)
            )
            if not number:
                timings.disagreements += _disagreements(task, answers, reference)
        taking_part = [
            name for name in taking_part if median(timings.first(name)) < SLOW or name == reference
        ]
    return timings


def _ask(
    peers: Mapping[str, Asked],
    names: Sequence[str],
    task: Task,
    seconds: Mapping[str, list[list[float]]],
    index: int,
) -> Iterator[tuple[str, Answer]]:
    for name in names:
        start = time.perf_counter()
        answer = peers[name].search(task)
        seconds[name][index].append(time.perf_counter() - start)
        yield name, answer


def _disagreements(task: Task, answers: Mapping[str, Answer], reference: str) -> Iterator[str]:
    """Totals and counts are the same for all; hits needn't be, since their scores differ."""
    expected = answers[reference]
    for name, answer in answers.items():
        if answer.total != expected.total:
            yield f"{task}: {reference} finds {expected.total}, {name} {answer.total}"
        elif wrong := [
            str(facet) for facet in expected.facets if answer.facets[facet] != expected.facets[facet]
        ]:
            yield f"{task}: {name} counts {', '.join(wrong)} otherwise than {reference}"
        elif len(answer.ids) != len(expected.ids) or len(answer.snippets) != len(expected.snippets):
            yield f"{task}: {reference} shows {len(expected.ids)} hits, {name} {len(answer.ids)}"


def tell(disagreements: Sequence[str]) -> None:
    for sentence in disagreements[:MOST_TOLD]:
        print(f"DISAGREEMENT {sentence}", file=sys.stderr)
    if len(disagreements) > MOST_TOLD:
        print(f"... and {len(disagreements) - MOST_TOLD} more", file=sys.stderr)
