"""Search backends, loaded from `settings.SEARCH_BACKEND` as Django loads its caches."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from search.backends.base import SearchBackend


@cache
def get_backend() -> SearchBackend:
    """The one backend of this process."""
    options = dict(settings.SEARCH_BACKEND)
    return cast("SearchBackend", import_string(options.pop("BACKEND"))(**options))


@receiver(setting_changed)
def _forget_backend(*, setting: str, **kwargs: object) -> None:
    if setting == "SEARCH_BACKEND":
        get_backend.cache_clear()
