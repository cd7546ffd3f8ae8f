"""Why an index can't be used, in sentences for a person."""

from __future__ import annotations

import logging

from corpus.faults import advice_on
from search.backends.base import IndexState
from search.errors import IndexUnavailable, SearchError

logger = logging.getLogger(__name__)

REBUILD = "Run `manage.py rebuild_index`; no article is lost."
SENTENCES = {
    IndexState.MISSING: f"There is no search index yet. {REBUILD}",
    IndexState.DAMAGED: f"The search index is damaged. {REBUILD}",
    IndexState.OUTDATED: f"The search index was made by another version of Gleaner. {REBUILD}",
}


class Damage(Exception):
    """A file of the index is not as it was written."""


class Unusable(IndexUnavailable):
    """An index in another state than READY, which a rebuild mends."""

    needs_rebuild = True

    def __init__(self, state: IndexState) -> None:
        super().__init__(SENTENCES[state])
        self.state = state


class explained:
    """A context whose `done` is what is done with the index, "read" or "written". A file that is gone or not as it was written
    is damage. What the system refuses (descriptors, space, memory, permission) is said to be that: a rebuild wouldn't mend
    it. All else is a mistake of ours, and goes on as it is. (A class, since a generator takes each search longer.)"""

    def __init__(self, done: str) -> None:
        self._done = done

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        match error:
            case None | SearchError():
                return
            case Damage() | FileNotFoundError():
                logger.exception("The search index can't be used")
                raise Unusable(IndexState.DAMAGED) from error
            case MemoryError():
                raise IndexUnavailable(
                    f"The search index can't be {self._done}: not enough memory."
                ) from error
            case OSError():
                where = f" ({error.filename})" if error.filename else ""
                why = f"{error.strerror}{where}. {advice_on(error) or ''}"
                raise IndexUnavailable(f"The search index can't be {self._done}: {why}".strip()) from error
