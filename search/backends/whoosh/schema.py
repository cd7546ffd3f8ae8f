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
    from collections.abc import Iterable, Iterator

    from search.documents import SearchDocument

VERSION = "1"  # of fields and analysis: another version needs a rebuild

TEXT_FIELDS = ("title", "body")
NAME_FIELDS = ("source", "region", "org")
BETWEEN_NAMES = 16  # positions between the names of a field, so that no phrase runs from one into the next

_Posting = tuple[bytes, int, float, bytes]


class WordsField(FieldType):  # type: ignore[misc]
    """Texts as terms with positions, by this package's analysis instead of Whoosh's token generators."""

    def __init__(self, *, stored: bool) -> None:
        self.format = Positions()
        self.scorable = True
        self.stored = stored

    def index(self, value: str | tuple[str, ...], **kwargs: Any) -> Iterator[_Posting]:
        for term, positions in invert((value,) if isinstance(value, str) else value).items():
            yield term.encode(), len(positions), float(len(positions)), self.format.encode(positions)


class FormsField(FieldType):  # type: ignore[misc]
    """A set of terms."""

    def __init__(self) -> None:
        self.format = Existence()

    def index(self, value: Iterable[str], **kwargs: Any) -> Iterator[_Posting]:
        for form in value:
            yield form.encode(), 1, 1.0, b""


SCHEMA = Schema(
    id=ID(),
    title=WordsField(stored=True),
    body=WordsField(stored=True),
    source=WordsField(stored=False),
    region=WordsField(stored=False),
    org=WordsField(stored=False),
    forms=FormsField(),
    record=COLUMN(),
)


def invert(texts: Iterable[str]) -> dict[str, list[int]]:
    """Term -> its positions, ascending."""
    positions = defaultdict(list)
    base = 0
    for text in texts:
        last = base
        for term, _, position, _, _ in occurrences(text):
            last = base + position
            positions[term].append(last)
        base = last + BETWEEN_NAMES
    return positions


def stemmed_forms(texts: Iterable[str]) -> set[str]:
    return {form for text in texts for term, form, _, _, _ in occurrences(text) if form != term}


def fields_of(document: SearchDocument) -> dict[str, Any]:
    """A document as Whoosh's writer takes it."""
    texts: dict[str, str | tuple[str, ...]] = {
        "title": document.title,
        "body": document.body,
        "source": document.source,
        "region": document.region_names,
        "org": document.organisation_names,
    }
    names = (document.source, *document.region_names, *document.organisation_names)
    return {
        "id": str(document.article_id),
        **texts,
        "forms": stemmed_forms((document.title, document.body, *names)),
        "record": encode(document),
    }
