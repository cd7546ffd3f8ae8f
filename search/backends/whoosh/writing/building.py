"""New segments: made by this process, or by others beside it, each of a part of the documents."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import secrets
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from search.backends.whoosh.segments.codec import ColumnarSegment
from search.backends.whoosh.words.analysis import forget
from search.backends.whoosh.writing.glossary import Glossary
from search.backends.whoosh.writing.inversion import Inverted, Room, write_inverted
from search.errors import IndexUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from search.documents import SearchDocument


logger = logging.getLogger(__name__)


def new_segment(
    build: Path, documents: int, write: Callable[[BinaryIO], None], *, prefix: str = ""
) -> ColumnarSegment:
    """A segment of so many documents, written by `write`. No commit names it yet; `prefix` is before its file's name."""
    segment = ColumnarSegment(secrets.token_hex(8), documents)
    path = build / f"{prefix}{segment.arrays_name}"
    try:
        with path.open("xb") as file:
            write(file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return segment


def give_back_memory() -> None:
    """What is known of words, and what is free already: the C library keeps it, a third of what making segments takes."""
    forget()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # glibc has it
        trim(0)


class Builder:
    """In this process."""

    def __init__(self, build: Path, room: Room) -> None:
        self._build = build
        self._room = room
        self._glossary = Glossary()

    def segments_of(self, documents: Sequence[SearchDocument]) -> list[ColumnarSegment]:
        """As many as it takes to keep to the room. One document that can't be indexed by itself is logged and left out: it
        must not keep all others from being found."""
        found: list[ColumnarSegment] = []
        while documents:
            try:
                segment = self._segment_of(documents)
            except (OverflowError, ValueError):
                return found + self._of_halves(documents)
            found.append(segment)
            documents = documents[segment.documents :]
        return found

    def clear(self) -> None:
        """Forget the words that it has met."""
        self._glossary.clear()

    def _of_halves(self, documents: Sequence[SearchDocument]) -> list[ColumnarSegment]:
        self.clear()
        if len(documents) == 1:
            logger.exception("Article %s can't be indexed; it won't be found.", documents[0].article_id)
            return []
        half = len(documents) // 2
        return self.segments_of(documents[:half]) + self.segments_of(documents[half:])

    def _segment_of(self, documents: Sequence[SearchDocument]) -> ColumnarSegment:
        """Of the first of them."""
        if len(self._glossary) >= self._room.strings:  # names and numbers never end
            self.clear()
        inverted = Inverted(self._glossary)
        taken = documents[: inverted.take(documents, self._room)]
        return new_segment(self._build, len(taken), lambda file: write_inverted(file, taken, inverted))


class Team:
    """Builders in processes of their own. They start anew instead of as copies: this process may have threads and
    connections."""

    def __init__(self, build: Path, room: Room, processes: int) -> None:
        self._pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (build, room))
        self._most = processes + 1  # parts that are held in memory, worked on or waiting
        self._waiting: deque[Future[list[ColumnarSegment]]] = deque()
        self._done: list[ColumnarSegment] = []

    def put(self, documents: Sequence[SearchDocument]) -> None:
        """Waits while there is enough to do."""
        with _loss_explained():
            while len(self._waiting) >= self._most:
                self._done += self._waiting.popleft().result()
            self._waiting.append(self._pool.submit(_segments_of, documents))

    def take(self) -> list[ColumnarSegment]:
        """The segments of what was put since the last time, in its order."""
        with _loss_explained():
            for future in self._waiting:
                self._done += future.result()
        self._waiting.clear()
        done, self._done = self._done, []
        return done

    def close(self) -> None:
        """Waits for what is under way."""
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def _loss_explained() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise IndexUnavailable(
            "A process that was building the search index was ended, perhaps for want of memory."
        ) from error


_builder: Builder | None = None  # of a process of a team


def _begin(build: Path, room: Room) -> None:
    global _builder
    _builder = Builder(build, room)
    gc.disable()  # nothing here goes round in circles, and looking for it takes a tenth of the time
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Else it would wait for work for ever when the parent is killed."""
    parent = parent_process()
    if parent:
        parent.join()
    os._exit(1)


def _segments_of(documents: Sequence[SearchDocument]) -> list[ColumnarSegment]:
    if _builder is None:
        raise RuntimeError("This process is of no team")
    return _builder.segments_of(documents)
