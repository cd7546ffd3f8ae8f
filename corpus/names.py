"""Names compared, completed and put into addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.text import slugify

from corpus.extraction.lists import organisation_key

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["is_like", "is_too_short", "keys_like", "organisation_key", "unique_slug"]

FEWEST_LETTERS = 2  # of a name in Latin letters


def is_too_short(key: str) -> bool:
    """Whether too little was typed to look for names that begin so."""
    return len(key) < (FEWEST_LETTERS if key.isascii() else 1)


def is_like(key: str, own: str) -> bool:
    """Whether a name, or a word in it, begins like the key. One without spaces between words may have it anywhere."""
    return own.startswith(key) or _inside(key) in own


def keys_like(key: str) -> Q:
    """The same of the column `key`."""
    begins = Q(key__gte=key, key__lt=f"{key}\U0010ffff")  # unlike LIKE, this uses the index
    return begins | Q(key__contains=_inside(key))


def _inside(key: str) -> str:
    return f" {key}" if key.isascii() else key


def unique_slug(name: str, taken: Callable[[str], bool], *, qualifier: str = "") -> str:
    """A readable slug that isn't taken: the name, then with the qualifier (a parent's name), then with a number."""
    base = (slugify(name) or slugify(name, allow_unicode=True))[:180] or "unnamed"
    for candidate in filter(None, (base, qualifier and f"{base}-{slugify(qualifier)}"[:190])):
        if not taken(candidate):
            return candidate
    return next(slug for n in range(2, 1_000_000) if not taken(slug := f"{base}-{n}"))
