"""What shall be done to a selection of articles, as people choose it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corpus.batches import batches
from corpus.curation.naming import RegionField
from corpus.models import Article, ArticleOrganisation, ArticleRegion, State
from corpus.widgets import DateInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    Choices = list[tuple[str, Any]]

OFFERED = 100  # regions and organisations to reject, those with most of the articles
LOOKED_AT = 5000  # articles that these are counted in
ACTIONS = (
    ("source", gettext_lazy("Set the source")),
    ("published", gettext_lazy("Set the date")),
    ("add-region", gettext_lazy("Add a region")),
    ("reject", gettext_lazy("Reject a region or an organisation")),
    ("extract", gettext_lazy("Extract again")),
)


class ActionForm(forms.Form):
    """`to_action` is what `corpus.curation.bulk.actions.action_of` reads."""

    do = forms.ChoiceField(
        label=gettext_lazy("What to do"), choices=ACTIONS, widget=forms.RadioSelect, initial="source"
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        required=False,
        max_length=Article._meta.get_field("source").max_length,
        widget=forms.TextInput(attrs={"list": "sources"}),
    )
    published = forms.DateField(
        label=gettext_lazy("Date of publication"),
        required=False,
        widget=DateInput(),
    )
    region = RegionField(
        label=gettext_lazy("Region to add"),
        required=False,
        makes=False,
        help_text=gettext_lazy("Its name. Where several places have it, they are named with what to write."),
    )
    target = forms.ChoiceField(label=gettext_lazy("What to reject"), required=False)

    def __init__(self, *args: Any, ids: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ids = ids[:LOOKED_AT]
        # Not before they are shown or checked: a preview of something else needs none.
        self.fields["target"].choices = lambda: self._targets  # type: ignore[attr-defined]

    @cached_property
    def _targets(self) -> Choices:
        return [
            ("", "–"),
            (_("Regions"), _offers(ArticleRegion, "region", self._ids)),
            (_("Organisations"), _offers(ArticleOrganisation, "organisation", self._ids)),
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        needed = {"source": "source", "published": "published", "add-region": "region", "reject": "target"}
        name = needed.get(values.get("do", ""))
        if name and not values.get(name) and name not in self.errors:
            self.add_error(name, _("Say which."))
        return values

    def to_action(self) -> dict[str, Any]:
        values = self.cleaned_data
        match values["do"]:
            case "add-region":
                return {"do": "add-region", "region": values["region"].pk}
            case "reject":
                what, _colon, pk = values["target"].partition(":")
                return {"do": "reject", what: int(pk)}
            case "extract":
                return {"do": "extract"}
            case field:
                return {"do": "set", "field": field, "value": str(values[field])}


def _offers(model: Any, what: str, ids: Sequence[int]) -> Choices:
    """Active ones of these articles, those of most articles first."""
    counts: Counter[tuple[int, str]] = Counter()
    for batch in batches(ids):
        rows = model.objects.filter(article__in=batch, state=State.ACTIVE).order_by()
        for pk, name, number in rows.values_list(f"{what}_id", f"{what}__name").annotate(Count("pk")):
            counts[pk, name] += number
    return [(f"{what}:{pk}", f"{name} ({number})") for (pk, name), number in counts.most_common(OFFERED)]
