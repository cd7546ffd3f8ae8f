"""Documents into one build. Callers hold its lock; Whoosh's own is left out."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from whoosh.index import TOC, FileIndex
from whoosh.reading import TermNotFound
from whoosh.writing import SegmentWriter

from search.backends.whoosh.schema import SCHEMA
from search.backends.whoosh.storage import Codec, opened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

NAME = "MAIN"
MEMORY_MB = 64  # of postings, before they are sorted on disk


def create_index(build: Path) -> None:
    with opened(build) as files:
        TOC.create(files, SCHEMA, NAME)


def add(build: Path, documents: Mapping[int, dict[str, Any]]) -> None:
    """Add or replace documents, given as `schema.fields_of`, in one durable commit."""
    if documents:
        with _commit(build) as writer:
            _delete(writer, documents)
            for fields in documents.values():
                writer.add_document(**fields)


def delete(build: Path, article_ids: Collection[int]) -> None:
    if article_ids:
        with _commit(build) as writer:
            _delete(writer, article_ids)


@contextmanager
def _commit(build: Path) -> Iterator[SegmentWriter]:
    with opened(build) as files:
        index = FileIndex(files, schema=SCHEMA, indexname=NAME)
        writer = SegmentWriter(index, _lk=False, codec=Codec(), compound=False, limitmb=MEMORY_MB)
        try:
            yield writer
            writer.commit()
        except BaseException:
            with suppress(
                Exception
            ):  # the first error says more; what is left of the segment goes at the next commit
                writer.cancel()
            raise


def _delete(writer: SegmentWriter, article_ids: Collection[int]) -> None:
    """One reader for all; Whoosh's `update_document` and `delete_by_term` open one for each document."""
    reader = writer.reader()
    for article_id in article_ids:
        try:
            documents = list(reader.postings("id", str(article_id)).all_ids())
        except TermNotFound:
            continue
        for document in documents:
            writer.delete_document(document)
