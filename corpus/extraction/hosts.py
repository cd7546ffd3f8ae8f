"""Lines that say who held or paid for something: the event of the article, or at the page's end the site."""

from __future__ import annotations

import re

HOST_LABEL = (
    r"(?:(?:co-?)?(?:hosts?|undertakers?|organi[sz]ers?|sponsors?|supporters?)|"
    r"(?:(?:co|jointly)[ -]?)?(?:hosted|undertaken|organi[sz]ed|sponsored|supported|guided|co-?hosted)\sby|"
    r"(?:hosting|guiding|guidance|undertaking|organi[sz]ing|organi[sz]ational|supporting|implementing|sponsoring)\s"
    r"(?:units?|organi[sz]ations?|institutions?|bod(?:y|ies)))"
)
_HOST = re.compile(rf"{HOST_LABEL}\s?[:：]", re.IGNORECASE)
_OWNER = re.compile(
    r"(?i:sponsored|hosted|organi[sz]ed|operated|managed|administered|maintained|run|owned)"
    r"(?i:\s(?:and|&)\s(?:managed|operated|run|maintained|hosted|owned))?\s(?i:by)\s?[:：]?\s?(?:[Tt]he\s)?"
    r"(?P<name>[A-Z][^|©:：\n]{3,120})"
)
_SENTENCE_END = re.compile(r"[a-z]{2}\.$")
_LONGEST_OWNER = 160  # characters


def names_hosts(line: str) -> bool:
    """Whether the line as a whole says who held, ran or paid for something."""
    return bool(_HOST.match(line)) or site_owner(line) is not None


def site_owner(line: str) -> str | None:
    """The name in "Sponsored by Nantong Municipal People's Government", if that is all the line says."""
    match = _OWNER.fullmatch(line) if len(line) <= _LONGEST_OWNER else None
    return match["name"].strip(" .,") if match and not _SENTENCE_END.search(line) else None
