"""The languages that a page can be had in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

register = template.Library()


@register.simple_tag
def own_names() -> Sequence[tuple[str, str]]:
    """(code, name as its readers call it); Django's `get_available_languages` translates the names."""
    return settings.LANGUAGES
