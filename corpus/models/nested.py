"""Rows that lie in others of their kind."""

from __future__ import annotations

from typing import Any

from corpus.announcing import AnnouncingModel


class Nested(AnnouncingModel):
    """A row that may lie in another one, its `parent`."""

    class Meta:
        abstract = True

    def ids_above(self) -> list[int]:
        """Its own id and those of all that it lies in, nearest first; ends at a circle."""
        rows: Any = type(self)._base_manager
        above: list[int] = []
        fresh = self.pk
        while fresh and fresh not in above:
            above.append(fresh)
            fresh = rows.values_list("parent_id", flat=True).get(pk=fresh)
        return above
