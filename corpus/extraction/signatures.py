"""How writers sign an article beside the plain "By Jane Doe": with their job, their paper, their desk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.extraction.media import is_known_medium
from corpus.extraction.people import are_people

_LONGEST = 150  # characters
_REMEMBERED = 512  # lines
_JOB = (
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|journalists?|contributors?|staff(?:er)?|"
    r"bureau(?:\schief)?|desk|interns?|agencies)"
)
_RANK = (
    r"(?:staff|senior|special|chief|deputy|contributing|managing|assistant|associate|our|guest|foreign|freelance|news|"
    r"business|science|technology|tech|health|markets?|finance|financial|economics?|economy|energy|industry|web|online|"
    r"asia|china|india|europe|special\sto)"
)
_JOB_LINE = re.compile(rf"(?:{_RANK}\s){{0,3}}{_JOB}", re.IGNORECASE)
_WITH_JOB = re.compile(
    rf"(?:by:?\s)?(?P<names>[A-Z][^|/]{{3,80}}?)(?:,|\s[|/–—-])\s(?P<job>(?:[\w.&'’-]{{1,20}}\s){{0,4}}{_JOB})(?:\s(?:in|for)\s[\w,. ]{{2,40}})?",
    re.IGNORECASE,
)
_FOR_AGENCY = re.compile(r"(?:[Bb]y:?\s|BY\s)?(?P<names>[A-Z].{3,80}),\s(?P<agency>[A-Z][\w'’ .-]{1,40})")
_WRITTEN_BY = re.compile(
    r"(?:(?:written|reported|words|story|text|article|posted|submitted)\s)?by:?\s(?P<names>[A-Z].{3,80})",
    re.IGNORECASE,
)
_STAFF = re.compile(
    rf"by:?\s(?P<paper>(?:[\w'’&.-]{{1,20}}\s){{0,3}}?)(?:{_RANK}\s){{0,2}}{_JOB}(?:\s(?P<names>[A-Z].{{3,80}}))?",
    re.IGNORECASE,
)
_WITH_PLACE = re.compile(
    r"(?P<names>[A-Z].{3,60}?)(?:,\s|\sin\s|\s[|/]\s)(?P<place>[A-Z][\w'’-]+(?:[\s,]{1,2}[A-Z][\w'’-]+){0,2})"
)


@dataclass(frozen=True, slots=True)
class Signature:
    names: str | None
    medium: str | None = None


@lru_cache(maxsize=_REMEMBERED)
def parse_signature(line: str) -> Signature | None:
    """The signature that the line as a whole is; None for any other line."""
    if len(line) > _LONGEST:
        return None
    if is_job(line):
        return Signature(None)
    return _staff(line) or _person(line)


def is_job(line: str) -> bool:
    """Nothing but what somebody is at a paper: "Senior Correspondent"."""
    return bool(_JOB_LINE.fullmatch(line))


def signs_beside_date(line: str) -> str | None:
    """Who signed in a line that means nothing else next to the line of the date: a name, or one with a place."""
    if len(line) > _LONGEST or is_known_medium(line):
        return None
    if are_people(line):
        return line
    match = _WITH_PLACE.fullmatch(line)
    return match["names"] if match and are_people(match["names"]) else None


def _staff(line: str) -> Signature | None:
    match = _STAFF.fullmatch(line)
    if not match or (match["names"] and not are_people(match["names"])):
        return None
    paper = match["paper"].strip()
    return Signature(match["names"], paper if is_known_medium(paper) else None)


def _person(line: str) -> Signature | None:
    for pattern in (_WITH_JOB, _FOR_AGENCY, _WRITTEN_BY):
        match = pattern.fullmatch(line)
        if match and are_people(match["names"]):
            agency = match.groupdict().get("agency")
            if not agency or is_known_medium(agency):
                return Signature(match["names"], agency)
    return None
