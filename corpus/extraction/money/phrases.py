"""Lists of phrases as patterns, in a notation that can be read.

Phrases are separated by "|"; "a/b" is either word, "word?" may be missing, "(s)" is an optional s, "*" any ending, "..." up to
four words between, and "-" a hyphen or a blank.
"""

from __future__ import annotations

import re
from typing import Final

ANY_WORDS: Final = r"(?:\s+[\w'’&-]+){0,4}?"
ANY_ENDING: Final = r"[\w+'’-]*"


def phrases_pattern(phrases: str) -> str:
    """One pattern for all the phrases; it has no word boundaries and no groups of its own."""
    return f"(?:{'|'.join(_phrase_pattern(phrase.split()) for phrase in phrases.split('|'))})"


def whole_phrases(phrases: str) -> re.Pattern[str]:
    """A compiled pattern that finds any of the phrases as whole words, in capitals or not."""
    return re.compile(rf"(?<![\w-]){phrases_pattern(phrases)}(?![\w-])", re.I)


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
