"""Why an index can't be used, in sentences for a person."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from search.backends.base import IndexState
from search.errors import IndexUnavailable, SearchError

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

REBUILD = "Run `manage.py rebuild_index`; no article is lost."
SENTENCES = {
    IndexState.MISSING: f"There is no search index yet. {REBUILD}",
    IndexState.DAMAGED: f"The search index is damaged. {REBUILD}",
    IndexState.OUTDATED: f"The search index was made by another version of Gleaner. {REBUILD}",
}


class Unusable(IndexUnavailable):
    """An index in another state than READY."""

    def __init__(self, state: IndexState) -> None:
        super().__init__(SENTENCES[state])
        self.state = state


def damaged() -> Unusable:
    """To be raised from the error that is being handled, which is logged for whoever runs the server."""
    logger.exception("The search index can't be used")
    return Unusable(IndexState.DAMAGED)


@contextmanager
def damage_explained() -> Iterator[None]:
    """Whatever Whoosh raises over a file it can't read (it has no errors of its own for that) is damage."""
    try:
        yield
    except SearchError:
        raise
    except Exception as error:
        raise damaged() from error


@contextmanager
def writing_explained() -> Iterator[None]:
    """As `damage_explained`; a full disk or a missing permission is said to be that."""
    try:
        with damage_explained():
            yield
    except Unusable as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and not isinstance(cause, FileNotFoundError):
            raise IndexUnavailable(f"The search index can't be written: {cause.strerror}.") from cause
        raise
