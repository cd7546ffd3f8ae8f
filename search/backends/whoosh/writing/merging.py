"""Several segments into one, without what was deleted: what inversion would have made of all their documents. Arrays are
copied in slices, so that memory doesn't grow with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backends.whoosh.segments.arrays import ArrayWriter
from search.backends.whoosh.writing.fields import SCORED
from search.backends.whoosh.writing.inversion import facts
from search.backends.whoosh.writing.merged_columns import merge_columns
from search.backends.whoosh.writing.merged_fields import merge_forms, merge_scored
from search.backends.whoosh.writing.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    import numpy as np
    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import Arrays

MAX_DOCUMENTS = 250_000  # of a segment: passes over its documents stay in the processor's cache


def merge_segments(
    file: BinaryIO, segments: Sequence[tuple[Arrays, NDArray[np.bool_] | None]], *, folder: Path
) -> None:
    """Each with which of its documents are there, None for all. At most `MAX_DOCUMENTS` are. They are numbered in this order.
    What memory has no room for is put aside in the folder meanwhile."""
    parts = []
    documents = 0
    for arrays, live in segments:
        parts.append(Part(arrays, live, first=documents))
        documents += len(parts[-1].kept)
    writer = ArrayWriter(file)
    roles = merge_columns(writer, parts)
    lengths = {field: merge_scored(writer, field, parts, folder) for field in SCORED}
    merge_forms(writer, parts, folder)
    writer.close(facts(documents=documents, roles=roles, lengths=lengths))
