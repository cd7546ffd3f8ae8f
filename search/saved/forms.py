"""What a person types to keep a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from search.models import SavedSearch
from search.saved.services import MOST

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    Base = forms.ModelForm[SavedSearch]
else:
    Base = forms.ModelForm


class NameForm(Base):
    """The name of a search, which no other of the person's has. `instance` is None for one that is not kept yet."""

    class Meta:
        model = SavedSearch
        fields = ["name"]
        labels = {"name": _("Name of the search")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._others = SavedSearch.objects.filter(user=user).exclude(pk=self.instance.pk)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self._others.filter(name__iexact=name).exists():
            raise forms.ValidationError(self.taken)
        return name

    def clean(self) -> dict[str, Any]:
        if self.instance.pk is None and self._others.count() >= MOST:
            raise forms.ValidationError(
                ngettext(
                    "You keep %(number)d search, which is all there is room for. Delete one first.",
                    "You keep %(number)d searches, which is all there is room for. Delete one first.",
                    MOST,
                )
                % {"number": MOST}
            )
        return self.cleaned_data

    taken = _("You have a search of this name already. Choose another one.")
