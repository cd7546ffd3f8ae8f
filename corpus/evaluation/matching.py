"""When a found value counts as the labelled one. Names may differ in form, not in what they mean."""

from __future__ import annotations

import html
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPANY_FORM = re.compile(
    r"\b(?:co|ltd|inc|corp|corporation|company|limited|group|llc|plc|holdings?|the)\b\.?|[.,()'’\"]",
    re.IGNORECASE,
)
ADMINISTRATIVE = re.compile(
    r"\s+(?:zhuang autonomous region|autonomous region|new district|province|city|district|county|municipality"
    r"|region|town)$"
)
IN_BRACKETS = re.compile(r" \([^()]*\)$")
GOVERNMENT_OF = re.compile(r"people[’']s government of (?:the )?(.+)")
GOVERNMENT_LEVEL = re.compile(r"(?:municipal|provincial|people[’']s|city|metropolitan)\s+(?=government)")
ALIKE_TITLE = 0.93
ALIKE_NAME = 0.92
LONG_NAME = 8  # letters: shorter names must be equal
TOLERANCE = 1e-6  # relative


def region_key(name: str) -> str:
    bare = IN_BRACKETS.sub("", name).lower().replace("’", "'").replace("hi-tech", "high-tech")
    return ADMINISTRATIVE.sub("", bare).replace("new area", "").strip()


def organisation_key(name: str) -> str:
    plain = name.lower().replace("&", " and ")
    plain = GOVERNMENT_OF.sub(r"\1 government", plain)
    plain = GOVERNMENT_LEVEL.sub("", re.sub(r"\bprovince\b", "", plain))
    return " ".join(COMPANY_FORM.sub(" ", plain).split())


def same_region(labelled: Sequence[str], found: Sequence[str]) -> bool:
    """Whether two lists of names mean one region."""
    return bool({region_key(name) for name in labelled} & {region_key(name) for name in found})


def same_organisation(labelled: Sequence[str], found: Sequence[str]) -> bool:
    wanted, got = ({organisation_key(name) for name in names} for names in (labelled, found))
    return bool(wanted & got) or any(
        len(one) > LONG_NAME and SequenceMatcher(None, one, other).ratio() >= ALIKE_NAME
        for one in wanted
        for other in got
    )


def is_part_of_organisation(labelled: Sequence[str], found: Sequence[str]) -> bool:
    """The looser test for optional ones: the label may be a part of the name (the first) that was found."""
    return same_organisation(labelled, found) or organisation_key(labelled[0]) in organisation_key(found[0])


def same_title(labelled: str, found: str) -> bool:
    return SequenceMatcher(None, html.unescape(labelled).lower(), found.lower()).ratio() > ALIKE_TITLE


def same_source(labelled: str, found: str) -> bool:
    return labelled.lower() in found.lower() or found.lower() in labelled.lower()


def same_number(labelled: float, found: float) -> bool:
    return abs(labelled - found) <= TOLERANCE * abs(labelled)
