"""The lines of a page's header that say when, by whom and where a text was published, taken apart.

Take out of such a line all that only a header holds (dates, times, labels, media, addresses, the words of share bars):
what is left is a name, or nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.extraction.date_patterns import TIME, find_dates, find_doubtful_dates, holds_date
from corpus.extraction.hosts import HOST_LABEL
from corpus.extraction.media import DOMAIN, is_known_medium, is_medium, medium_with_place
from corpus.extraction.page_words import CONTROL_WORDS
from corpus.extraction.signatures import parse_signature

_LONGEST_LINE = 220  # characters
_REMEMBERED = 512  # lines: a page's line is asked about several times

_DATE_LABEL = (
    r"(?:(?:last|first)\s)?(?:updated?|published|posted|modified|released?|created|uploaded|issued|publishing|"
    r"(?:pub(?:lish|lication|lishing)?|release|issue|upload)[ -]?(?:date|time)|date\sof\s(?:issue|publication|release)|date|time)(?:\s(?:on|at|in|date|time))?"
)
_WHO_LABEL = (
    r"(?:source|from|editors?|edited\sby|authors?|reporters?|writers?|written\sby|reported\sby|written|by|"
    r"correspondents?|responsible\seditor|contributors?|photos?\sby|translated\sby|proofreader|"
    r"views?|hits?|clicks?|visits|pageviews?|page\sviews?|(?:reading|click|view|browsing)\s(?:volume|times|count|number)|"
    r"number\sof\s(?:views|clicks|visits|readers)|read(?:ing)?\stime|font(?:\ssize)?|category|tags?|key\s?words?)"
)
_PUBLISHER = r"(?:publisher|(?:published|released|issued)\sby|issu(?:er|ing\s(?:authority|body|agency|department|unit)))"
_LABEL = re.compile(
    rf"\b(?:{_DATE_LABEL}|{_WHO_LABEL}|{_PUBLISHER}|{HOST_LABEL})\s{{0,2}}[:：]", re.IGNORECASE
)
_LABEL_AT_START = re.compile(rf"\W{{0,4}}{_LABEL.pattern}", re.IGNORECASE)
_LABEL_WITHOUT_COLON = re.compile(
    r"\b(?:last|first|originally|updated?|published|posted|press|release|date|time|source|"
    r"on|at|by|in|and|staff|reporter|writer|admin(?:istrator)?|webmaster)\b",
    re.IGNORECASE,
)
_RELEASED_BY = re.compile(r"(?:SOURCE|(?i:news (?:provided|released) by))\s(?P<name>[A-Z][^|]{2,120})")
_SOURCE_LABEL = re.compile(rf"\b(?:source|from|来源|{_PUBLISHER})\s{{0,2}}[:：]\s{{0,2}}", re.IGNORECASE)
_AUTHOR_LABEL = re.compile(
    r"\b(?:authors?|writers?|written\sby|reporters?|reported\sby|correspondents?)\s{0,2}[:：]\s{0,2}",
    re.IGNORECASE,
)

_EDITOR = re.compile(r"\beditors?\s?[:：]\s?[\w.'-]+", re.IGNORECASE)  # often a nickname in lower case
_EMAIL = re.compile(r"[\w.+-]{1,60}@[\w.-]{1,60}")
_STAFF_NOTE = re.compile(
    r"\W?(?:additional\s)?(?:reporting|writing|editing|compiled|edited)\sby\s", re.IGNORECASE
)
_CONTACT = re.compile(
    r"(?:contact\s(?:the\s)?(?:reporter|writer|editor)s?|(?:please\s)?(?:contact|reach) (?:us|the (?:writer|editor)s?) at)\b",
    re.IGNORECASE,
)
_STAFF_WORDS = re.compile(r"\b(?:additional|reporting|writing|editing|compiled|edited)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\b\d{1,3}[ -]min(?:ute)?s?[ -]read\b|\b\d{1,3}\s(?:minute|hour|day|month|year)s?\sago\b|\bpages?\s?[A-Z]?\d{1,3}\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:staff|senior|special|our)?\s?(?:writer|reporter|correspondent|editor|bureau|staff)s?", re.IGNORECASE
)
_ZONE = re.compile(r"\b(?:UTC|GMT|IST|KST|JST|HKT|SGT|BJT)\s?[+-]?\d{0,2}\b")
_WORD = re.compile(r"[^\W\d_][\w'’&+-]*")
_PARTS = re.compile(r"[,|/()（）【】\[\]•·]|\s[-–—]\s|\b[Bb]y\s")
_SENTENCE_END = re.compile(r"[.!?。！？][\"”’')\]]{0,3}$")

_NAME_WORD = r"[A-Z][\w'’-]*\.?"
_PARTICLE = r"(?:al|bin|da|de|del|den|der|di|du|el|la|le|van|von)\s"
_BETWEEN_NAMES = r"(?:,\s(?:and\s)?|\s&\s|\sand\s|\s)"
_NAMES = rf"{_NAME_WORD}(?:{_BETWEEN_NAMES}(?:{_PARTICLE})?{_NAME_WORD}){{0,11}}"
_WORKPLACE = r"\sin\s[A-Z][\w'’-]+(?:,?\s[A-Z][\w'’-]+){0,2}"
_BYLINE = re.compile(
    rf"\W{{0,3}}[Bb][Yy]\s{{0,2}}[:：]?\s{{1,2}}(?P<names>{_NAMES})(?:{_WORKPLACE})?"
    r"(?=\s*(?:$|[|(/,•·–—-]|\d|Updated|Published|Posted|Source))"
)
_SIGNED_AFTER = re.compile(rf"[|\s][Bb]y\s(?P<names>{_NAMES})\W*$")
_LONE_NAME = re.compile(r"[A-Z][A-Za-z'’-]+(?:\s[A-Z]\.)?(?:\s[A-Z][A-Za-z'’-]+){1,2}")


@lru_cache(maxsize=_REMEMBERED)
def is_header_line(line: str) -> bool:
    """Whether the line holds nothing but dates, sources, bylines and labels, with a few names or words of a share bar."""
    if len(line) > _LONGEST_LINE:
        return False
    if _is_lone_medium(line) or is_staff_note(line) or _RELEASED_BY.fullmatch(line):
        return True
    if _ASIDE.fullmatch(line) or _is_byline(line) or parse_signature(line) or _CONTACT.match(line):
        return True
    if _LABEL_AT_START.match(line):
        if holds_date(line) and len(_left_over(line)) <= 4:
            return True
        return _are_names(_left_over(line), 14) and not _SENTENCE_END.search(line.rstrip("."))
    if (":" in line or "：" in line) and _LABEL.search(line):
        return _are_names(_left_over(line), 6)
    is_stated = holds_date(line) or (_PARTS.search(line) and media_in(line))
    return bool(is_stated) and _are_names(_left_over(line), 3)


def _is_lone_medium(line: str) -> bool:
    name = re.sub(r"^[\s()（）\[\]|/–-]+|[\s()（）\[\]|/–-]+$", "", line)
    return is_known_medium(name) or bool(DOMAIN.fullmatch(name))


def is_lone_name(line: str) -> bool:
    """Two or three words that may be a person's name."""
    return bool(_LONE_NAME.fullmatch(line)) and not (is_medium(line) or parse_signature(line))


def named_source(line: str) -> str | None:
    """What stands after "Source:" or "From:"."""
    return _labelled(line, _SOURCE_LABEL)


def releasing_body(line: str) -> str | None:
    """What stands after the "SOURCE" that closes a press release or the "News provided by" above it."""
    match = _RELEASED_BY.fullmatch(line)
    return match["name"].strip() if match else None


def medium_in(line: str) -> str | None:
    """The first medium or address that stands in the line as a part of its own."""
    signature = parse_signature(line)
    if signature and signature.medium:
        return signature.medium
    return next(iter(media_in(line)), None) or medium_with_place(line)


def authors(line: str) -> str | None:
    """The names of a byline, as they are written, without roles and media."""
    signature = parse_signature(line)
    if signature:
        return signature.names
    line = _without_dates(line)
    match = _BYLINE.match(line) or _SIGNED_AFTER.search(line)
    if not match:
        return _labelled(line, _AUTHOR_LABEL)
    names = (name.strip() for name in match["names"].split(","))
    return (
        ", ".join(name for name in names if name and not _ROLE.fullmatch(name) and not is_known_medium(name))
        or None
    )


def _is_byline(line: str) -> bool:
    line = _without_dates(line)
    match = _BYLINE.match(line)
    return match is not None and _are_names(_left_over(line[match.end() :]), 5)


def is_staff_note(line: str) -> bool:
    """Who reported, wrote and edited for an agency, most often with where."""
    return bool(_STAFF_NOTE.match(line)) and _are_names(_left_over(_STAFF_WORDS.sub("", line)), 20)


def _labelled(line: str, label: re.Pattern[str]) -> str | None:
    """What stands between a label and whatever comes next: a mark, a date, another label, the words of a share bar."""
    match = label.search(line)
    if not match:
        return None
    words = _part_after(line[match.end() :]).split()
    while words and words[-1].lower() in CONTROL_WORDS:
        words.pop()
    value = " ".join(words).strip(" .,;:-–(")
    return value if any(character.isalpha() for character in value) else None


def _part_after(rest: str) -> str:
    ends = [match.start() for pattern in (_LABEL, TIME) for match in [pattern.search(rest)] if match]
    ends += [span.start for span in find_dates(rest)[:1]]
    ends += [match.start() for match in [re.search(r"[|()（）【】\[\]]|\s[-–—]\s", rest)] if match]
    return rest[: min(ends, default=len(rest))]


def media_in(line: str) -> list[str]:
    """The media or addresses that stand in the line as parts of their own."""
    parts = [part.strip() for part in _PARTS.split(_without_labels(line))]
    found = [part for part in parts if is_medium(part)]
    return found or DOMAIN.findall(line)


def _without_dates(line: str) -> str:
    spans = [(span.start, span.end) for span in find_dates(line) or find_doubtful_dates(line)]
    for start, end in reversed(spans):
        line = f"{line[:start]} | {line[end:]}"
    return line


def _without_labels(line: str) -> str:
    line = _without_dates(line)
    for pattern in (_EMAIL, _ASIDE, TIME, _ZONE, _WEEKDAY, _EDITOR, _LABEL):
        line = pattern.sub(" | ", line)
    return line


def _left_over(line: str) -> list[str]:
    """The words that nothing of a header accounts for."""
    parts = (part for part in _PARTS.split(DOMAIN.sub(" | ", _without_labels(line))) if not is_medium(part))
    words = _WORD.findall(_LABEL_WITHOUT_COLON.sub(" ", " ".join(parts)))
    return [word for word in words if word.lower() not in CONTROL_WORDS]


_CHINESE_CLAUSE = re.compile("[\u4e00-\u9fff]{13}")  # longer than the name of a person or a paper


def _are_names(words: list[str], most: int) -> bool:
    """At most so many words, and two thirds of them written like names. Chinese has neither blanks nor capitals: a long
    run of it is a sentence."""
    small = sum(word[0].islower() for word in words)
    return len(words) <= most and small * 3 <= len(words) and not any(map(_CHINESE_CLAUSE.match, words))
