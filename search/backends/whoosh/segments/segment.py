"""One immutable segment as numpy sees it, and which of its documents are still in the index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from isal import isal_zlib

from search.backends.whoosh.segments.postings import Postings
from search.backends.whoosh.segments.terms import Strings
from search.backends.whoosh.segments.values import Several

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.backends.whoosh.segments.arrays import Arrays


class Contents:
    """What never changes of a segment; cached by its name from one generation to the next. `numbers` are what vocabularies
    of facets call its values."""

    def __init__(self, name: str, arrays: Arrays) -> None:
        self.name = name
        self.arrays = arrays
        self.size = int(arrays.facts["documents"])
        self.fields = {field: Postings(arrays, field) for field in arrays.facts["fields"]}
        self.article = arrays["article"]
        self.revision = arrays["revision"]
        self.day = arrays["day"]
        self.rank = arrays["rank"]
        self.story = arrays["story"]
        self._several: dict[str, Several] = {}
        self._names: dict[str, Strings] = {}
        self.numbers: dict[str, NDArray[np.int64] | None] = {}

    def total_length(self, field: str) -> int:
        return int(self.arrays.facts["lengths"].get(field, 0))

    def several(self, facet: str) -> Several:
        """The values of a facet of which a document has any number."""
        if facet not in self._several:
            ways = (self.arrays[f"{facet}.{name}"] for name in ("value_ptr", "values", "start", "docs"))
            self._several[facet] = Several(*ways)
        return self._several[facet]

    def names(self, facet: str) -> Strings:
        if facet not in self._names:
            self._names[facet] = Strings.names(self.arrays, facet)
        return self._names[facet]

    def names_of(self, facet: str, document: int) -> list[bytes]:
        """The values that a document has."""
        names = self.names(facet)
        return [names[ordinal] for ordinal in self.several(facet).of(document)]

    def documents_having(self, facet: str, name: bytes) -> NDArray[Any]:
        """The documents that have a value, ascending."""
        ordinal = self.names(facet).find(name)
        return self.several(facet).documents(ordinal) if ordinal >= 0 else np.empty(0, np.int32)

    def text(self, document: int) -> tuple[str, str]:
        """Title and body."""
        stored = isal_zlib.decompress(self._piece("text", document)).decode("utf-8", "surrogatepass")
        title, _, body = stored.partition("\0")
        return title, body

    def starts(self, document: int) -> bytes:
        """Where the words of the body begin, as `inversion` packs it."""
        return self._piece("starts", document)

    def _piece(self, name: str, document: int) -> bytes:
        bounds = self.arrays[f"{name}_start"]
        return self.arrays[name][bounds.item(document) : bounds.item(document + 1)].tobytes()

    @cached_property
    def in_story(self) -> NDArray[np.bool_]:
        """Whether each document tells the story of others, too."""
        return self.story > 0

    @cached_property
    def owner(self) -> NDArray[np.int32]:
        """The document of each figure."""
        return np.repeat(np.arange(self.size, dtype=np.int32), np.diff(self.arrays["figure.ptr"]))


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A segment in one generation. `live` tells which documents are still there, None for all of them; `key` names
    segment and deletions, for caches."""

    contents: Contents
    live: NDArray[np.bool_] | None
    documents: int
    key: tuple[str, int]

    @classmethod
    def of(cls, contents: Contents, live: NDArray[np.bool_] | None) -> Segment:
        documents = contents.size if live is None else int(np.count_nonzero(live))
        return cls(contents, live, documents, (contents.name, contents.size - documents))

    def all(self) -> NDArray[Any]:
        """The numbers of the documents that are there."""
        return np.arange(self.contents.size) if self.live is None else np.flatnonzero(self.live)
