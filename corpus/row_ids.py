"""Ids of rows as texts that somebody sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_DIGITS = 18  # fit into 64 bits whatever they are


def id_of(text: str) -> int | None:
    """The id; None for what no row's can be."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def ids_of(texts: Iterable[str]) -> list[int]:
    """Those that can be ids, each once, in their order."""
    return list(dict.fromkeys(pk for text in texts if (pk := id_of(text)) is not None))
