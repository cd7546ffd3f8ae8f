"""Places, as a tree, and macro regions across it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corpus.announcing import AnnouncingModel
from corpus.models.choices import Origin, RegionLevel
from corpus.models.nested import Nested
from corpus.querysets import AnnouncingQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable


class Region(Nested):
    """A place. Those of the gazetteer have `place_id`; others were found by a pattern or added by an editor."""

    place_id = models.CharField(max_length=200, unique=True, null=True, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=200, unique=True, editable=False)
    level = models.CharField(_("level"), max_length=10, choices=RegionLevel)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("inside"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    members = models.ManyToManyField(
        "self",
        verbose_name=_("members"),
        symmetrical=False,
        blank=True,
        related_name="macro_regions",
        help_text=_("What a macro region spans; choosing it finds them, too."),
    )
    code = models.CharField(
        _("code"), max_length=20, blank=True, help_text=_("Official code: ISO 3166 or GB/T 2260.")
    )
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False
    )

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"])]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.level == RegionLevel.MACRO and self.pk and self.children.exists():
            reason = gettext("It contains other regions. A macro region only spans its members.")
            raise ValidationError({"level": reason})
        if self.parent is not None:
            self._check_parent(self.parent)

    def _check_parent(self, parent: Region) -> None:
        """The tree has no circles, and macro regions lie across it."""
        if parent.pk == self.pk:
            raise ValidationError({"parent": gettext("A region cannot be inside itself.")})
        if parent.level == RegionLevel.MACRO:
            reason = gettext("“%(parent)s” is a macro region. Make this region one of its members instead.")
            raise ValidationError({"parent": reason % {"parent": parent}})
        if self.pk and self.pk in parent.ids_above():
            reason = gettext("“%(parent)s” is inside “%(region)s”, so it cannot contain it.")
            raise ValidationError({"parent": reason % {"parent": parent, "region": self}})

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        """Those linked to the regions or to anything that they contain, since search finds these by the ancestors, and those
        that say of a figure that it belongs there."""
        inside = set(rows.values_list("pk", flat=True))
        fresh = inside
        while fresh:
            below = cls._base_manager.filter(models.Q(parent__in=fresh) | models.Q(macro_regions__in=fresh))
            fresh = set(below.values_list("pk", flat=True)) - inside
            inside |= fresh
        from corpus.models.statements import Amount, ArticleRegion

        found = (model.objects.filter(region__in=inside) for model in (ArticleRegion, Amount))
        return {pk for statements in found for pk in statements.values_list("article_id", flat=True)}


class RegionAlias(AnnouncingModel):
    """The name of a region that was merged into another. `parent` is where it lay: extraction, which finds a zone of this
    name there, means `region` from then on, and so does the address that it had."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(Region, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    slug = models.SlugField(max_length=200, unique=True)

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"])]
        verbose_name_plural = "region aliases"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        return ()
