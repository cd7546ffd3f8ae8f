"""Forms of figures, whose sums are typed as people write them: "1.7bn", "300 million yuan", "$1.5-2bn", "16.8亿"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corpus.concurrent_forms import MergingForm
from corpus.models import Qualifier
from corpus.money import in_full
from corpus.typed_sums import TypedSum, read_range, read_sum

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from django.http import HttpRequest, QueryDict

PLAIN = re.compile(r"\s*-?\d*\.?\d*\s*", re.ASCII)
EXAMPLES = gettext_lazy("As in 1.7bn, 300 million yuan, $1.5-2bn or plain digits.")


class SumInput(forms.TextInput):
    """A sum without the zeros that fill up its column's decimals."""

    def format_value(self, value: Any) -> str | None:
        text: str | None = super().format_value(value)
        is_plain = text and "." in text and PLAIN.fullmatch(text)
        return text.rstrip("0").rstrip(".") if text and is_plain else text


class SumField(forms.DecimalField):
    """A sum of money. What it says of its currency is for the form."""

    widget = SumInput
    is_sum = True

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            return _value_of(str(value))


class FigureMergingForm(MergingForm):
    """What a typed sum says beside its value goes into the fields for that (currency, upper end, qualifier), as if it had
    been typed there; where the person typed something else there, that is asked about. `readings` are sentences on what was
    read of anything but plain digits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readings: list[str] = []
        self._contradicted: dict[str, str] = {}
        self.fields["value"].help_text = EXAMPLES
        if self.is_bound and not self.is_gone:
            for name in ("value_high", "usd_equivalent", "value"):
                self._spread(name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, told in self._contradicted.items():
            self.add_error(name, told)
        return cleaned

    def _spread(self, name: str) -> None:
        typed = str(self[name].data or "") if name in self.fields else ""
        if PLAIN.fullmatch(typed):
            return
        try:
            read = read_range(typed) if name == "value" else read_sum(typed)
        except ValueError:
            return  # the field says so
        self._put_data({name: _plain(read.value)})
        if read.high is not None:
            self._say(name, "value_high", _plain(read.high))
            if not self["qualifier"]._has_changed():  # type: ignore[attr-defined]
                self._put_data({"qualifier": Qualifier.RANGE.value})
        if name == "usd_equivalent" and read.currency not in {"", "USD"}:
            self._contradicted[name] = _("“%(text)s” is not in US dollars.") % {"text": typed}
        elif name != "usd_equivalent" and read.currency:
            self._say(name, "currency", read.currency)
        self.readings.append(_("“%(text)s” was read as %(sum)s.") % {"text": typed, "sum": said(read)})

    def _say(self, source: str, name: str, text: str) -> None:
        """Put what the sum of `source` says into another field, unless the person put something else there."""
        bound = self[name]
        if bound.data == text:
            return
        if bound._has_changed():  # type: ignore[attr-defined]
            told = _("This says “%(said)s”, and the field “%(name)s” says “%(there)s”. Leave one of the two.")
            self._contradicted[source] = told % {"said": text, "name": bound.label, "there": bound.data}
        else:
            self._put_data({name: text})

    def _put_data(self, values: Mapping[str, str]) -> None:
        data = cast("QueryDict", self.data).copy()
        for name, text in values.items():
            data[self.add_prefix(name)] = text
        self.data = data


def _value_of(text: str) -> Decimal:
    try:
        return read_sum(text).value
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from None


def said(read: TypedSum) -> str:
    """A typed sum in full: "1,500,000,000–2,000,000,000 USD"."""
    ends = "–".join(in_full(value) for value in (read.value, read.high) if value is not None)
    return f"{ends} {read.currency}".strip()


def tell_readings(request: HttpRequest, form: Any) -> None:
    """Show back what was read of the sums that were typed."""
    for reading in getattr(form, "readings", ()):
        messages.info(request, reading)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
