"""The base of every model of the corpus: saving or deleting a row announces the articles that it shows in, and tells the
history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from corpus.changes import mark_changed
from corpus.history.recorder import note_going, note_made, note_touched

if TYPE_CHECKING:
    from collections.abc import Iterable


class AnnouncingModel(models.Model):
    """A row of the corpus. Subclasses say which articles it shows in."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            before = self._article_ids()
            note_touched(type(self), [self.pk])
            super().save(*args, **kwargs)
            note_made(type(self), [self.pk])
            mark_changed(before | self._article_ids())

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            ids = self._article_ids()
            note_going(type(self), [self])
            deleted = super().delete(*args, **kwargs)
            mark_changed(ids)
        return deleted

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        """Ids of the articles that `rows` (a queryset of this model) show in."""
        raise NotImplementedError

    def _article_ids(self) -> set[int]:
        return (
            set(self.articles_of(type(self)._base_manager.filter(pk=self.pk).order_by()))
            if self.pk
            else set()
        )
