"""What people fill in: a pasted text, files, and for each file what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from corpus.ingest.archives import ENDING, MAX_FILES
from corpus.ingest.readers import ENDINGS, MAX_BYTES
from corpus.uploads.duplicates import SAME
from corpus.uploads.header import GIVEN, as_text
from corpus.widgets import DateInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.models import Article, UploadFile

SAVE, SKIP = "save", "skip"


def _title() -> forms.CharField:
    return forms.CharField(label=_("Title"), max_length=500, required=False)


def _source() -> forms.CharField:
    return forms.CharField(label=_("Source"), max_length=200, required=False)


def _published() -> forms.DateField:
    return forms.DateField(label=_("Date"), required=False, widget=DateInput())


class TextForm(forms.Form):
    """A pasted text. What is typed beside it stands above what the text says."""

    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 12}))
    title = _title()
    published = _published()
    source = _source()
    url = forms.URLField(
        label=_("Link to the original"), max_length=1000, required=False, assume_scheme="https"
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.encode()) > MAX_BYTES:
            raise forms.ValidationError(
                _("The text is longer than %(size)s MB. Add it as single articles.")
                % {"size": MAX_BYTES // 1024**2}
            )
        return text

    def typed(self) -> dict[str, str]:
        """What was typed of the header."""
        values = {name: as_text(self.cleaned_data[name]) for name in GIVEN}
        return {name: value for name, value in values.items() if value}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. What is wrong with one of them is told in the report."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        # An empty list is what a browser sends for no file.
        return [super(FilesField, self).clean(file, initial) for file in data or [None]]


class FilesForm(forms.Form):
    documents = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        widget=FilesInput(attrs={"accept": ",".join([*ENDINGS, ENDING])}),
    )

    def clean_documents(self) -> Any:
        files = self.cleaned_data["documents"]
        if len(files) > MAX_FILES:
            raise forms.ValidationError(
                ngettext(
                    "You chose %(count)s file, and %(most)s are the most at once. Add them in parts.",
                    "You chose %(count)s files, and %(most)s are the most at once. Add them in parts.",
                    len(files),
                )
                % {"count": len(files), "most": MAX_FILES}
            )
        return files


class DecisionForm(forms.Form):
    """What becomes of a file. `duplicates` are the articles that are nearly the same, with their similarity; `may_update`
    says whether the person may bring one of them up to date."""

    title = _title()
    published = _published()
    source = _source()

    def __init__(
        self,
        file: UploadFile,
        duplicates: Sequence[tuple[Article, float]],
        *,
        may_update: bool,
        data: Any = None,
    ) -> None:
        self.shown = {**{name: file.found[name] for name in GIVEN}, **file.typed}
        super().__init__(data, prefix=str(file.pk), initial=self.shown)
        self.file = file
        self.fields["action"] = _action(duplicates, may_update=may_update)

    def decision(self) -> str | int:
        """`SAVE`, `SKIP`, or the id of the article to bring up to date."""
        action: str = self.cleaned_data["action"]
        return int(action) if action.isdigit() else action

    def typed(self) -> dict[str, str]:
        """The values of the header that the person gave, now or before."""
        given = {name: as_text(self.cleaned_data[name]) for name in self.fields if name in GIVEN}
        return {**self.file.typed, **{name: text for name, text in given.items() if text != self.shown[name]}}


def _action(duplicates: Sequence[tuple[Article, float]], *, may_update: bool) -> forms.ChoiceField:
    is_known = any(similarity == SAME for _article, similarity in duplicates)
    save = _("Save it beside what is there") if duplicates else _("Save it")
    updates = [
        (str(article.pk), _("Bring “%(title)s” up to date") % {"title": article.headline})
        for article, _similarity in duplicates
        if article.deleted_at is None
    ]
    return forms.ChoiceField(
        label=_("What to do"),
        choices=[(SAVE, save), *(updates if may_update else []), (SKIP, _("Skip it"))],
        initial=SKIP if is_known else SAVE,
        widget=forms.RadioSelect,
    )
