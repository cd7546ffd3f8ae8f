"""Where "and" stands inside a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.orgs.lexicon import BODY, GROUP, LEGAL, OWNER_WORDS, PLACE_NOUNS, is_topic
from corpus.extraction.orgs.runs import Run, run_at, trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.extraction.orgs.passage import Passage


def with_next(passage: Passage, run: Run, known: Mapping[int, int]) -> Run:
    """The run with the next one where "and" stands inside a name: "Development and | Reform Commission"."""
    following = _next_after_and(passage, run)
    if following is None or not _may_join(passage, run, following, known):
        return run
    return Run(run.first, following.after)


def _next_after_and(passage: Passage, run: Run) -> Run | None:
    tokens = passage.tokens
    if run.after + 1 >= len(tokens) or tokens[run.after].text != "and" or tokens[run.after].gap != " ":
        return None
    if tokens[run.after - 1].is_possessive or tokens[run.after + 1].gap != " ":
        return None
    following = run_at(passage, run.after + 1)
    return next(trimmed(passage, following), None) if following else None


def _may_join(passage: Passage, run: Run, following: Run, known: Mapping[int, int]) -> bool:
    tokens = passage.tokens
    head = tokens[following.after - 1].text
    if following.first in known or run.after - 1 in known or following.first != run.after + 1:
        return False
    if head not in BODY and head not in LEGAL and head not in GROUP:
        return False
    before_head = passage.words(following.first, following.after - 1)
    return (
        bool(before_head)
        and is_topic(tokens[run.after - 1].text)
        and tokens[run.after - 1].text not in BODY
        and not tokens[run.after - 1].text.endswith(PLACE_NOUNS)
        and is_topic(before_head[0])
        and before_head[0] not in OWNER_WORDS
        and following.first not in passage.places
    )


def is_cut_off(passage: Passage, run: Run) -> bool:
    """Whether a run is the first half of a name: "Liansu Science | and Technology Park"."""
    following = passage.words(run.after, run.after + 2)
    return (
        len(following) == 2
        and following[0] == "and"
        and is_topic(following[1])
        and is_topic(passage.tokens[run.after - 1].text)
    )
