"""Messages, numbers and units in the language of the request."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import get_format
from django.utils.translation import get_language, ngettext, npgettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Choices

    from search.messages import Message


def gettext(text: str) -> str:
    """As Django's, which looks a text that is in no catalogue up in five of them; this one once in a language."""
    return _gettext(text, get_language())


@lru_cache(maxsize=4096)
def _gettext(text: str, language: str | None) -> str:
    return translation.gettext(text)


def worded(message: Message) -> str:
    return gettext(message.text) % message.values


def labels_of(choices: type[Choices]) -> Mapping[str, str]:
    """Labels by value."""
    return labels_in(choices, get_language())


@lru_cache(maxsize=64)
def labels_in(choices: type[Choices], language: str | None) -> Mapping[str, str]:
    """In the language, which must be the active one."""
    return {str(value): str(label) for value, label in choices.choices}


def grouped(number: int) -> str:
    """ "12,345": a whole number, not negative, as Django's `number_format` writes it."""
    return str(number) if number < 1000 else grouped_in(get_language(), number)


@lru_cache(maxsize=8192)
def grouped_in(language: str | None, number: int) -> str:
    """In the language, which must be the active one."""
    digits, (mark, size) = str(number), _grouping(language)
    if not (mark and size):
        return digits
    ends = range(len(digits) % size or size, len(digits) + 1, size)
    return mark.join([digits[max(0, end - size) : end] for end in ends])


@lru_cache(maxsize=16)
def _grouping(language: str | None) -> tuple[str, int]:
    """What stands between groups of digits and how many are in one, in the language, which must be the active one."""
    return get_format("THOUSAND_SEPARATOR"), get_format("NUMBER_GROUPING")


def articles(number: int) -> str:
    """ "12,345 articles"."""
    return ngettext("%(number)s article", "%(number)s articles", number) % {"number": grouped(number)}


@lru_cache(maxsize=4096)
def count_of_articles(language: str | None, number: int) -> str:
    """The number as HTML, with its unit for those who don't see what it stands beside, in the language, which must be the
    active one."""
    unit = _unit(number if number < 200 else 100 + number % 100, language)
    return f'{grouped_in(language, number)}<span class="unseen"> {unit}</span>'


@lru_cache(maxsize=1024)
def _unit(number: int, language: str | None) -> str:
    """Of large numbers languages look at the last two digits, so few have to be looked up, which takes long."""
    return escape(npgettext("unit of a count", "article", "articles", number))
