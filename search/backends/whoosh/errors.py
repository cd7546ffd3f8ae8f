"""Why an index can't be used, in sentences for a person."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.faults import advice_on
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


class Damage(Exception):
    """A file of the index is not as it was written."""


class Unusable(IndexUnavailable):
    """An index in another state than READY, which a rebuild mends."""

    needs_rebuild = True

    def __init__(self, state: IndexState) -> None:
        super().__init__(SENTENCES[state])
        self.state = state


@contextmanager
def explained(done: str) -> Iterator[None]:
    """`done` is what is done with the index, "read" or "written". A file that is gone or not as it was written is damage.
    What the system refuses (descriptors, space, memory, permission) is said to be that: a rebuild wouldn't mend it. All else
    is a mistake of ours, and goes on as it is."""
    try:
        yield
    except SearchError:
        raise
    except (Damage, FileNotFoundError) as error:
        logger.exception("The search index can't be used")
        raise Unusable(IndexState.DAMAGED) from error
    except MemoryError as error:
        raise IndexUnavailable(f"The search index can't be {done}: not enough memory.") from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        said = f"The search index can't be {done}: {error.strerror}{where}. {advice_on(error) or ''}"
        raise IndexUnavailable(said.strip()) from error
