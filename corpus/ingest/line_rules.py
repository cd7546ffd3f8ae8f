"""What a single line of a page is for, as far as the line alone tells; dates and bylines are in corpus.extraction."""

from __future__ import annotations

import re

from corpus.extraction.page_words import CONTROL_WORDS, SECTION_WORDS

LONGEST_HEADING = 200  # characters
_LONGEST_MENU = 300
_LONGEST_QUESTION = 120  # a longer one is part of the text
_SENTENCE_END = re.compile(
    r"(?:(?<!\bCo)(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\b[A-Z]\.[A-Z])(?<!\.\.)\.|。)[\"”’')\]]{0,3}$"
)
_SECOND_SENTENCE = re.compile(r"[a-z]{4}[.!?][\"”]?\s[A-Z]")
_QUESTION_END = re.compile(r"[!?！？][\"”’')\]]{0,3}$")
_LETTER = re.compile(r"[^\W\d_]")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")

_CHINESE_MENU = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]{1,6}")
_LANGUAGES = frozenset(
    [
        "english",
        "chinese",
        "language",
        "languages",
        "deutsch",
        "français",
        "korean",
        "japanese",
        "russian",
        "中文",
        "简体",
        "繁體",
        "日本語",
        "简体中文",
        "繁體中文",
        "繁体中文",
        "español",
        "português",
        "русский",
        "العربية",
        "italiano",
        "tiếng việt",
        "bahasa",
        "한국어",
    ]
)
_BREADCRUMB = re.compile(
    r"(?:(?:you are here|your (?:current )?(?:location|position)|(?:current )?(?:location|position))\s?[:：]?\s?)?"
    r"(?:home(?:\s?page)?|index|main|front page)\s{0,4}(?:>{1,2}|»|›|→|/|\\|::|-{1,2}>|\|)",
    re.IGNORECASE,
)
_CRUMB = re.compile(r"\s?(?:>{1,2}|»|›|→)\s?")
_SECTION = r"[A-Z][\w&-]{1,20}(?:\s[\w&-]{1,20}){0,2}"
_SECTIONS = re.compile(rf"{_SECTION}(?:\s/\s{_SECTION}){{1,4}}")
_FILE_NAME = re.compile(
    r"[^\s/]{1,60}(?:\s[^\s/]{1,20}){0,3}\.(?:png|jpe?g|gif|webp|bmp|mp4|svg)", re.IGNORECASE
)
_BAR_MARK = re.compile(r"\s?[|·•‧∣丨]\s?|\s/\s")
_FEWEST_BAR_PARTS = 3
_MOST_PART_WORDS = 4
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PLAYER = re.compile(
    r"listen(?: to this (?:article|story))?(?:\s\(?\d.{0,15})?|(?:watch|play)(?: the)? video.{0,20}|.{0,20}\b(?:AI|auto)[- ]generated audio.{0,30}|"
    r"\(?\d{1,4}\)? ?(?:user )?(?:comments?|says?|shares?|views?|likes?|replies)|(?:\w[\w'’]{0,20} ){0,3}home ?page|"
    r"[«‹<←]?\s?(?:back|return) to .{2,20}|listen to the full (?:version|article|story)|advertise?ment|reading time\s?[:：]?.{0,20}|why you can trust .{2,40}|"
    r"follow (?:us|.{2,30}) on (?:google|facebook|twitter|x|whatsapp|telegram|linkedin|wechat)\b.{0,30}",
    re.IGNORECASE,
)
# "(LEAD)", "(2nd LD)", "[News]": how often a wire has changed a report, or the name of a column.
_TAG = re.compile(
    r"[\[(（](?:\d(?:st|nd|rd|th)\s)?(?:lead|ld|urgent|news|exclusive|update|updated|video|breaking)[\])）]",
    re.IGNORECASE,
)
_SLIDE_SHOW = re.compile(r"\d{1,3} Photos? \| View (?:Slide ?Show|Gallery) ?[›>»]?\s{0,3}", re.IGNORECASE)

_COPYRIGHT = re.compile(
    r"copyrights?\s?(?:[©ⓒ]|\(c\)|reserved|by\s(?-i:[A-Z])|[:：]|(?:19|20)\d\d)|[©ⓒ]|\(c\)\s?(?:19|20)\d\d",
    re.IGNORECASE,
)
_LICENCE = r"ICP\s?[备備证證]|ICP\sNo\b|公网安"
_NOTICE = re.compile(rf"\bcopyrights?\b|\b(?:19|20)\d\d\b|\brights reserved\b|{_LICENCE}", re.IGNORECASE)
_RIGHTS = re.compile(rf"\ball rights? reserved(?=\s*(?:$|[.,|!]|by\b|presented\b))|{_LICENCE}", re.IGNORECASE)
_COPYRIGHT_YEAR = re.compile(
    r"\bcopyright\s?(?:[©ⓒ]|\(c\))|[©ⓒ]\s?(?:copyright\b|(?:19|20)\d\d)", re.IGNORECASE
)
_LONGEST_COPYRIGHT = 400
_LONGEST_RIGHTS = 250


def is_navigation(line: str) -> bool:
    """Menus, breadcrumbs, share and print bars, names of image files, lone marks."""
    if not _LETTER.search(line):
        return all(_is_page_number(part) for part in line.split())
    return len(line) <= _LONGEST_MENU and bool(
        is_breadcrumb(line)
        or _FILE_NAME.fullmatch(line)
        or _SLIDE_SHOW.fullmatch(line)
        or _ADDRESS.fullmatch(line)
        or _PLAYER.fullmatch(line)
        or _TAG.fullmatch(line)
        or _is_section_bar(line)
        or _is_control_bar(line)
        or _is_trail(line)
        or _is_language_bar(line)
    )


def is_breadcrumb(line: str) -> bool:
    """Where the page stands in its site, from the home page on."""
    return bool(_BREADCRUMB.match(line)) and is_heading(line)


def _is_page_number(part: str) -> bool:
    return not _LETTER_OR_DIGIT.search(part) or (part.isdigit() and len(part) <= 2)


def is_section(line: str) -> bool:
    """The name of a section or a menu. Only holds before the text: below it such a line may be a heading."""
    words = _menu_words(line)
    known = sum(word in SECTION_WORDS for word in words)
    starts_menu = words[:1] == ["home"] or words[-1:] == ["services"]
    return known == len(words) or (starts_menu and known * 2 >= len(words) >= 4 and is_heading(line))


def _is_control_bar(line: str) -> bool:
    return all(map(_is_control, _menu_words(line)))


def _is_control(word: str) -> bool:
    return (
        word in CONTROL_WORDS
        or word.isdigit()
        or not _LETTER_OR_DIGIT.search(word)
        or bool(_CHINESE_MENU.fullmatch(word))
    )


def _menu_words(line: str) -> list[str]:
    return [word for word in re.split(r"[\s,.;:()\[\]|/]+", line.lower()) if word]


def _is_section_bar(line: str) -> bool:
    """Names of sections between marks, at least half of them common ones: "News | World | War in Ukraine | Business"."""
    parts = [part.split() for part in _BAR_MARK.split(line)]
    if len(parts) < _FEWEST_BAR_PARTS or any(len(part) > _MOST_PART_WORDS for part in parts):
        return False
    common = sum(all(word in SECTION_WORDS for word in _menu_words(" ".join(part))) for part in parts)
    return common * 2 >= len(parts) and not re.search(r"\d", line)


def _is_trail(line: str) -> bool:
    """Short parts between marks: "News > Business > Investment", "World / Asia-Pacific"; never "Output > 5 billion"."""
    parts = _CRUMB.split(line)
    is_crumbs = len(parts) > 1 and all(part[:1].isupper() and len(part) < 60 for part in parts[:-1])
    return (is_crumbs and not parts[-1][:1].isdigit() and is_heading(line)) or bool(_SECTIONS.fullmatch(line))


def _is_language_bar(line: str) -> bool:
    """Languages to choose from, perhaps behind the name of the site: "Gansu · China  中文 | English"."""
    parts = [part.strip().lower() for part in re.split(r"[|:/·•]", line)]
    if len(parts) > 1 and all(part in _LANGUAGES for part in parts):
        return True
    words = re.split(r"[\s|:/·•]+", line.lower())
    named = [word for word in words if word in _LANGUAGES]
    is_in_its_letters = any(not word.isascii() for word in named)
    return len(named) > 1 and is_in_its_letters and len(words) - len(named) <= _MOST_PART_WORDS


def is_copyright(line: str) -> bool:
    """A line that says who owns the page or a picture, or the page's licence number."""
    is_owned = len(line) <= _LONGEST_COPYRIGHT and _COPYRIGHT.match(line)
    is_ended = len(line) <= _LONGEST_RIGHTS and is_heading(line) and _COPYRIGHT_YEAR.search(line)
    return bool(is_owned or is_ended or (len(line) <= _LONGEST_RIGHTS and _RIGHTS.search(line)))


def is_notice(line: str) -> bool:
    """A copyright line of the page's end; "© BASF" alone may stand under a picture."""
    return is_copyright(line) and bool(_NOTICE.search(line))


def is_heading(line: str) -> bool:
    """Short, and no sentence; a short question may head an article."""
    if _QUESTION_END.search(line):
        return len(line) <= _LONGEST_QUESTION
    return len(line) <= LONGEST_HEADING and not (_SENTENCE_END.search(line) or _SECOND_SENTENCE.search(line))


def split_tag(line: str) -> tuple[str, str]:
    """A tag and the title after it; the first part is empty where there is none."""
    match = _TAG.match(line)
    return (match[0], line[match.end() :].strip()) if match else ("", line)


def split_slide_show(line: str) -> tuple[str, str]:
    """A gallery's button glued to the text after it; the first part is empty where there is none."""
    match = _SLIDE_SHOW.match(line)
    return (line[: match.end()].strip(), line[match.end() :]) if match else ("", line)
