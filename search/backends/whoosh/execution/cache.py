"""A cache bounded by bytes."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

OVERHEAD = 300  # bytes of an entry beside its arrays


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
