"""What a person does to many articles at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class BulkState(models.TextChoices):
    """draft → running → done → undoing → undone; a failed one goes on when it is started again."""

    DRAFT = "draft", _("Not done yet")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Failed")


class BulkEdit(models.Model):
    """A change of many articles: which (`article_ids`, as they were selected), what (`action`, as `corpus.curation.bulk`
    reads it), and how far it is. Each batch is an `Edit` of its own and one transaction with its progress."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    selection = models.CharField(max_length=300, help_text="What was selected, for people.")
    article_ids = models.JSONField(default=list)
    action = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=BulkState, default=BulkState.DRAFT)
    position = models.PositiveIntegerField(default=0, help_text="How many of the articles are done.")
    changed = models.PositiveIntegerField(default=0, help_text="How many articles it changed.")
    left_alone = models.PositiveIntegerField(default=0, help_text="How many kept what a person had set.")
    message = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return self.selection

    def get_absolute_url(self) -> str:
        return reverse("bulk", args=[self.pk])

    @property
    def total(self) -> int:
        return len(self.article_ids)

    @property
    def is_under_way(self) -> bool:
        return self.state in {BulkState.RUNNING, BulkState.UNDOING}
