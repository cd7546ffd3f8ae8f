"""The filters of the queue, as its address has them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from corpus.curation.review.queue import Filters
from corpus.models import Doubt

KINDS = [
    ("", _("Everything")),
    ("figure", _("Figures")),
    ("region", _("Regions")),
    ("organisation", _("Organisations")),
    ("header", _("Titles, dates, sources")),
]


class FilterForm(forms.Form):
    kind = forms.ChoiceField(label=_("What"), required=False, choices=KINDS)
    doubt = forms.TypedChoiceField(
        label=_("Why"),
        required=False,
        choices=[("", _("Any doubt")), *Doubt.choices],
        coerce=int,
        empty_value=None,
    )
    source = forms.CharField(
        label=_("Source"), required=False, max_length=200, widget=forms.TextInput(attrs={"list": "sources"})
    )
    article = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def filters(self) -> Filters:
        """What can be read of the address; the rest filters nothing, and the form says what is wrong with it."""
        self.is_valid()
        doubt = self.cleaned_data.get("doubt")
        return Filters(
            kind=self.cleaned_data.get("kind", ""),
            doubt=Doubt(doubt) if doubt else None,
            source=self.cleaned_data.get("source", ""),
            article=self.cleaned_data.get("article"),
        )
