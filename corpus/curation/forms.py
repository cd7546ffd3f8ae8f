"""Forms of single values of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corpus.concurrent_forms import MergingForm
from corpus.curation.naming import OrganisationField, RegionField
from corpus.models import (
    Amount,
    Article,
    ArticleOrganisation,
    ArticleRegion,
    OrganisationAlias,
    OrganisationKind,
    Origin,
)
from corpus.names import organisation_key
from corpus.organisations import free_slug
from corpus.sum_forms import FigureMergingForm, SumField, SumInput
from corpus.widgets import DateInput

if TYPE_CHECKING:
    from corpus.models import Organisation

KIND_OF_NEW = gettext_lazy("Kind, if it is new")


def header_form(name: str) -> type[MergingForm]:
    """The form of one value of the header."""
    widgets = {"published": DateInput(), "title": forms.Textarea(attrs={"rows": 2})}
    form: type[Any] = forms.modelform_factory(
        Article,
        form=MergingForm,
        fields=[name],
        widgets={name: widgets[name]} if name in widgets else None,
        formfield_callback=_field,
    )
    return form


def _field(field: Any, **kwargs: Any) -> Any:
    if field.name == "url":
        kwargs["assume_scheme"] = "https"
    return field.formfield(**kwargs)


class KindOfNewMixin(forms.Form):
    """An organisation of a new name needs a kind."""

    kind = forms.ChoiceField(
        label=KIND_OF_NEW, required=False, choices=[("", "–"), *OrganisationKind.choices]
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        organisation = cleaned.get("organisation")
        if organisation is not None and organisation.pk is None:
            self._check_new(organisation, cleaned.get("kind") or "")
        return cleaned

    def _check_new(self, organisation: Organisation, kind: str) -> None:
        if not kind:
            told = _(
                "There is no organisation “%(name)s” yet. Choose one of the completions, or say what kind it is."
            )
            self.add_error("kind", told % {"name": organisation})
            return
        organisation.kind, organisation.origin = kind, Origin.EDITED
        organisation.slug = free_slug(organisation.name)
        try:
            organisation.full_clean(exclude=["slug"])
        except ValidationError as error:
            self.add_error("organisation", error.messages)


class RegionLinkForm(MergingForm):
    region = RegionField(label=gettext_lazy("Region"))

    class Meta:
        model = ArticleRegion
        fields = ["region", "state"]
        widgets = {"state": forms.HiddenInput}


class OrganisationLinkForm(KindOfNewMixin, MergingForm):
    organisation = OrganisationField(label=gettext_lazy("Organisation"))

    class Meta:
        model = ArticleOrganisation
        fields = ["organisation", "state"]
        widgets = {"state": forms.HiddenInput}


class TypedSumInput(SumInput):
    """Shows beside it what is read of it while it is being typed."""

    def __init__(self) -> None:
        super().__init__(
            {
                "autocomplete": "off",
                "hx-get": reverse_lazy("read-sum"),
                "hx-trigger": "input changed delay:250ms",
                "hx-target": "next output",
                "hx-select": "unset",
                "hx-select-oob": "unset",
                "hx-swap": "innerHTML",
                "hx-sync": "this:replace",
            }
        )


class FigureForm(FigureMergingForm):
    """The values of a figure that are most often wrong; the admin has all."""

    organisation = OrganisationField(label=gettext_lazy("Whose it is"), required=False)
    region = RegionField(label=gettext_lazy("Where"), required=False)

    class Meta:
        model = Amount
        fields = [
            *(
                "value",
                "value_high",
                "currency",
                "role",
                "qualifier",
                "year",
                "is_target",
                "organisation",
                "region",
            ),
            "state",
        ]
        widgets = {
            "state": forms.HiddenInput,
            "value": TypedSumInput,
            "value_high": TypedSumInput,
            "currency": forms.TextInput(attrs={"size": 4, "maxlength": 3}),
            "year": forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
        }
        field_classes = {"value": SumField, "value_high": SumField}

    def clean_organisation(self) -> Organisation | None:
        organisation: Organisation | None = self.cleaned_data["organisation"]
        if organisation is not None and organisation.pk is None:
            told = _("There is no organisation “%(name)s” yet. Mark it in the text first.")
            raise ValidationError(told % {"name": organisation})
        return organisation


class MarkRegionForm(forms.Form):
    region = RegionField(label=gettext_lazy("Region"))


class MarkOrganisationForm(KindOfNewMixin):
    organisation = OrganisationField(label=gettext_lazy("Organisation"))
    is_name = forms.BooleanField(
        label=gettext_lazy("Find it by these words in other articles, too"), required=False
    )
    field_order = ["organisation", "kind", "is_name"]

    def __init__(self, *args: Any, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_name"):
            self._check_name_is_free(cleaned.get("organisation"))
        return cleaned

    def _check_name_is_free(self, organisation: Organisation | None) -> None:
        taken = (
            OrganisationAlias.objects.filter(key=organisation_key(self.words))
            .select_related("organisation")
            .first()
        )
        if taken is not None and organisation is not None and taken.organisation != organisation:
            told = _("“%(words)s” is a name of “%(name)s” already.")
            self.add_error("is_name", told % {"words": self.words, "name": taken.organisation})
