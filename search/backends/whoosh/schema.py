"""The fields of the index.

`title` and `body` are scored and stored; `source`, `region` and `org` are the names that `field:word` looks in. `forms`
holds the words that stemming changes, as written: prefixes are looked up there, too. `record` is `records.Record`.

The title counts more by a factor on its score in queries, not by a weight in the index: it can be tuned without a
rebuild, and doesn't saturate as a term frequency would.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from whoosh.fields import COLUMN, ID, FieldType, Schema
from whoosh.formats import Existence, Positions

from search.backends.whoosh.analysis import occurrences
from search.backends.whoosh.records import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from search.documents import SearchDocument

VERSION = "1"  # of fields and analysis: another version needs a rebuild

BETWEEN_NAMES = 16  # positions between the names of a field, so that no phrase runs from one into the next

_Posting = tuple[bytes, int, float, bytes]


class WordsField(FieldType):  # type: ignore[misc]
    """Takes text as term -> positions, already analysed, so that Whoosh's token generators have no part in it."""

    def __init__(self, *, stored: bool = False) -> None:
        self.format = Positions()
        self.scorable = True
        self.stored = stored

    def index(self, value: Mapping[str, list[int]], **kwargs: Any) -> Iterator[_Posting]:
        for term, positions in value.items():
            yield term.encode(), len(positions), float(len(positions)), self.format.encode(positions)


class FormsField(FieldType):  # type: ignore[misc]
    """Takes a set of terms."""

    def __init__(self) -> None:
        self.format = Existence()

    def index(self, value: Iterable[str], **kwargs: Any) -> Iterator[_Posting]:
        for form in value:
            yield form.encode(), 1, 1.0, b""


SCHEMA = Schema(
    id=ID(),
    title=WordsField(stored=True),
    body=WordsField(stored=True),
    source=WordsField(),
    region=WordsField(),
    org=WordsField(),
    forms=FormsField(),
    record=COLUMN(),
)


def fields_of(document: SearchDocument) -> dict[str, Any]:
    """A document as Whoosh's writer takes it."""
    forms: set[str] = set()
    return {
        "id": str(document.article_id),
        "title": invert((document.title,), forms),
        "_stored_title": document.title,
        "body": invert((document.body,), forms),
        "_stored_body": document.body,
        "source": invert((document.source,), forms),
        "region": invert(document.region_names, forms),
        "org": invert(document.organisation_names, forms),
        "forms": forms,
        "record": encode(document),
    }


def invert(texts: Iterable[str], forms: set[str]) -> dict[str, list[int]]:
    """Term -> its positions, ascending. The forms that stemming changed are added to `forms`."""
    positions = defaultdict(list)
    base = 0
    for text in texts:
        last = base
        for term, form, position, _, _ in occurrences(text):
            last = base + position
            positions[term].append(last)
            if form != term:
                forms.add(form)
        base = last + BETWEEN_NAMES
    return positions
