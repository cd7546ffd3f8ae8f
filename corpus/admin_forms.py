"""What the admin's forms refuse, each with a sentence: two rows of one region or organisation, names of an organisation
that can't be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from corpus.concurrent_forms import MergingFormSet
from corpus.models import State
from corpus.names import organisation_key

if TYPE_CHECKING:
    from collections.abc import Sequence


class LinkFormSet(MergingFormSet):
    """The regions or the organisations of an article."""

    @property
    def target(self) -> str:
        """The field of the region or the organisation."""
        model: Any = self.model
        return str(model.target_field())

    def validate_unique(self) -> None:
        """A row may only move to a region or an organisation that no other row has, or one that is rejected and left
        alone; `save_edit` makes that one active."""
        rows = [form for form in self.forms if form.has_changed() or form.instance.pk]
        rows = [form for form in rows if form.is_valid()]
        for form in [form for form in rows if self._clashes(form, rows)]:
            form.add_error(
                self.target,
                _(
                    "“%(name)s” stands in another row, too, and one is enough. Set this row back to what it was (and "
                    "reject it if that is wrong), or empty it if it is new."
                )
                % {"name": form.cleaned_data[self.target]},
            )

    def _clashes(self, form: Any, rows: Sequence[Any]) -> bool:
        if form.instance.pk and self.target not in form.changed_data:
            return False
        wanted = form.cleaned_data[self.target].pk
        others = [row for row in rows if row is not form and wanted in self._targets(row)]
        takes_up = len(others) == 1 and form.cleaned_data["state"] == State.ACTIVE and _is_rejected(others[0])
        return bool(others) and not takes_up

    def _targets(self, form: Any) -> set[int | None]:
        """What the row has in the database and what it has in the form."""
        return {form.initial.get(self.target), form.cleaned_data[self.target].pk}


def _is_rejected(form: Any) -> bool:
    return form.instance.state == State.REJECTED and not form.has_changed()


class AliasFormSet(MergingFormSet):
    """The other names of an organisation. Without its own one extraction would make the organisation again, so that is
    none of the rows and stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.queryset = self.queryset.exclude(key=organisation_key(self.instance.name))  # type: ignore[union-attr]

    def clean(self) -> None:
        super().clean()
        self._check_own_name_stays()
        first_by_key: dict[str, str] = {}
        for form in self.forms:
            if form not in self.deleted_forms and form.is_valid() and form.cleaned_data.get("name"):
                name = form.cleaned_data["name"]
                first = first_by_key.setdefault(organisation_key(name), name)
                if first_by_key[organisation_key(name)] is not name:
                    form.add_error(
                        "name",
                        _("“%(name)s” stands in this form twice. Leave one of the two out.")
                        % {"name": first},
                    )

    def _check_own_name_stays(self) -> None:
        own = organisation_key(self.instance.name)
        for form in self.deleted_forms:
            if form.instance.pk and form.instance.key == own:
                raise ValidationError(
                    _("“%(name)s” is the organisation's own name now and cannot be taken from it.")
                    % {"name": form.instance}
                )
