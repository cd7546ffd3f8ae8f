"""What can go wrong in search.

SearchError
├── QueryError           what a person typed can't be read; the message is meant for them
├── ParametersError      parameters of a search that can't be read, each with its sentence
└── IndexUnavailable     no index to answer from: missing, damaged, made by another version, or refused by the machine
"""

from __future__ import annotations

from dataclasses import dataclass

from search.messages import Message


class SearchError(Exception):
    """The root of search's errors."""


class QueryError(SearchError):
    """What was typed can't be read. `message` says what is wrong and what to do, with `%(name)s` for each of `values`;
    `position` is the code point in the typed text where it is, if there is one place."""

    def __init__(self, text: str, /, *, position: int | None = None, **values: object) -> None:
        self.message = Message(text, values)
        super().__init__(str(self.message))
        self.position = position


@dataclass(frozen=True, slots=True)
class ParameterError:
    """Why a parameter can't be read, for people; `position` as in `QueryError`."""

    parameter: str
    message: str
    position: int | None = None


class ParametersError(SearchError):
    """Parameters can't be read."""

    def __init__(self, *errors: ParameterError) -> None:
        super().__init__(" ".join(error.message for error in errors))
        self.errors = errors


class IndexUnavailable(SearchError):
    """The index can't answer now, in a sentence for who runs the site. The database is untouched. `needs_rebuild` tells
    whether a rebuild mends it: else the machine refuses something, or another process is at it."""

    needs_rebuild = False
