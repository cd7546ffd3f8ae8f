"""What people say of names, for extraction to obey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from corpus.announcing import AnnouncingModel
from corpus.models.choices import OrganisationKind
from corpus.names import organisation_key
from corpus.querysets import AnnouncingQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable


class NameList(models.TextChoices):
    NEVER_ORGANISATION = "never-org", _("Never an organisation")
    ALWAYS_ORGANISATION = "always-org", _("Always an organisation")
    NEVER_REGION = "never-region", _("Never a region")


class ListedName(AnnouncingModel):
    """A name that extraction always takes for an organisation, or never for an organisation or a region."""

    list = models.CharField(_("list"), max_length=20, choices=NameList)
    name = models.CharField(
        _("name"),
        max_length=200,
        validators=[MinLengthValidator(2)],
        help_text=_("As texts write it. Case and punctuation make no difference to what is never found."),
    )
    key = models.CharField(max_length=200, editable=False, help_text="The name as it is compared.")
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=OrganisationKind,
        blank=True,
        help_text=_("Of what is always an organisation."),
    )

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        ordering = ["list", "name"]
        verbose_name = _("listed name")
        verbose_name_plural = _("listed names")
        constraints = [models.UniqueConstraint(fields=["list", "key"], name="listed_once")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.key = organisation_key(self.name)[:200]
        if self.name and not self.key:
            raise ValidationError({"name": _("A name needs a letter or a digit.")})
        if self.list == NameList.ALWAYS_ORGANISATION and not self.kind:
            raise ValidationError({"kind": _("Say what kind of organisation it is.")})
        self._check_others()

    def _check_others(self) -> None:
        others = ListedName.objects.filter(key=self.key).exclude(pk=self.pk)
        if others.filter(list=self.list).exists():
            raise ValidationError({"name": _("This name is on the list already.")})
        both = {NameList.NEVER_ORGANISATION, NameList.ALWAYS_ORGANISATION}
        if self.list in both and others.filter(list__in=both).exists():
            raise ValidationError(
                {"name": _("This name is on the other list of organisations. Take it off there first.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = organisation_key(self.name)[:200]
        if self.list != NameList.ALWAYS_ORGANISATION:
            self.kind = ""
        super().save(*args, **kwargs)

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        """None: articles change when they are extracted again."""
        return ()
