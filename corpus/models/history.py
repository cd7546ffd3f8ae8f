"""What people did to the corpus: see `corpus.history`."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EditKind(models.TextChoices):
    CORRECT = "correct", _("Corrected")
    CONFIRM = "confirm", _("Confirmed")
    REJECT = "reject", _("Rejected")
    ADD = "add", _("Added")
    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")
    BULK = "bulk", _("Changed many")
    IMPORT = "import", _("Imported")
    EXTRACT = "extract", _("Extracted again")
    DELETE = "delete", _("Deleted")
    RESTORE = "restore", _("Restored")
    UNDO = "undo", _("Undone")


class Edit(models.Model):
    """Something that a person did, in one transaction."""

    kind = models.CharField(max_length=10, choices=EditKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.CharField(max_length=150, help_text="The name of the account, kept when the account goes.")
    summary = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    undoes = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="undone_by"
    )
    is_undone = models.BooleanField(default=False)
    bulk = models.ForeignKey(
        "corpus.BulkEdit",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="edits",
        help_text="What it is a part of, if it was done to many articles at once.",
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.summary or self.get_kind_display()


class Change(models.Model):
    """What an edit changed in one row. `before` and `after` hold the values that differ (all of them where the row was
    made or went), as `corpus.history.values` writes them; None where there was or is no row."""

    edit = models.ForeignKey(Edit, on_delete=models.CASCADE, related_name="changes")
    article = models.ForeignKey(
        "corpus.Article", on_delete=models.CASCADE, null=True, blank=True, related_name="changes"
    )
    table = models.CharField(max_length=40, help_text="Name of the model, in small letters.")
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["table", "row"])]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"

    @property
    def model(self) -> type[models.Model]:
        model: Any = apps.get_model("corpus", self.table)
        return model  # type: ignore[no-any-return]


class Verdict(models.TextChoices):
    CONFIRMED = "confirmed", _("Right")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Wrong")
    ADDED = "added", _("Missed")


class Decision(models.Model):
    """What an edit says about a rule of extraction: that a value it found was right, was not, or that it missed one
    (`rule` is empty then). `field` is a value of the header, `region`, `organisation`, `figure`, or a value of a figure
    that was corrected (`role`, `figure_region`)."""

    edit = models.ForeignKey(Edit, on_delete=models.CASCADE, related_name="decisions")
    field = models.CharField(max_length=20)
    verdict = models.CharField(max_length=10, choices=Verdict)
    rule = models.CharField(max_length=50, blank=True)
    confidence = models.FloatField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["field", "rule", "verdict"])]

    def __str__(self) -> str:
        return f"{self.field}: {self.verdict}"
