"""Bodies and the names that mean them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corpus.announcing import AnnouncingModel
from corpus.models.choices import OrganisationKind, Origin
from corpus.models.nested import Nested
from corpus.names import organisation_key
from corpus.querysets import AnnouncingQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable


class Organisation(Nested):
    """A body: company, agency, university ..."""

    name = models.CharField(_("name"), max_length=300, validators=[MinLengthValidator(2)])
    slug = models.SlugField(max_length=200, unique=True, editable=False)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="subsidiaries",
        verbose_name=_("part of"),
        help_text=_("The group that it belongs to. Each is counted by itself."),
    )
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False
    )

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"])]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        _check_name_is_free(self.name, OrganisationAlias.objects.exclude(organisation=self.pk))
        if self.pk and self.parent is not None and self.pk in self.parent.ids_above():
            raise ValidationError({"parent": _("An organisation cannot be part of itself.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also keeps the name as an alias, so that extraction finds the organisation by every name it ever had."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            OrganisationAlias.objects.get_or_create(
                key=organisation_key(self.name),
                defaults={"organisation": self, "name": self.name, "origin": self.origin},
            )

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        """Those linked to the organisations, and those that say of a figure that it is theirs."""
        from corpus.models.statements import Amount, ArticleOrganisation

        found = (model.objects.filter(organisation__in=rows) for model in (ArticleOrganisation, Amount))
        return {pk for statements in found for pk in statements.values_list("article_id", flat=True)}


class OrganisationAlias(AnnouncingModel):
    """A name that means this organisation, its own included, wherever extraction meets it."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("name"), max_length=300)
    key = models.CharField(
        max_length=300, unique=True, editable=False, help_text="The name as it is compared."
    )
    slug = models.SlugField(
        max_length=200,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text="The address that it had as an organisation of its own, before a merger.",
    )
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin, default=Origin.EXTRACTED, editable=False
    )

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("name of an organisation")
        verbose_name_plural = _("names of organisations")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        others = OrganisationAlias.objects.exclude(pk=self.pk)
        before = OrganisationAlias.objects.filter(pk=self.pk).first()
        own = organisation_key(self.organisation.name)
        is_own, was_own = organisation_key(self.name) == own, before is not None and before.key == own
        if own and is_own and not was_own:
            raise ValidationError(
                {
                    "name": gettext("“%(name)s” is the organisation's own name: it is found by it as it is.")
                    % {"name": self.organisation}
                }
            )
        if own and was_own and not is_own:
            raise ValidationError(
                {
                    "name": gettext("“%(name)s” is the organisation's own name and cannot be taken from it.")
                    % {"name": before}
                }
            )
        _check_name_is_free(self.name, others)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = organisation_key(self.name)
        super().save(*args, **kwargs)

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        from corpus.models.statements import ArticleOrganisation

        organisations = rows.values("organisation")
        return ArticleOrganisation.objects.filter(organisation__in=organisations).values_list(
            "article_id", flat=True
        )


def _check_name_is_free(name: str, taken: models.QuerySet[OrganisationAlias]) -> None:
    """Two organisations can't share a name: extraction would not know which one it means."""
    key = organisation_key(name)
    if name and not key:
        raise ValidationError({"name": gettext("A name needs a letter or a digit.")})
    alias = taken.filter(key=key).select_related("organisation").first()
    if alias is not None:
        raise ValidationError(
            {
                "name": gettext(
                    "“%(name)s” is a name of “%(organisation)s” (organisation %(number)s) already. "
                    "Case, punctuation and forms such as “Inc.” make no difference."
                )
                % {"name": alias.name, "organisation": alias.organisation, "number": alias.organisation_id}
            }
        )


class Distinction(AnnouncingModel):
    """Two organisations that a person said are not the same, so that nobody is asked again. `first` has the lower id."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_distinction_of_a_pair")]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"

    @classmethod
    def articles_of(cls, rows: models.QuerySet[Any]) -> Iterable[int]:
        return ()
