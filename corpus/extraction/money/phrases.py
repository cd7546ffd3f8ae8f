"""Lists of phrases as patterns, in a notation that can be read.

Phrases are separated by "|"; "a/b" is either word, "word?" may be missing, "(s)" is an optional s, "*" any ending, "..." up to
four words between, and "-" a hyphen or a blank.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

ANY_WORDS: Final = r"(?:\s+[\w'’&-]+){0,4}?"
ANY_ENDING: Final = r"[\w+'’-]*"


def phrases_pattern(phrases: str) -> str:
    """One pattern for all the phrases; it has no word boundaries and no groups of its own."""
    return f"(?:{'|'.join(_phrase_pattern(phrase.split()) for phrase in phrases.split('|'))})"


def by_first_letter(phrases: str) -> dict[str, list[str]]:
    """The phrases by each letter that they may begin with, in their order."""
    found: dict[str, list[str]] = {}
    for phrase in phrases.split("|"):
        for letter in sorted(_first_letters(phrase.split())):
            found.setdefault(letter, []).append(phrase)
    return found


def _first_letters(words: list[str]) -> set[str]:
    """The letters of the first word and of those behind it if it may be missing."""
    letters: set[str] = set()
    for word in words:
        letters |= {part[0].lower() for part in word.removesuffix("?").split("/")}
        if not word.endswith("?"):
            break
    return letters


def whole_phrases(phrases: str) -> re.Pattern[str]:
    """A compiled pattern that finds any of the phrases as whole words, in capitals or not."""
    return re.compile(rf"(?<![\w-]){phrases_pattern(phrases)}(?![\w-])", re.I)


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """The text in small letters, which is several times faster to search than without regard to case; a few foreign
    letters would change its length and with it every offset."""
    small = text.lower()
    return small if len(small) == len(text) else text


def _phrase_pattern(words: list[str]) -> str:
    """The words with the blanks between them; the blank of a word that may be missing belongs to it."""
    pattern, has_begun = "", False
    for word in words:
        alternatives = "|".join(_letters_pattern(part) for part in word.removesuffix("?").split("/"))
        if word == "...":
            pattern += ANY_WORDS
        elif word.endswith("?"):
            pattern += rf"(?:\s+(?:{alternatives}))?" if has_begun else rf"(?:(?:{alternatives})\s+)?"
        else:
            pattern += rf"\s+(?:{alternatives})" if has_begun else rf"(?:{alternatives})"
            has_begun = True
    return pattern


def _letters_pattern(part: str) -> str:
    escaped = re.escape(part).replace(r"\(s\)", "s?").replace(r"\(es\)", "(?:es)?")
    return escaped.replace(r"\*", ANY_ENDING).replace(r"\-", r"[\s-]")
