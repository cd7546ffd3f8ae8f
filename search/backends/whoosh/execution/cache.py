"""A cache bounded by bytes."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

OVERHEAD = 300  # bytes of an entry beside its arrays
LATELY = 4  # what was asked for lately is what a fourth of the cache would hold


class Sized(Protocol):
    """An array, or several."""

    @property
    def nbytes(self) -> int: ...


Kept = TypeVar("Kept", bound=Sized)


class ArrayCache:
    """Arrays by key, the least recently used left out first. Safe for threads; two may compute the same."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._arrays: OrderedDict[Hashable, Any] = OrderedDict()
        self._asked = 0
        self._lately: OrderedDict[Hashable, int] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, compute: Callable[[], Kept]) -> Kept:
        with self._lock:
            known: Kept | None = self._arrays.get(key)
            if known is not None:
                self._arrays.move_to_end(key)
                return known
        array = compute()
        with self._lock:
            if key not in self._arrays:
                self._arrays[key] = array
                self._size += array.nbytes + OVERHEAD
            while self._size > self._limit and self._arrays:
                _, dropped = self._arrays.popitem(last=False)
                self._size -= dropped.nbytes + OVERHEAD
        return array

    def is_worth_keeping(self, key: Hashable, nbytes: int) -> bool:
        """Whether it is kept, or was asked for so lately that it would still be here; remembers that it's asked for now. What
        is asked for once is not worth computing for more than one answer, and pushes out what is."""
        with self._lock:
            if key in self._arrays:
                return True
            was_asked_for = key in self._lately
            self._asked += nbytes + OVERHEAD - self._lately.pop(key, 0)
            self._lately[key] = nbytes + OVERHEAD
            while self._asked * LATELY > self._limit:
                self._asked -= self._lately.popitem(last=False)[1]
            return was_asked_for
