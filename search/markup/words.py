"""What pages say, ready for HTML."""

from __future__ import annotations

from functools import lru_cache, partial
from html import escape

from django.utils.translation import get_language, gettext, pgettext

from search.wording import count_of_articles, grouped_in


class Words:
    """The texts of one language, which must be the active one; each is looked up once. The names of the methods are those by
    which `make messages` finds texts; it doesn't look inside f-strings."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        self._said: dict[str, str] = {}
        self._said_in: dict[tuple[str, str], str] = {}
        self.number = partial(grouped_in, language)
        self.count = partial(count_of_articles, language)
        """A number of articles with its unit."""

    def gettext(self, text: str) -> str:
        if text not in self._said:
            self._said[text] = escape(gettext(text))
        return self._said[text]

    def pgettext(self, context: str, text: str) -> str:
        if (context, text) not in self._said_in:
            self._said_in[context, text] = escape(pgettext(context, text))
        return self._said_in[context, text]


def words() -> Words:
    """Those of the request, to be asked for once a page: knowing the language takes longer than a text."""
    return _words(get_language())


_words = lru_cache(maxsize=16)(Words)
