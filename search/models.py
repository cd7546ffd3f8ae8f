"""The outbox, which says what articles the index has yet to hear of, and the searches that people keep."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class PendingChange(models.Model):
    """An article that changed or went since the index last saw it. Written in the transaction of the change; deleted,
    by its own id, when the index has committed what the database then said of the article."""

    article_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"article {self.article_id}"


class SavedSearch(models.Model):
    """A search that a person keeps. `parameters` is its address without the page, `seen` the articles that it found when
    the person last opened it (`search.saved.ids`)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=100)
    parameters = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    visited_at = models.DateTimeField()
    seen = models.BinaryField()

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint("user", Lower("name"), name="one_saved_search_per_name")]

    def __str__(self) -> str:
        return self.name
