"""Completions of what is being typed into the search box."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from corpus.models import OrganisationKind, RegionLevel
from search.backends import get_backend
from search.limits import MAX_LENGTH
from search.names import organisations_like, regions_like
from search.query import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from search.names import Named

OF_EACH = 3  # regions, organisations
WORDS = 4
LONGEST_NAME = 3  # words of a name that are looked at
LAST = re.compile(r'(?:^|(?<=[\s(-]))(?:(?P<field>\w+):)?"?(?P<words>[^\s"():][^"():]*)$')
ODD = re.compile(r'["()\s:*?~-]')  # a name with any of these is put in quotes


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is the whole search that it would make; `label` and `kind` say what it adds."""

    text: str
    label: str
    kind: str


def suggestions(typed: str) -> tuple[Suggestion, ...]:
    """Regions and organisations whose names begin as the last words do, then words that begin as the last one does. At most
    two database queries for each of the three words looked at. Raises `IndexUnavailable`."""
    last = LAST.search(typed)
    if last is None or len(typed) > MAX_LENGTH or typed.endswith(" "):
        return ()
    field = (last["field"] or "").lower()
    found: list[Suggestion] = []
    if field in ("", Field.REGION):
        found += _names(typed, last, Field.REGION, lambda text: regions_like(text, limit=OF_EACH))
    if field in ("", Field.ORG):
        found += _names(typed, last, Field.ORG, lambda text: organisations_like(text, limit=OF_EACH))
    if field in ("", Field.TITLE) and '"' not in typed:
        found += _words(typed)
    return tuple(found)


def _names(
    typed: str, last: re.Match[str], field: Field, named: Callable[[str], list[Named]]
) -> Iterator[Suggestion]:
    """Names for the most of the last words that begin any."""
    kinds = OrganisationKind if field is Field.ORG else RegionLevel
    for start, words in _tails(last):
        if found := named(words):
            before = typed[: last.start() if start == last.start("words") else start]
            for name in found:
                label = str(kinds(name.kind).label).lower()
                yield Suggestion(f"{before}{field}:{_quoted(name.name)}", name.name, label)
            return


def _tails(last: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The last words, the last but one, ... with where they begin. After a field and in quotes all of them belong together."""
    starts = [last.start("words") + word.start() for word in re.finditer(r"[^\s-]\S*", last["words"])]
    is_one = bool(last["field"]) or '"' in last[0]
    for start in starts[:1] if is_one else starts[-LONGEST_NAME:]:
        yield start, last.string[start:]


def _words(typed: str) -> Iterator[Suggestion]:
    """The last word, completed."""
    begun = typed[: len(typed) - len(re.split(r"[\s(:-]", typed)[-1])]
    for word in get_backend().suggest(typed, limit=WORDS).completions:
        yield Suggestion(begun + word, word, _("word"))


def _quoted(name: str) -> str:
    """As it is read as one name; quotes in it can't be said."""
    plain = name.replace('"', " ").replace("“", " ").replace("”", " ")
    return f'"{plain}"' if ODD.search(plain) else plain
