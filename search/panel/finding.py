"""Searching inside a long facet: without regard to case and accents, and by every alias."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from corpus.models import OrganisationAlias, Region
from corpus.names import organisation_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import QueryDict

LONGEST = 60  # characters of what is looked for
MOST_NAMES = 5_000  # looked at, of those that have what is looked for; only one or two letters have more
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Finds:
    """What is looked for inside each facet. No part of a search, so no part of its address."""

    region: str = ""
    organisation: str = ""
    source: str = ""

    @classmethod
    def of(cls, parameters: QueryDict) -> Finds:
        return cls(
            *(
                parameters.get(f"find_{name}", "").replace("\0", "").strip()[:LONGEST]
                for name in ("region", "organisation", "source")
            )
        )


def find_organisations(text: str, counts: Mapping[str, int], number: int) -> dict[str, int]:
    """Of the organisations counted, those with most articles that have every word of the text in one of their names. One
    query. Keys are without "Company" and the like, which somebody may be typing, so names are looked at, too."""
    names = OrganisationAlias.objects.all()
    words = organisation_key(text).split()[:MOST_WORDS]
    for word in words:
        names = names.filter(Q(key__contains=word) | Q(name__icontains=word))
    slugs = names.values_list("organisation__slug", flat=True)[:MOST_NAMES] if words else ()
    return _commonest(slugs, counts, number)


def find_regions(text: str, counts: Mapping[str, int], number: int) -> dict[str, int]:
    """Of the regions counted, those with most articles that have every word of the text in their name. One query."""
    words = plain(text).split()[:MOST_WORDS]
    names = Region.objects.filter(slug__in=list(counts)).values_list("slug", "name") if words else ()
    return _commonest((slug for slug, name in names if _has(words, name)), counts, number)


def find_sources(text: str, counts: Mapping[str, int], number: int) -> dict[str, int]:
    words = plain(text).split()[:MOST_WORDS]
    return _commonest((name for name in counts if _has(words, name)), counts, number)


def plain(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _has(words: Iterable[str], name: str) -> bool:
    known = plain(name)
    return all(word in known for word in words)


def _commonest(values: Iterable[str], counts: Mapping[str, int], number: int) -> dict[str, int]:
    found = {value: counts[value] for value in values if value in counts}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:number])
