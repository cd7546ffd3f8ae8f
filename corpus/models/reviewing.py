"""Who looks at which doubtful value, and what each editor put off."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ReviewedRow(models.Model):
    """`table` is the name of a model of the corpus, in small letters; `row` the id of its row, which may be gone."""

    table = models.CharField(max_length=40)
    row = models.BigIntegerField()

    class Meta:
        abstract = True


class ReviewClaim(ReviewedRow):
    """Nobody else is shown the row until `expires_at`. An editor has one."""

    editor = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_claim"
    )
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "row"], name="one_review_claim_per_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.editor}"


class ReviewSkip(ReviewedRow):
    """An editor put the row off: it comes back to that editor when nothing else is left."""

    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_skips"
    )
    skipped_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["editor", "table", "row"], name="one_review_skip_per_row")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.editor}"
