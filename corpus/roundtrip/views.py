"""Where editors take all metadata away, and bring back what they changed."""

from __future__ import annotations

import hashlib
import tempfile
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from corpus.curation.access import needs
from corpus.roundtrip import kept
from corpus.roundtrip.applying import apply
from corpus.roundtrip.comparing import compare
from corpus.roundtrip.exporting import json_lines, write_zip
from corpus.roundtrip.reading import ImportRefused, read_rows
from corpus.roundtrip.tables import TABLES
from corpus.uploads.quota import tell_too_much

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from corpus.roundtrip.comparing import Comparison
    from corpus.roundtrip.kept import KeptFile

PERMISSIONS = sorted(
    f"{action}_{table.model._meta.model_name}"
    for table in TABLES.values()
    for action in (("change", "add") if table.can_grow else ("change",))
)
MOST_BYTES = 100 * 1024 * 1024
MOST_ROWS = (
    2_000  # that one file changes on the page, while nobody else can write; the command takes any number
)
DECIDED = gettext_lazy("This file was decided about already, or is older than a day. Send it again.")
SHOWN = 200  # changed rows, conflicts and problems that the preview shows of each


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Edited file"),
        help_text=gettext_lazy(
            "The zip, one of its CSV files or the JSON Lines, as exported and then edited."
        ),
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_too_large())
        return file


def _too_large() -> str:
    return _("It is larger than %(size)d MB. Use the command import_metadata.") % {"size": MOST_BYTES >> 20}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*PERMISSIONS)
@never_cache
def metadata(request: HttpRequest) -> HttpResponse:
    """What to take away, and a form to bring it back."""
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        tell_too_much(request, form, "file", _too_large())
        if form.is_valid():
            return redirect("import_preview", kept.keep(request, form.cleaned_data["file"]).key)
    return render(request, "roundtrip/metadata.html", {"form": form})


@require_safe
@needs(*PERMISSIONS)
@never_cache
def export_metadata(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Everything, as a zip of CSV files or as JSON Lines."""
    name = f"gleaner-metadata-{timezone.localdate():%Y-%m-%d}.{ending}"
    if ending == "jsonl":
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(json_lines(), content_type="application/x-ndjson", headers=headers)
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    write_zip(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*PERMISSIONS)
@never_cache
def import_preview(request: HttpRequest, key: str) -> HttpResponse:
    """What the file would change; sent back, it is done, if the same is still true."""
    file = kept.find(request, key)
    if file is None:
        raise Http404(DECIDED)
    if "discard" in request.POST:
        kept.drop(request, file)
        return redirect("metadata")
    try:
        return _decided(request, file) if request.method == "POST" else _shown(request, file, _compared(file))
    except ImportRefused as error:
        return _refused(request, file, str(error))


def _compared(file: KeptFile) -> Comparison:
    return compare(read_rows(file.path, name=file.name), most=MOST_ROWS)


def _shown(request: HttpRequest, file: KeptFile, found: Comparison) -> HttpResponse:
    return render(request, "roundtrip/preview.html", _context(request, file, found))


def _decided(request: HttpRequest, file: KeptFile) -> HttpResponse:
    """Done once, however often the button is pressed."""
    with kept.deciding(file) as is_there:
        if not is_there:
            raise Http404(DECIDED)
        found = _compared(file)
        if request.POST.get("seen") != _fingerprint(found) or not _is_small(found):
            return _shown(request, file, found)
        return _applied(request, file, found)


def _refused(request: HttpRequest, file: KeptFile, reason: str) -> HttpResponse:
    kept.drop(request, file)
    form = FileForm()
    return render(request, "roundtrip/metadata.html", {"form": form, "refused": reason}, status=422)


def _applied(request: HttpRequest, file: KeptFile, found: Comparison) -> HttpResponse:
    summary = f"Imported “{file.name}”"
    edit = apply(found, actor=request.user, summary=summary, overwrite=request.POST.getlist("overwrite"))
    kept.drop(request, file)
    number = edit.changes.count() if edit else 0
    done = ngettext("%(number)d row changed.", "%(number)d rows changed.", number) % {"number": number}
    messages.success(request, done)
    return redirect("edit", edit.pk) if edit else redirect("metadata")


def _context(request: HttpRequest, file: KeptFile, found: Comparison) -> dict[str, Any]:
    conflicts = found.conflicts()
    clean = [change for change in found.changes if not all(d.is_conflict for d in change.differences)]
    return {
        "file": file,
        "found": found,
        "number": found.number(),
        "changes": clean[:SHOWN],
        "changes_left": len(clean[SHOWN:]),
        "conflicts": [(change, d, change.key(d)) for change, d in conflicts[:SHOWN]],
        "conflicts_left": len(conflicts[SHOWN:]),
        "problems": found.problems[:SHOWN],
        "problems_left": len(found.problems[SHOWN:]),
        "is_small": _is_small(found),
        "most": MOST_ROWS,
        "seen": _fingerprint(found),
        "is_stale": request.method == "POST",
    }


def _is_small(found: Comparison) -> bool:
    return len(found.changes) <= MOST_ROWS


def _fingerprint(found: Comparison) -> str:
    """Of all that the preview says, so that nothing else is done than what was seen."""
    said = repr([(c.table.name, c.pk, c.line, c.differences) for c in found.changes])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
