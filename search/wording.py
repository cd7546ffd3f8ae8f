"""Messages, numbers and units in the language of the request."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext, npgettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Choices

    from search.messages import Message


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
    """ "12,345"."""
    return str(number) if -1000 < number < 1000 else number_format(number, force_grouping=True)


def articles(number: int) -> str:
    """ "12,345 articles"."""
    return ngettext("%(number)s article", "%(number)s articles", number) % {"number": grouped(number)}


@lru_cache(maxsize=4096)
def count_of_articles(number: int, language: str | None) -> str:
    """The number as HTML, with its unit for those who don't see what it stands beside, in the language, which must be the
    active one."""
    unit = _unit(number if number < 200 else 100 + number % 100, language)
    return f'{grouped(number)}<span class="unseen"> {unit}</span>'


@lru_cache(maxsize=1024)
def _unit(number: int, language: str | None) -> str:
    """Of large numbers languages look at the last two digits, so few have to be looked up, which takes long."""
    return escape(npgettext("unit of a count", "article", "articles", number))
