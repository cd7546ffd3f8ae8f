"""Names compared and put into addresses."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.utils.text import slugify

if TYPE_CHECKING:
    from collections.abc import Callable

LEGAL_FORM = re.compile(r"\b(?:co|company|ltd|limited|inc|incorporated|corp|corporation|llc|plc)\b")
NOT_A_WORD = re.compile(r"[^\w]+")


def organisation_key(name: str) -> str:
    """The name as it is compared: without case, accents, punctuation, "the" and forms of incorporation."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = NOT_A_WORD.sub(" ", letters.replace("’s ", "s ").replace("'s ", "s ")).strip()
    bare = NOT_A_WORD.sub(" ", LEGAL_FORM.sub(" ", words)).strip().removeprefix("the ")
    return (bare or words)[:300]


def unique_slug(name: str, taken: Callable[[str], bool], *, qualifier: str = "") -> str:
    """A readable slug that isn't taken: the name, then with the qualifier (a parent's name), then with a number."""
    base = (slugify(name) or slugify(name, allow_unicode=True))[:180] or "unnamed"
    for candidate in filter(None, (base, qualifier and f"{base}-{slugify(qualifier)}"[:190])):
        if not taken(candidate):
            return candidate
    return next(slug for n in range(2, 1_000_000) if not taken(slug := f"{base}-{n}"))
