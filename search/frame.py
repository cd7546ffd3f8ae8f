"""The page around a search. For visitors who haven't logged in it is the same but for a few values: it is written once, and
they are put into it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.context import make_context
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.template.base import Template

PAGE = "search/search.html"
VALUES = ("title", "feed", "typed", "status", "next", "piece")
_MARK = re.compile(rf"__({'|'.join(VALUES)})__")


def framed(request: HttpRequest, context: Mapping[str, Any], piece: str) -> str:
    """The whole page; `piece` is the search as HTML."""
    template = get_template(PAGE)
    if request.user.is_authenticated or len(get_messages(request)):
        return template.render({**context, "piece": piece}, request)
    values = {name: escape(context[name]) for name in ("title", "feed", "typed", "status")}
    values |= {"next": quote(context["links"].address), "piece": piece}
    of_page = template.template  # type: ignore[attr-defined]  # of Django's own engine
    pieces = list(_frame(of_page, get_language(), get_script_prefix()))
    pieces[1::2] = [values[name] for name in pieces[1::2]]
    return "".join(pieces)


@lru_cache(maxsize=16)
def _frame(template: Template, language: str | None, prefix: str) -> Sequence[str]:
    """By turns a text and the name of the value that follows it, a text last; in the language, which must be the active one."""
    marks: dict[str, Any] = {name: f"__{name}__" for name in VALUES}
    marks["links"] = {"address": marks["next"]}
    return _MARK.split(template.render(make_context(marks, HttpRequest())))
