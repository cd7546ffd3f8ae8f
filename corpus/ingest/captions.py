"""Captions: the text under a picture and the credit of who took it."""

from __future__ import annotations

import re

_LONGEST_CAPTION = 350  # characters; a longer line is a paragraph that a credit is glued to
_AGENCY = (
    r"(?:Xinhua|VCG|IC|AFP|Reuters|AP|EPA|ANI|PTI|dpa|CFP|CNS|CNSPHOTO|China Daily|China News Service|Getty Images|"
    r"Getty|iStock|Shutterstock|Unsplash|Bloomberg|Yonhap|Bernama|VNA|VNS|Imaginechina|SHINE|Ti Gong|People's Daily Online)"
)
_CREDIT_WORD = (
    r"(?:photos?|images?|pictures?|pics?|credits?|illustration|graphic|screenshot|courtesy|provided)"
)
_IN_BRACKETS = r"[^\[\]()（）]"
_CREDITS = (
    rf"[\[(（]\s?(?:file |stock |handout )?{_CREDIT_WORD}\b{_IN_BRACKETS}{{0,120}}[\])）]\.?",
    rf"[\[(（](?:{_IN_BRACKETS}{{0,60}}[/|,]\s?)?{_AGENCY}(?:\s?[/|,]{_IN_BRACKETS}{{0,60}})?[\])）]",
    r"[.!?。][\"”]?\s[(（][A-Z][^()（）]{1,50}[)）]",  # a name in brackets after the full stop
    rf"(?-i:\b(?=[A-Z])){_CREDIT_WORD}(?:\scredits?)?\s?:[^.!?]{{1,120}}\.?",
    r"(?-i:\bP(?:hoto|HOTO)s?)\s?(?:/|by\s|courtes?r?y\s(?:of\s)?|provided\s(?:by|to)\s)[^.!?]{1,120}\.?",
    rf"/\s?(?:for\s)?{_AGENCY}",
    rf"[.!?。][\"”]?\s?\|\s?{_AGENCY}",
)
_CREDIT = re.compile(rf"(?:{'|'.join(_CREDITS)})$", re.IGNORECASE)
_CAPTION_START = re.compile(
    r"[\[(（]?(?:(?:(?:this|an?|the|in this)\s)?(?:(?:aerial|file|undated|combo|stock|drone|handout)\s){0,3}"
    r"(?:photos?|image|picture)\s(?:dated|taken|shows?|provided|released|captured)\b"
    r"|(?:an?\s|the\s)?(?:aerial|night|panoramic|general|bird's-eye)\sview\b"
    r"|(?:photo|image|picture|caption)(?:\scredit)?\s?:|figure\s\d+[.:]|pictured\b)",
    re.IGNORECASE,
)
_PHOTO_DESK = re.compile(
    rf"[\s(\[]{{0,2}}(?:{_AGENCY}|ssi ti|file photo|(?:photo )?provided to {_AGENCY}|shot by [^.]{{3,60}}\.?)[\s.)\]]{{0,2}}",
    re.IGNORECASE,
)
_CREDIT_AREA = 200
_REPORTS = re.compile(
    r"[.!?][\"”]?\s[A-Z\"“].*[.!?]|\b(?:said|told|added|according to|will|would|has|have|had)\b", re.DOTALL
)
_SIGNATURE = re.compile(
    rf"(?<=[.!?。\"”’])\s?(?:[-–—]{{1,3}}\s?{_AGENCY}|[(（]{_AGENCY}[)）])\.?$", re.IGNORECASE
)


def is_caption(line: str) -> bool:
    """The text under a picture, with or without who took it."""
    if len(line) > _LONGEST_CAPTION or is_photo_credit(line):
        return False
    return bool(_CREDIT.search(line[-_CREDIT_AREA:]) or _CAPTION_START.match(line))


def is_signed_report(line: str) -> bool:
    """Whether it ends with an agency and nothing else and tells a story: two sentences, or one that reports. A caption says
    in one sentence what a picture shows."""
    is_signed = bool(_SIGNATURE.search(line)) and not _CAPTION_START.match(line)
    return is_signed and bool(_REPORTS.search(line))


def unsigned(line: str) -> str:
    """The line without the agency that signs it."""
    return _SIGNATURE.sub("", line)


def is_photo_credit(line: str) -> bool:
    """Nothing but who took a picture. Above the text the same words may say who published the article."""
    return bool(_PHOTO_DESK.fullmatch(line))
