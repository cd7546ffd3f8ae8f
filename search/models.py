"""The outbox: which articles the index has yet to hear of."""

from __future__ import annotations

from django.db import models


class PendingChange(models.Model):
    """An article that changed or went since the index last saw it. Written in the transaction of the change; deleted,
    by its own id, when the index has committed what the database then said of the article."""

    article_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"article {self.article_id}"
