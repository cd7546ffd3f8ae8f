"""What people bring in by the browser, from the moment it arrives until it is saved or set aside."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from corpus.models.article import Article

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class FileState(models.TextChoices):
    """waiting → ready → chosen → saved; a file ends early as skipped or refused."""

    WAITING = "waiting", _("Waiting to be read")
    READY = "ready", _("To look through")
    CHOSEN = "chosen", _("Waiting to be saved")
    SAVED = "saved", _("Saved")
    SKIPPED = "skipped", _("Skipped")
    REFUSED = "refused", _("Refused")


TO_DO = (FileState.WAITING, FileState.CHOSEN)
"""Where the next step is the worker's."""
DONE = (FileState.SAVED, FileState.SKIPPED, FileState.REFUSED)


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, user: User) -> UploadQuerySet:
        """What this person brought in."""
        return self.filter(user=user)

    def with_counts(self) -> UploadQuerySet:
        """With `total`, `to_do`, `to_read` and `to_look_through`: how many files are where."""
        states = {
            "total": FileState.values,
            "to_do": TO_DO,
            "to_read": (FileState.WAITING,),
            "to_look_through": (FileState.READY,),
        }
        counts = {
            name: models.Count("files", filter=models.Q(files__state__in=some))
            for name, some in states.items()
        }
        return self.annotate(**counts)


class Upload(models.Model):
    """What a person brought in at once. `language` is the one that its report is written in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="uploads")
    language = models.CharField(max_length=20)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = UploadQuerySet.as_manager()

    # Set by `UploadQuerySet.with_counts`.
    total: int
    to_do: int
    to_read: int
    to_look_through: int

    class Meta:
        default_permissions = ()  # whoever may add articles has uploads of their own
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"upload {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("upload", args=[self.pk])


class UploadFile(models.Model):
    """A file of an upload. Files of an archive have its number and take its place."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300, help_text="As the person's machine calls it.")
    stored = models.CharField(
        max_length=32, unique=True, help_text="The name of its bytes in var/uploads, until it is done."
    )
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text="How often the worker began its present step."
    )
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of its bytes, once it was read.")
    typed = models.JSONField(default=dict, help_text="Values of the header that the person gave, by field.")
    found = models.JSONField(
        default=dict, help_text="What would be saved: `corpus.uploads.previews.Preview`."
    )
    duplicates = models.JSONField(
        default=list, help_text="Articles nearly the same, nearest first: [id, similarity from 0 to 1]."
    )
    target = models.PositiveBigIntegerField(
        null=True, help_text="The id of the article that it shall bring up to date; that one may be gone."
    )
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="+", help_text="What it was saved as."
    )
    outcome = models.CharField(max_length=10, blank=True, help_text="How it was saved: `services.Outcome`.")
    message = models.TextField(blank=True, help_text="What became of it, for people.")

    class Meta:
        default_permissions = ()
        ordering = ["upload", "number", "pk"]
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return PurePath(self.name).suffix.lower()

    @property
    def article_path(self) -> str:
        """The `Article.path` of what it is saved as: the server's own, and never that of another file."""
        return f"uploads/{self.stored}/{self.name}"

    def settle(self, state: FileState, message: str = "", **values: Any) -> bool:
        """Move to another state unless someone else moved it meanwhile. Returns whether that was done."""
        values |= {"state": state, "message": message, "attempts": 0}
        rows = UploadFile.objects.filter(pk=self.pk, state=self.state)
        return bool(rows.update(**values))
