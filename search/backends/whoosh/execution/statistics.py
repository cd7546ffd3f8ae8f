"""BM25F as Whoosh computes it, for whole arrays of postings.

    score = idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average length))
    idf = ln(documents / (documents with the term + 1)) + 1

All counts are of the whole index and include deleted documents, lengths are rounded as Whoosh does: scores are equal to
`whoosh.scoring.BM25F`'s. With the occurrences and the length of a posting in 16 bits, all but idf is one look into a table."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length

from search.backends.whoosh.schema import SCHEMA
from search.backends.whoosh.segments.postings import shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.postings import Extent, Postings
    from search.backends.whoosh.segments.segment import Segment

# Titles are all of about one length, so a short one says little.
WEIGHTING = BM25F(B=0.75, K1=1.2, title_B=0.3)

_LENGTHS = np.array(
    [1, *map(byte_to_length, range(1, 256))], np.float64
)  # Whoosh takes an empty field for one word
_REMEMBERED = 50_000  # terms whose frequency is kept


class Statistics:
    """Of one generation of the index; `fields` are those with scores."""

    fields = frozenset(name for name, field in SCHEMA.items() if field.scorable)

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._contents = [segment.contents for segment in segments]
        self._documents = sum(contents.size for contents in self._contents)
        self._tables: dict[str, NDArray[np.float64]] = {}
        self._idf: dict[tuple[str, bytes], float] = {}

    def scores(
        self,
        field: str,
        term: bytes,
        postings: Postings,
        extent: Extent,
        *,
        rows: NDArray[np.int64] | None = None,
    ) -> NDArray[np.float64]:
        """The score of each posting of a term, or of some, counted from the first."""
        codes = extent.cut(postings.codes)
        found = self._table(field).take(codes if rows is None else codes.take(rows))
        where, exact = postings.many(extent)
        if len(where):
            exactly = self._saturation(field, exact, _LENGTHS[codes[where] & 0xFF])
            if rows is None:
                found[where] = exactly
            else:
                mine, theirs = shared(rows, where)
                found[mine] = exactly[theirs]
        found *= self.idf(field, term)
        return found

    def idf(self, field: str, term: bytes) -> float:
        key = field, term
        if (known := self._idf.get(key)) is None:
            if len(self._idf) > _REMEMBERED:
                self._idf.clear()
            frequency = sum(len(contents.fields[field].of(term)) for contents in self._contents)
            known = self._idf[key] = log(self._documents / (frequency + 1)) + 1
        return known

    def _table(self, field: str) -> NDArray[np.float64]:
        """For each code of a posting."""
        if field not in self._tables:
            codes = np.arange(1 << 16)
            self._tables[field] = self._saturation(field, codes >> 8, _LENGTHS[codes & 0xFF])
        return self._tables[field]

    def _saturation(
        self, field: str, tf: NDArray[np.integer], length: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        b, k1 = WEIGHTING._field_B.get(field, WEIGHTING.B), WEIGHTING.K1
        total = sum(contents.total_length(field) for contents in self._contents)
        average = total / (self._documents or 1) or 1
        found: NDArray[np.float64] = tf * (k1 + 1) / (tf + k1 * ((1 - b) + b * length / average))
        return found
