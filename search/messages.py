"""Sentences for people, made where nothing is known of their language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is English and holds `%(name)s` for each of `values`; `search.wording` says it in another language.
    Being written `Message("...")` or `QueryError("...")` marks a text for translation."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values
