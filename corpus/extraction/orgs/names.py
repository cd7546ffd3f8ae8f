"""Names that say what they are: companies by their legal form or trade, bodies by words such as "Institute"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.extraction.orgs.bodies import read_body
from corpus.extraction.orgs.companies import read_company
from corpus.extraction.orgs.joining import with_next
from corpus.extraction.orgs.lexicon import BODY
from corpus.extraction.orgs.runs import Run, runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.extraction.orgs.candidates import Candidate
    from corpus.extraction.orgs.passage import Passage


def find_names(passage: Passage, known: Mapping[int, int]) -> Iterator[Candidate]:
    """`known` has, for each token of a listed name, the index after that name."""
    done = 0
    for run in runs(passage):
        if run.first < done:
            continue
        candidate = _read(passage, with_next(passage, run, known), known) or _read(passage, run, known)
        if candidate is not None:
            done = candidate.after
            yield candidate


def _read(passage: Passage, run: Run, known: Mapping[int, int]) -> Candidate | None:
    if passage.tokens[run.after - 1].text in BODY:
        return read_body(passage, run, known)
    return read_company(passage, run)
