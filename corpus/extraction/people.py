"""Whether a few words are a person's name, by what the words are; used for lines that stand alone in a header."""

from __future__ import annotations

import re

from corpus.extraction.orgs.lexicon import BODY, GENERIC, TRADE, common_words, is_topic, surnames
from corpus.extraction.page_words import SECTION_WORDS

_PARTICLE = r"(?:al|bin|da|de|del|den|der|di|du|el|la|le|van|von)\s"
_NAME_WORD = r"[A-Z][A-Za-z'’-]+"
_NAME = rf"{_NAME_WORD}(?:\s[A-Z]\.)?(?:\s(?:{_PARTICLE})?{_NAME_WORD}){{1,3}}"
_PERSON = re.compile(_NAME)
_BETWEEN = re.compile(r",\s(?:and\s)?|\s(?:and|AND|&)\s")
_MOST_PEOPLE = 6
_PLACE_WORDS = frozenset({"province", "county", "municipality", "prefecture", "republic", "kong"})
_BOTH = frozenset(
    {"fan", "may", "rose", "mark", "long", "sun", "song", "gold", "will", "park", "case"}
)  # also names


def may_be_person(text: str) -> bool:
    """Two to four capitalised words of which none is of the common vocabulary, a trade's or a body's."""
    return bool(_PERSON.fullmatch(text)) and not any(map(_is_vocabulary, text.split()))


def are_people(text: str) -> bool:
    """One name, or several with commas or "and" between them."""
    names = _BETWEEN.split(text)
    return len(names) <= _MOST_PEOPLE and all(map(may_be_person, names))


def is_likely_person(text: str) -> bool:
    """A name of which one word is a known surname or first name."""
    return may_be_person(text) and any(
        word.lower() in surnames() for word in (text.split()[0], text.split()[-1])
    )


def _is_vocabulary(word: str) -> bool:
    low = word.lower()
    if low in _BOTH:
        return False
    name = word.capitalize()
    return (
        low in common_words()
        or low in _PLACE_WORDS
        or low in SECTION_WORDS
        or is_topic(word)
        or any(name in words for words in (TRADE, BODY, GENERIC))
    )
