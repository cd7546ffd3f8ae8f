"""What a single line of a page is for, as far as the line alone tells; dates and bylines are in corpus.extraction."""

from __future__ import annotations

import re

from corpus.extraction.page_words import CONTROL_WORDS, SECTION_WORDS

_LONGEST_HEADING = 200  # characters
_LONGEST_QUESTION = 120  # a longer one is part of the text
_SENTENCE_END = re.compile(r"[.。][\"”’')\]]{0,3}$")
_QUESTION_END = re.compile(r"[!?!?][\"”’')\]]{0,3}$")
_WORD = re.compile(r"[^\W\d_]")

_CHINESE_MENU = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]{1,6}")
_BREADCRUMB = re.compile(
    r"(?:(?:you are here|your (?:current )?(?:location|position)|(?:current )?(?:location|position))\s?[::]?\s?)?"
    r"(?:home(?:\s?page)?|index|main|front page)\s{0,4}(?:>{1,2}|»|›|→|/|\\|::|-{1,2}>|\|)",
    re.IGNORECASE,
)
_CRUMB = re.compile(r"\s?(?:>{1,2}|»|›|→)\s?")
_FILE_NAME = re.compile(
    r"[^\s/]{1,60}(?:\s[^\s/]{1,20}){0,3}\.(?:png|jpe?g|gif|webp|bmp|mp4|svg)", re.IGNORECASE
)
_SLIDE_SHOW = re.compile(r"\d{1,3} Photos? \| View (?:Slide ?Show|Gallery) ?[›>»]?\s{0,3}", re.IGNORECASE)

_AGENCY = (
    r"(?:Xinhua|VCG|IC|AFP|Reuters|AP|EPA|ANI|PTI|dpa|CFP|CNS|CNSPHOTO|China Daily|China News Service|Getty Images|"
    r"Getty|iStock|Shutterstock|Unsplash|Bloomberg|Yonhap|Bernama|VNA|Imaginechina|SHINE|Ti Gong|People's Daily Online)"
)
_CREDIT_WORD = (
    r"(?:photos?|images?|pictures?|pics?|credits?|illustration|graphic|screenshot|courtesy|provided)"
)
_IN_BRACKETS = r"[^\[\]()()]"
_CREDITS = (
    rf"[\[((]\s?(?:file |stock |handout )?{_CREDIT_WORD}\b{_IN_BRACKETS}{{0,120}}[\]))]\.?",
    rf"[\[((](?:{_IN_BRACKETS}{{0,60}}[/|,]\s?)?{_AGENCY}(?:\s?[/|,]{_IN_BRACKETS}{{0,60}})?[\]))]",
    r"[.!?。][\"”]?\s[((][A-Z][^()()]{1,50}[))]",  # a name in brackets after the full stop
    rf"(?-i:\b(?=[A-Z])){_CREDIT_WORD}(?:\scredits?)?\s?:[^.!?]{{1,120}}\.?",
    r"(?-i:\bP(?:hoto|HOTO)s?)\s?(?:/|by\s|courtes?r?y\s(?:of\s)?|provided\s(?:by|to)\s)[^.!?]{1,120}\.?",
    rf"[/|]\s?{_AGENCY}",
)
_CREDIT = re.compile(rf"(?:{'|'.join(_CREDITS)})$", re.IGNORECASE)
_CAPTION_START = re.compile(
    r"(?:(?:(?:this|an?|the|in this)\s)?(?:(?:aerial|file|undated|combo|stock|drone|handout)\s){0,3}"
    r"(?:photos?|image|picture)\s(?:dated|taken|shows?|provided|released|captured)\b"
    r"|(?:an?\s|the\s)?(?:aerial|night|panoramic|general|bird's-eye)\sview\b"
    r"|(?:photo|image|picture|caption)(?:\scredit)?\s?:|figure\s\d+[.:]|pictured\b)",
    re.IGNORECASE,
)
_PHOTO_DESK = re.compile(
    rf"[\s(\[]{{0,2}}(?:{_AGENCY}|ssi ti|file photo|(?:photo )?provided to {_AGENCY}|shot by [^.]{{3,60}}\.?)[\s.)\]]{{0,2}}",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 200

COPYRIGHT = re.compile(
    r"(?:copyrights?\s?(?:[©ⓒ]|\(c\)|&copy;|reserved|of\b|by\b|[::]|(?:19|20)\d\d)|[©ⓒ]|\(c\)\s?(?:19|20)\d\d)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\ball rights? reserved(?=\s*(?:$|[.,|!]|by\b|presented\b))|ICP\s?[备備证證]|公网安备|公网安$|^京公网安|ICP\sNo\b",
    re.IGNORECASE,
)


def is_navigation(line: str) -> bool:
    """Menus, breadcrumbs, share and print bars, names of image files, lone marks."""
    if not _WORD.search(line):
        return not any(character.isdigit() for character in line) or len(line) <= 3
    return bool(
        _BREADCRUMB.match(line)
        or _SLIDE_SHOW.fullmatch(line)
        or _FILE_NAME.fullmatch(line)
        or _is_control_bar(line)
        or _is_trail(line)
        or _is_language_bar(line)
    )


def is_section(line: str) -> bool:
    """The name of a section or a menu. Only holds before the text: below it such a line may be a heading."""
    words = _menu_words(line)
    known = sum(word in SECTION_WORDS for word in words)
    starts_menu = words[:1] == ["home"] or words[-1:] == ["services"]
    return known == len(words) or (starts_menu and known * 2 >= len(words) >= 4 and is_heading(line))


def _is_control_bar(line: str) -> bool:
    words = _menu_words(line)
    return all(word in CONTROL_WORDS or word.isdigit() or _CHINESE_MENU.fullmatch(word) for word in words)


def _menu_words(line: str) -> list[str]:
    return [word for word in re.split(r"[\s,.;:()\[\]]+", line.lower()) if word]


def _is_trail(line: str) -> bool:
    """Three or more short parts between marks: "News > Business > Investment"."""
    parts = _CRUMB.split(line)
    return len(parts) > 2 and len(line) < 200 and all(len(part) < 60 for part in parts[:-1])


def _is_language_bar(line: str) -> bool:
    parts = [part.strip().lower() for part in re.split(r"[|:/·•]", line)]
    names = {
        "english",
        "chinese",
        "language",
        "languages",
        "deutsch",
        "français",
        "中文",
        "简体",
        "繁體",
        "korean",
        "japanese",
        "russian",
    }
    return len(parts) > 1 and all(part in names for part in parts)


def is_caption(line: str) -> bool:
    """The text under a picture, with or without who took it."""
    return bool(_CREDIT.search(line[-_LONGEST_CREDIT:]) or _CAPTION_START.match(line))


def is_photo_credit(line: str) -> bool:
    """Nothing but who took a picture. Above the text the same words may say who published the article."""
    return bool(_PHOTO_DESK.fullmatch(line))


def is_copyright(line: str) -> bool:
    """A line of the page's end that says who owns it, or its licence number."""
    return len(line) < 400 and bool(
        COPYRIGHT.match(line.lstrip()) or (_RIGHTS.search(line) and len(line) < 250)
    )


def is_heading(line: str) -> bool:
    """Short, and no sentence; a short question may head an article."""
    if _QUESTION_END.search(line):
        return len(line) <= _LONGEST_QUESTION
    return len(line) <= _LONGEST_HEADING and not _SENTENCE_END.search(line)


def split_slide_show(line: str) -> tuple[str, str]:
    """A gallery's button glued to the text after it; the first part is empty where there is none."""
    match = _SLIDE_SHOW.match(line)
    return (line[: match.end()].strip(), line[match.end() :]) if match else ("", line)
