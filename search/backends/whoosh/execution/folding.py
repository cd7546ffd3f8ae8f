"""One hit for a story: which of its articles comes first, and which stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backends.whoosh.execution.ordering import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.backends.whoosh.execution.ordering import Ranked
    from search.backends.whoosh.segments.segment import Segment


class Folding:
    """What is found without articles whose story another one leads, which come after it in order. Only articles that
    share a story are put in order for that. `left_out` is how many are left out, `shown` are the others."""

    def __init__(self, parts: Sequence[Ranked]) -> None:
        rows = [np.flatnonzero(part.segment.contents.in_story.take(part.documents)) for part in parts]
        shared = [part.taken(rows_of) for part, rows_of in zip(parts, rows, strict=True)]
        articles, order = in_order(shared)
        self._articles = articles.take(order)
        stories = [part.segment.contents.story.take(part.documents) for part in shared]
        self._stories = np.concatenate([np.zeros(0, np.int64), *stories]).take(order)
        is_first = np.zeros(len(order), bool)
        is_first[order[np.unique(self._stories, return_index=True)[1]]] = True
        self.left_out = int(np.count_nonzero(~is_first))
        self.shown = []
        for part, rows_of in zip(parts, rows, strict=True):
            behind = rows_of[~is_first[: len(rows_of)]]
            is_first = is_first[len(rows_of) :]
            kept = np.delete(np.arange(len(part.documents)), behind) if len(behind) else None
            self.shown.append(part if kept is None else part.taken(kept))

    def behind(self, segment: Segment, document: int) -> tuple[int, ...]:
        """The articles that stand behind the one that leads their story, in order."""
        story = segment.contents.story.item(document)
        return tuple(self._articles[self._stories == story][1:].tolist()) if story else ()
