"""One answer at a time in a process: two that are made at once would wait for each other's Python, both until the end."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

TURN_HAS_COME = "gleaner.turn_has_come"  # what the worker wants to be called, in the environment of a request
_turn = Lock()


@contextmanager
def in_turn(environ: Mapping[str, Any]) -> Iterator[None]:
    """Waits until no other answer is being made, and says so to the worker, which then takes in who is next: what needs no
    turn, such as a page that is kept, is answered meanwhile."""
    with _turn:
        if tell := environ.get(TURN_HAS_COME):
            tell()
        yield
