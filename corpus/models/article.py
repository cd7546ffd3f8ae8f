"""An article and the values of its header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from corpus.extraction import base
from corpus.extraction.agencies import agency_of
from corpus.models.choices import Origin
from corpus.models.doubts import Doubt, doubt_field, doubt_index, unsure_header
from corpus.models.overruling import Overruling
from corpus.querysets import DECIDE_STORY, OPENING, ArticleQuerySet, LiveArticles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.models.statements import Amount, ArticleOrganisation, ArticleRegion


class RevisionField(models.PositiveBigIntegerField):  # type: ignore[type-arg]
    """A counter that only `corpus.changes.mark_changed` raises: saving a stale instance never sets it back."""

    def pre_save(self, model_instance: models.Model, add: bool) -> int | models.F:
        return 1 if add else models.F(self.attname)


class StoryField(models.PositiveBigIntegerField):  # type: ignore[type-arg]
    """The name of a story, which only `corpus.stories` gives: saving a stale instance keeps the database's."""

    def pre_save(self, model_instance: models.Model, add: bool) -> models.F | None:
        return None if add else models.F(self.attname)


def as_headline(opening: str) -> str:
    """How a text begins, up to the last whole word of its `opening`."""
    return opening.rsplit(" ", 1)[0] + " …"


class Article(Overruling):
    """One article, made from one file."""

    path = models.CharField(
        max_length=1000,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text="The file that it was made from; the same path again updates it.",
    )
    digest = models.CharField(
        max_length=64, blank=True, editable=False, db_index=True, help_text="SHA-256 of the file."
    )
    title = models.CharField(_("title"), max_length=500, blank=True)
    title_origin = models.CharField(
        _("origin of the title"), max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False
    )
    published = models.DateField(_("published"), null=True, blank=True, db_index=True)
    published_origin = models.CharField(
        _("origin of the date"), max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False
    )
    source = models.CharField(_("source"), max_length=200, blank=True, db_index=True)
    source_origin = models.CharField(
        _("origin of the source"), max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False
    )
    author = models.CharField(_("author"), max_length=200, blank=True)
    author_origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)
    agency = models.CharField(
        _("agency"),
        max_length=200,
        blank=True,
        help_text=_("The news agency or wire that the text came from."),
    )
    agency_origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)
    url = models.URLField(_("link to the original"), max_length=1000, blank=True)
    url_origin = models.CharField(max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False)
    body = models.TextField(editable=False)
    evidence = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="For each value of the header: the rule and its confidence.",
    )
    story = StoryField(
        null=True,
        editable=False,
        db_index=True,
        help_text="The smallest id among the articles of the same story; empty for one by itself.",
    )
    revision = RevisionField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    deleted_at = models.DateTimeField(
        null=True, blank=True, editable=False, db_index=True, help_text="When it was put into the bin."
    )

    doubt = doubt_field(
        (Doubt.UNSURE, unsure_header(("title", "published", "source", "author", "agency"))),
        (Doubt.PROPOSAL, Q(deleted_at=None) & ~Q(proposed={})),
    )

    objects = LiveArticles()
    everything = ArticleQuerySet.as_manager()

    # Set by `ArticleQuerySet.with_metadata`: what is active.
    shown_regions: list[ArticleRegion]
    shown_organisations: list[ArticleOrganisation]
    shown_amounts: list[Amount]

    HEADER = ("title", "published", "source", "author", "agency", "url")

    class Meta:
        ordering = [models.F("published").desc(nulls_last=True), "-pk"]
        indexes = [doubt_index("doubtful_articles")]
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Finds the story anew when what decides it changes."""
        from corpus.stories.grouping import regroup

        with transaction.atomic():
            known = Article.everything.filter(pk=self.pk).values_list(*DECIDE_STORY).first()
            super().save(*args, **kwargs)
            if known != tuple(getattr(self, name) for name in DECIDE_STORY):
                regroup([self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        from corpus.stories.grouping import name_stories, others_of_stories

        with transaction.atomic():
            left = others_of_stories([self.pk])
            deleted = super().delete(*args, **kwargs)
            name_stories(left)
        return deleted

    @property
    def headline(self) -> str:
        """The title, or the beginning of the text when there is none."""
        return self.title or as_headline(self._opening)

    @property
    def _opening(self) -> str:
        """How the text begins, from the database's cut where the text wasn't read (`ArticleQuerySet.without_texts`)."""
        cut: str | None = self.__dict__.get("opening")
        return self.body[:OPENING] if cut is None else cut

    @property
    def agency_beside_source(self) -> str:
        """The agency, unless the source says the same: "PRNewswire" is PR Newswire."""
        return "" if self.agency == (agency_of(self.source) or self.source) else self.agency

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    def text(self, part: str) -> str:
        return self.title if part == base.Part.TITLE else self.body

    def has_offsets(self, part: str) -> bool:
        """Whether offsets of mentions still point into the text: a title that an editor set has none."""
        return part == base.Part.BODY or self.title_origin == Origin.EXTRACTED

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        return rows.values_list("pk", flat=True)
