"""The postings of a term, document by document, for Whoosh's queries."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.matching import LeafMatcher, ReadTooFar

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from whoosh.formats import Format
    from whoosh.scoring import BaseScorer

    from search.backends.whoosh.segments.postings import Extent, Postings


class TermPostings:
    """Which documents have a term, how often and where; of terms without positions only which."""

    def __init__(self, postings: Postings, extent: Extent, *, has_positions: bool) -> None:
        self._postings = postings
        self._extent = extent
        self._has_positions = has_positions
        self.ids = extent.cut(postings.ids)

    @cached_property
    def weights(self) -> NDArray[np.int64]:
        if not self._has_positions:
            return np.ones(len(self.ids), np.int64)
        return self._postings.frequencies(self._extent)

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Of the documents' fields, as bytes that stand for them."""
        if not self._has_positions:
            return np.zeros(len(self.ids), np.int64)
        return self._extent.cut(self._postings.codes).astype(np.int64) & 0xFF

    def positions(self, index: int) -> list[int]:
        if not self._has_positions:
            return []
        found: list[int] = self._postings.positions_of(np.array([self._extent.first + index]))[0].tolist()
        return found


class TermMatcher(LeafMatcher):  # type: ignore[misc]
    """Goes through the postings of a term. Says nothing of the best score of a block: all matches are counted, none is
    skipped."""

    def __init__(
        self, term: tuple[str, bytes], postings: TermPostings, format_: Format, scorer: BaseScorer | None
    ) -> None:
        self._term = term
        self._postings = postings
        self.format = format_
        self.scorer = scorer
        self._index = 0

    def copy(self) -> TermMatcher:
        copied = TermMatcher(self._term, self._postings, self.format, self.scorer)
        copied._index = self._index
        return copied

    def reset(self) -> None:
        self._index = 0

    def supports_block_quality(self) -> bool:
        return False

    def is_active(self) -> bool:
        return self._index < len(self._postings.ids)

    def id(self) -> int:
        return int(self._postings.ids[self._index])

    def next(self) -> None:
        self._index += 1

    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._index = max(self._index, int(np.searchsorted(self._postings.ids, np.int32(id))))

    def weight(self) -> float:
        return float(self._postings.weights[self._index])

    def value(self) -> bytes:
        encoded: bytes = self.format.encode(self.value_as("positions"))
        return encoded

    def value_as(self, astype: str) -> Any:
        if astype == "positions":
            return self._postings.positions(self._index)
        return super().value_as(astype)
