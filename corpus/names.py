"""Names compared and put into addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import slugify

from corpus.extraction.lists import organisation_key

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["organisation_key", "unique_slug"]


def unique_slug(name: str, taken: Callable[[str], bool], *, qualifier: str = "") -> str:
    """A readable slug that isn't taken: the name, then with the qualifier (a parent's name), then with a number."""
    base = (slugify(name) or slugify(name, allow_unicode=True))[:180] or "unnamed"
    for candidate in filter(None, (base, qualifier and f"{base}-{slugify(qualifier)}"[:190])):
        if not taken(candidate):
            return candidate
    return next(slug for n in range(2, 1_000_000) if not taken(slug := f"{base}-{n}"))
