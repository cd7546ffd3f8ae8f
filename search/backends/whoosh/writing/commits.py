"""Commits: each is a new table of contents, which tells which segments there are and which of their documents are there no
more. Segments never change. Callers hold the build's lock; Whoosh's own is left out."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from whoosh.index import TOC

from search.backends.whoosh.schema import SCHEMA
from search.backends.whoosh.segments.arrays import Arrays
from search.backends.whoosh.segments.postings import ragged
from search.backends.whoosh.storage import opened
from search.backends.whoosh.writing.building import NAME, new_segment, path_of
from search.backends.whoosh.writing.merging import merge_segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.backends.whoosh.segments.codec import ColumnarSegment


def create_index(build: Path) -> None:
    with opened(build) as files:
        TOC.create(files, SCHEMA, NAME)


def segments_of(build: Path) -> list[ColumnarSegment]:
    """Those of the last commit."""
    with opened(build) as files:
        found: list[ColumnarSegment] = TOC.read(files, NAME, schema=SCHEMA).segments
        return found


@contextmanager
def changing(build: Path) -> Iterator[list[ColumnarSegment]]:
    """Yields the segments of the last commit; what the caller makes of the list and of their deletions is the next one. It
    is durable when this returns; when it fails, the last one stays."""
    with opened(build) as files:
        toc = TOC.read(files, NAME, schema=SCHEMA)
        known = {segment.segid for segment in toc.segments}
        yield toc.segments
        toc.segments = [segment for segment in toc.segments if segment.doc_count()]
        toc.generation += 1
        for segment in toc.segments:
            if segment.segid not in known:
                files.add(path_of(build, segment).name)
        toc.write(files, NAME)
    _remove_others(build, toc)


def remove_leftovers(build: Path) -> None:
    """Remove files that the last commit doesn't name."""
    with opened(build) as files:
        _remove_others(build, TOC.read(files, NAME, schema=SCHEMA))


def _remove_others(build: Path, toc: TOC) -> None:
    kept = {TOC._filename(NAME, toc.generation), *(path_of(build, segment).name for segment in toc.segments)}
    for file in build.iterdir():
        if file.name.startswith((f"{NAME}_", f"_{NAME}_")) and file.name not in kept:
            file.unlink(missing_ok=True)


def supersede(build: Path, segments: Iterable[ColumnarSegment], new: Sequence[ColumnarSegment]) -> None:
    """Delete what the documents of new segments replace: in `segments`, and in the new ones all but the last of each
    article."""
    articles = [arrays_of(build, segment)["article"] for segment in new]
    for segment, replaced in zip(new, _all_but_last(articles), strict=True):
        segment.deleted.update(np.flatnonzero(replaced).tolist())
    delete(build, segments, np.concatenate(articles))


def _all_but_last(articles: list[NDArray[np.int64]]) -> list[NDArray[np.bool_]]:
    """Whether the same article comes again after it."""
    together = np.concatenate(articles)
    order = np.argsort(together, kind="stable")
    found = np.zeros(len(together), bool)
    found[order[:-1]] = together[order[:-1]] == together[order[1:]]
    return np.split(found, np.cumsum([len(part) for part in articles])[:-1])


def delete(build: Path, segments: Iterable[ColumnarSegment], article_ids: NDArray[np.int64]) -> None:
    """Delete articles from segments; unknown ids are ignored."""
    wanted = np.unique(article_ids)
    for segment in segments:
        arrays = arrays_of(build, segment)
        articles, order = arrays["article"], arrays["article_order"]
        first = np.searchsorted(articles, wanted, "left", sorter=order)
        last = np.searchsorted(articles, wanted, "right", sorter=order)
        index, _ = ragged(first, last - first)
        segment.deleted.update(order[index].tolist())


def merge_group(build: Path, group: Sequence[ColumnarSegment]) -> int:
    """Make one of some segments of the last commit. Returns the number of its documents."""
    names = {segment.segid for segment in group}
    found = [segment for segment in segments_of(build) if segment.segid in names]
    documents = sum(segment.doc_count() for segment in found)
    sources = [(arrays_of(build, segment), segment.deleted) for segment in found]
    merged = new_segment(build, documents, lambda file: merge_segments(file, sources))
    with changing(build) as segments:
        segments[:] = [segment for segment in segments if segment.segid not in names]
        segments.append(merged)
    return documents


def arrays_of(build: Path, segment: ColumnarSegment) -> Arrays:
    return Arrays(path_of(build, segment))
