"""Forms that overwrite nothing: each knows the values that it showed, so that what others changed meanwhile stays.

Beside each field stands the value that the form was opened with (Django's hidden initial). A value that the person did
not touch is taken as the database has it by now; one that both changed is refused once, with what the other person made
of it, and saved when the person sends the form again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corpus.history.tracing import changes_of_row, last_by_value
from corpus.history.values import fields_of
from corpus.history.wording import value_text
from corpus.models import Article
from corpus.models.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import QueryDict

    from corpus.models import Change

CHANGED_MEANWHILE = gettext_lazy(
    "Somebody changed the same values while this form was open: see below. Nothing was saved, and what you typed is still "
    "here. Save again to put it in place of theirs, or set it back to theirs."
)


def lock(model: type[models.Model], pk: int) -> None:
    """Let nobody else save this row, or another statement of its article, until the transaction ends."""
    rows: models.QuerySet[Any] = model._base_manager.filter(pk=pk)
    if issubclass(model, Statement):
        rows = Article.everything.filter(pk__in=rows.values("article"))
    list(rows.select_for_update().values_list("pk"))


class MergingForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of a row that others may change while it is open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk or self.is_gone:
            for name, field in self.fields.items():
                field.show_hidden_initial = name in self._columns
        if self.is_gone:
            self.empty_permitted, self.use_required_attribute = True, False

    @cached_property
    def is_gone(self) -> bool:
        """Whether the form shows a row of an inline that is no longer there."""
        return self.is_bound and self.instance.pk is None and bool(self.data.get(self.add_prefix("id")))

    @cached_property
    def changed_data(self) -> list[str]:
        """What the person changed of what the form showed."""
        return [
            name
            for name, bound in ((name, self[name]) for name in self.fields)
            if not (self.is_gone and name == "id") and bound._has_changed()  # type: ignore[attr-defined]
        ]

    @property
    def stale(self) -> list[str]:
        """The fields whose values are others than the form showed."""
        return [
            name
            for name in self._kept
            if self.fields[name].has_changed(self.initial.get(name), self._base(name))
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.is_gone:
            self._refuse_gone()
        elif self.instance.pk:
            self._merge(cleaned)
        return cleaned

    @property
    def _kept(self) -> list[str]:
        return [
            name for name, field in self.fields.items() if field.show_hidden_initial and name in self._columns
        ]

    @cached_property
    def _columns(self) -> set[str]:
        return {field.name for field in fields_of(self._meta.model)}

    def _base(self, name: str) -> Any:
        """The value that the form showed."""
        bound, field = self[name], self.fields[name]
        return field.hidden_widget().value_from_datadict(self.data, self.files, bound.html_initial_name)

    def _refuse_gone(self) -> None:
        self._errors = forms.utils.ErrorDict()
        self.add_error(
            None,
            _(
                "This row is gone: it was removed while this form was open. What you typed is still here; add it anew if "
                "it should stay."
            ),
        )

    def _merge(self, cleaned: dict[str, Any]) -> None:
        kept = self._kept
        if kept and not any(self[name].html_initial_name in self.data for name in kept):
            raise ValidationError(_("This form does not say which values it showed. Open it again."))
        stale = set(self.stale)
        mine = stale & set(self.changed_data)
        clashes = [name for name in kept if name in mine and self._differs(name)]
        for name in kept:
            if name not in self.changed_data:
                self._take_theirs(name, cleaned)
        if clashes:
            self._say_clashes(clashes)
            for name in clashes:
                self._put(self[name].html_initial_name, name)
        if clashes or self.errors:
            for name in stale - mine:
                self._put(self[name].html_name, name)
                self._put(self[name].html_initial_name, name)

    def _differs(self, name: str) -> bool:
        """Whether the person typed something else than the other saved."""
        return self.fields[name].has_changed(self.initial.get(name), self[name].data)

    def _take_theirs(self, name: str, cleaned: dict[str, Any]) -> None:
        self.errors.pop(name, None)
        cleaned[name] = self._theirs(name)

    def _put(self, key: str, name: str) -> None:
        """Let the form that comes back hold, under this key, the value that the database has by now."""
        data = cast("QueryDict", self.data).copy()
        value = self.fields[name].prepare_value(self.initial.get(name))
        if isinstance(value, list | tuple):
            data.setlist(key, [str(item) for item in value])
        else:
            data[key] = "" if value is None else str(value)
        self.data = data

    def refuse(self, names: Sequence[str]) -> None:
        """Say what others made of these values, and let the form show them."""
        self._say_clashes(names)
        for name in names:
            self._put(self[name].html_initial_name, name)
            if name not in self.changed_data:
                self._put(self[name].html_name, name)

    def _say_clashes(self, names: Iterable[str]) -> None:
        changes = changes_of_row(self.instance)
        for name in names:
            column = getattr(self._meta.model._meta.get_field(name), "attname", name)
            self.add_error(
                name, self._said(name, last_by_value(self.instance, changes, {column}).get(column))
            )
        if str(CHANGED_MEANWHILE) not in self.non_field_errors():
            self.add_error(None, CHANGED_MEANWHILE)

    def _said(self, name: str, last: Change | None) -> str:
        """Who made what of a value that the person changed, too."""
        values = {
            "before": self._text(name, self._base_value(name)),
            "now": self._text(name, self._theirs(name)),
        }
        if last is None:
            return _("Extraction changed it from “%(before)s” to “%(now)s”.") % values
        who = last.edit.by or _("Somebody")
        when = date_format(localtime(last.edit.created_at), "DATETIME_FORMAT")
        values |= {"who": who, "when": when}
        return _("%(who)s changed it from “%(before)s” to “%(now)s” on %(when)s.") % values

    def _theirs(self, name: str) -> Any:
        """The value that the database has by now."""
        value = getattr(self.instance, name)
        return list(value.all()) if hasattr(value, "all") else value

    def _base_value(self, name: str) -> Any:
        try:
            return self.fields[name].to_python(self._base(name))
        except ValidationError:
            return None  # what it pointed to is gone

    def _text(self, name: str, value: Any) -> str:
        if isinstance(value, models.Model):
            return str(value)
        if isinstance(value, list | models.QuerySet):
            return ", ".join(map(str, value)) or _("nothing")
        field = self._meta.model._meta.get_field(name)
        if field.is_relation:  # by its name, in a form that takes names
            return str(value or "") or _("nothing")
        column = getattr(field, "attname", name)
        return value_text(self._meta.model, column, value, {}) or _("nothing")


class MergingFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows of an inline in forms that merge."""

    def get_queryset(self) -> Any:
        """Once there are forms, their rows: the admin pairs the two, and leaves a form out whose row went meanwhile."""
        if self.is_bound and "forms" in self.__dict__:
            return [form.instance for form in self.initial_forms]
        return super().get_queryset()
