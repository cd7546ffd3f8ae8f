"""Finished pages that all workers of a server have in common: a table in memory that they share."""

from __future__ import annotations

import mmap
import time
from functools import cache
from hashlib import blake2b
from struct import Struct
from zlib import crc32

PLACE = 32 << 10  # bytes; a compressed page takes half of that, and what isn't written to takes no memory
WAYS = 4  # places that a page may be in
HEAD = Struct("<16sIIQ")  # what the page is for, its length and checksum; when it was asked for last
TIME = Struct("<Q")
TIME_AT = HEAD.size - TIME.size


class SharedPages:
    """Pages in so many bytes. Processes that were forked from the one that made it read and write the same pages, without
    waiting for each other: what is read while somebody writes it doesn't fit its checksum, and counts as not kept."""

    def __init__(self, size: int) -> None:
        self._sets = max(1, size // (PLACE * WAYS))
        self._memory = mmap.mmap(-1, self._sets * WAYS * PLACE)

    def get(self, key: str) -> bytes | None:
        name = _name(key)
        for place in self._places(name):
            held, length, checksum, _ = HEAD.unpack_from(self._memory, place)
            if held == name:
                start = place + HEAD.size
                page = self._memory[start : start + length]
                if crc32(page) == checksum:
                    TIME.pack_into(self._memory, place + TIME_AT, time.monotonic_ns())
                    return page
        return None

    def put(self, key: str, page: bytes) -> None:
        """Instead of the page that was asked for longest ago, of the few that share its places. One that is larger than a
        place isn't kept."""
        start = HEAD.size
        if len(page) > PLACE - start:
            return
        name = _name(key)
        place = min(self._places(name), key=lambda place: self._age(place, name))
        self._memory[place + start : place + start + len(page)] = page
        HEAD.pack_into(self._memory, place, name, len(page), crc32(page), time.monotonic_ns())

    def _places(self, name: bytes) -> range:
        first = int.from_bytes(name[:8], "little") % self._sets * WAYS * PLACE
        return range(first, first + WAYS * PLACE, PLACE)

    def _age(self, place: int, name: bytes) -> int:
        """Lowest where the page is already."""
        held, *_, asked_for = HEAD.unpack_from(self._memory, place)
        return -1 if held == name else asked_for


def _name(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=16).digest()


@cache
def shared_pages(megabytes: int) -> SharedPages:
    """Those of this process and all that are forked from it from now on."""
    return SharedPages(megabytes << 20)
