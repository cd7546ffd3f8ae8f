"""Commits: each is a new table of contents, which tells which segments there are and which of their documents are there no
more. Files never change. Callers hold the build's lock; Whoosh's own is left out."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from whoosh.index import TOC

from search.backends.whoosh.schema import SCHEMA
from search.backends.whoosh.segments.arrays import Arrays
from search.backends.whoosh.segments.codec import NAME
from search.backends.whoosh.segments.postings import ragged
from search.backends.whoosh.storage import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.codec import ColumnarSegment
    from search.backends.whoosh.storage import Files


def create_index(build: Path) -> None:
    with opened(build) as files:
        TOC.create(files, SCHEMA, NAME)


def segments_of(build: Path) -> list[ColumnarSegment]:
    """Those of the last commit."""
    with opened(build) as files:
        found: list[ColumnarSegment] = files.contents().segments
        return found


def arrays_of(build: Path, segment: ColumnarSegment) -> Arrays:
    return Arrays(build / segment.arrays_name)


class Changes:
    """What the next commit makes of the last one's segments."""

    def __init__(self, build: Path, segments: list[ColumnarSegment]) -> None:
        self.segments = segments
        self._build = build
        self._live: dict[str, NDArray[np.bool_]] = {}

    def add(self, new: Sequence[ColumnarSegment]) -> None:
        """New segments, whose documents replace those of the same articles: in the segments there are, and in the new ones
        all but the last of each."""
        articles = [arrays_of(self._build, segment)["article"].copy() for segment in new]  # files are closed
        self.delete_articles(np.concatenate(articles))
        self.segments += new
        for segment, replaced in zip(new, _all_but_last(articles), strict=True):
            self.delete(segment, np.flatnonzero(replaced))

    def delete_articles(self, article_ids: NDArray[np.int64]) -> None:
        """Unknown ids are ignored."""
        wanted = np.unique(article_ids)
        for segment in self.segments:
            arrays = arrays_of(self._build, segment)
            articles, order = arrays["article"], arrays["article_order"]
            first = np.searchsorted(articles, wanted, "left", sorter=order)
            last = np.searchsorted(articles, wanted, "right", sorter=order)
            index, _ = ragged(first, last - first)
            self.delete(segment, order[index])

    def delete(self, segment: ColumnarSegment, documents: NDArray[np.integer]) -> None:
        """Documents of a segment by number, some of which may be gone already."""
        if not len(documents):
            return
        live = self.live(segment)
        if live[documents].any():
            live[documents] = False
            self._live[segment.segid] = live
            segment.deleted = segment.documents - int(np.count_nonzero(live))

    def live(self, segment: ColumnarSegment) -> NDArray[np.bool_]:
        if (known := self._live.get(segment.segid)) is not None:
            return known
        live = segment.live(self._build)
        return np.ones(segment.documents, bool) if live is None else live

    def write_deletions(self, files: Files) -> None:
        for segment in self.segments:
            if segment.segid in self._live:
                segment.deletions = secrets.token_hex(4)
                with files.add(segment.live_name).open("xb") as file:
                    file.write(np.packbits(self._live[segment.segid]).tobytes())


@contextmanager
def changing(build: Path) -> Iterator[Changes]:
    """What the caller makes of the last commit is the next one. It is durable when this returns; when it fails, the last
    one stays."""
    with opened(build) as files:
        toc = files.contents()
        known = {segment.segid for segment in toc.segments}
        changes = Changes(build, toc.segments)
        yield changes
        toc.segments = changes.segments = [segment for segment in changes.segments if segment.doc_count()]
        toc.generation += 1
        for segment in toc.segments:
            if segment.segid not in known:
                files.add(segment.arrays_name)
        changes.write_deletions(files)
        toc.write(files, NAME)
    _remove_others(build, toc)


def remove_leftovers(build: Path) -> None:
    """Remove files that the last commit doesn't name."""
    with opened(build) as files:
        _remove_others(build, files.contents())


def _remove_others(build: Path, toc: TOC) -> None:
    named = (name for segment in toc.segments for name in segment.file_names)
    kept = {TOC._filename(NAME, toc.generation), *named}
    for file in build.iterdir():
        if file.name.startswith((f"{NAME}_", f"_{NAME}_")) and file.name not in kept:
            file.unlink(missing_ok=True)


def _all_but_last(articles: list[NDArray[np.int64]]) -> list[NDArray[np.bool_]]:
    """Whether the same article comes again after it."""
    together = np.concatenate(articles)
    order = np.argsort(together, kind="stable")
    found = np.zeros(len(together), bool)
    found[order[:-1]] = together[order[:-1]] == together[order[1:]]
    return np.split(found, np.cumsum([len(part) for part in articles])[:-1])
