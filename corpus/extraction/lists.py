"""What people say of names, for extraction to obey."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.extraction.base import OrganisationKind

LEGAL_FORM = re.compile(r"\b(?:co|company|ltd|limited|inc|incorporated|corp|corporation|llc|plc)\b")
NOT_A_WORD = re.compile(r"[^\w]+")


def organisation_key(name: str) -> str:
    """The name as it is compared: without case, accents, punctuation, "the" and forms of incorporation."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = NOT_A_WORD.sub(" ", letters.replace("’s ", "s ").replace("'s ", "s ")).strip()
    bare = NOT_A_WORD.sub(" ", LEGAL_FORM.sub(" ", words)).strip().removeprefix("the ")
    return (bare or words)[:300]


@dataclass(frozen=True, slots=True)
class NameLists:
    """Keys of names that are never an organisation or never a region, and names that always are an organisation, each
    with its kind."""

    never_organisations: frozenset[str] = frozenset()
    always_organisations: tuple[tuple[str, OrganisationKind], ...] = ()
    never_regions: frozenset[str] = frozenset()

    def bars_organisation(self, *names: str) -> bool:
        return bool(self.never_organisations) and any(
            organisation_key(name) in self.never_organisations for name in names
        )

    def bars_region(self, name: str) -> bool:
        return bool(self.never_regions) and organisation_key(name) in self.never_regions


NO_LISTS = NameLists()
