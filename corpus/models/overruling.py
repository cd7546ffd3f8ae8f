"""Rows in which people set values over those of extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from corpus.announcing import AnnouncingModel
from corpus.history.values import columns_of, plain_value, some_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Overruling(AnnouncingModel):
    """A row that keeps what extraction said when a person decided, so that the same is not proposed again, and what it
    says since then."""

    overruled = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="For each value that a person decided: what extraction said at that time.",
    )
    proposed = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="What extraction says now, where that is neither the value nor the overruled one.",
    )

    class Meta:
        abstract = True

    def plain(self, names: Iterable[str]) -> dict[str, Any]:
        """These columns as JSON holds them."""
        return some_values(self, names)

    def news(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What of this, by column, is neither the row's value nor what was overruled; nothing said is no news."""
        columns = columns_of(type(self))
        plain = {
            name: plain_value(columns[name], value) for name, value in said.items() if value not in (None, "")
        }
        known = self.plain(plain)
        return {
            name: value
            for name, value in plain.items()
            if value != known[name] and value != self.overruled.get(name)
        }
