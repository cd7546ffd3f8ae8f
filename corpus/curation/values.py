"""One value of an article: where it comes from, and the form to confirm, correct or reject it.

The same addresses answer with a page of their own and, for HTMX, with the panel beside the text. What is saved leads back to
the article, with a message that offers to undo it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from corpus.concurrent_forms import MergingForm, lock
from corpus.curation.access import needs, next_address
from corpus.curation.forms import FigureForm, OrganisationLinkForm, RegionLinkForm, header_form
from corpus.curation.history import undo_address
from corpus.curation.pieces import render_panel
from corpus.editing import accept_proposals, dismiss_proposals, save_edit
from corpus.history.recorder import recording
from corpus.history.wording import label_of
from corpus.models import Amount, Article, ArticleOrganisation, ArticleRegion, EditKind, State
from corpus.provenance import Provenances
from corpus.sum_forms import tell_readings

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from corpus.history.recorder import Recorder
    from corpus.provenance import Provenance

EDIT_STATEMENTS = ("change_article", "change_articleregion", "change_articleorganisation", "change_amount")
"""The permissions that the forms of regions, organisations and figures ask for, and the queue of doubtful ones."""
RELATIONS: dict[str, tuple[type[Any], type[MergingForm]]] = {
    "region": (ArticleRegion, RegionLinkForm),
    "organisation": (ArticleOrganisation, OrganisationLinkForm),
    "figure": (Amount, FigureForm),
}


@dataclass(frozen=True)
class Value:
    """A value on its page: `row` holds it, `name` is its column if it is one of the header."""

    article: Article
    row: Any
    name: str
    form_class: type[MergingForm]

    @property
    def kind(self) -> str:
        """What it is, for people."""
        return label_of(Article, self.name) if self.name else str(self.row._meta.verbose_name)

    @property
    def title(self) -> str:
        return str(getattr(self.row, self.name) or "–") if self.name else str(self.row)

    @property
    def is_figure(self) -> bool:
        return isinstance(self.row, Amount)

    @property
    def is_rejected(self) -> bool:
        return getattr(self.row, "state", None) == State.REJECTED

    @cached_property
    def provenance(self) -> Provenance:
        found = Provenances(self.article, [self.row] if isinstance(self.row, Amount) else ())
        if self.name:
            return found.of_header(self.name)
        return found.of_figure(self.row) if isinstance(self.row, Amount) else found.of_link(self.row)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("change_article")
def header_value(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The form of a value of the header."""
    if name not in Article.HEADER:
        raise Http404

    def load() -> Value:
        article = get_object_or_404(Article, pk=pk)
        return Value(article, article, name, header_form(name))

    return _answer(request, pk, load)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDIT_STATEMENTS)
def statement(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponse:
    """The form of a region, an organisation or a figure."""
    if kind not in RELATIONS:
        raise Http404
    model, form_class = RELATIONS[kind]

    def load() -> Value:
        article = get_object_or_404(Article, pk=pk)
        found = model.objects.filter(article=article, pk=row).first()
        if found is None:
            raise Gone
        return Value(article, found, "", form_class)

    return _answer(request, pk, load)


class Gone(Exception):
    """The statement is no longer there."""


def _answer(request: HttpRequest, pk: int, load: Callable[[], Value]) -> HttpResponse:
    try:
        return _save(request, pk, load) if request.method == "POST" else _show(request, load())
    except Gone:
        messages.error(request, _("This is gone: extraction or somebody else removed it. See the history."))
        if request.headers.get("HX-Request"):  # a piece can't hold the page that says so
            return HttpResponse(headers={"HX-Refresh": "true"})
        return redirect(next_address(request, get_object_or_404(Article, pk=pk)))


def _show(request: HttpRequest, value: Value, form: MergingForm | None = None) -> HttpResponse:
    way_back = next_address(request, value.article)
    context = {
        "value": value,
        "article": value.article,
        "form": form or value.form_class(instance=value.row),
        "next": way_back,
        "is_from_article": way_back.startswith(value.article.get_absolute_url()),
    }
    return render_panel(request, "value", context)


def _save(request: HttpRequest, pk: int, load: Callable[[], Value]) -> HttpResponse:
    action = ACTIONS.get(request.POST.get("action", "save"))
    if action is None:
        raise Http404
    with transaction.atomic():
        lock(Article, pk)
        value = load()
        data = request.POST.copy()
        if action.state:
            data["state"] = action.state
        form = value.form_class(data, instance=value.row)
        with recording(actor=request.user, kind=action.kind, summary=action.summary(value)) as recorder:
            is_done = action.run(value, form)
    if not is_done:
        return _show(request, fresh(value), form if action.takes_form else None)
    tell_saved(request, value.article, recorder)
    tell_readings(request, form)
    return redirect(next_address(request, value.article))


def fresh(value: Value) -> Value:
    """The value as the database has it, without what the form made of the row."""
    row = type(value.row)._base_manager.get(pk=value.row.pk)
    return Value(row if value.name else value.article, row, value.name, value.form_class)


def tell_saved(request: HttpRequest, article: Article, recorder: Recorder) -> None:
    if recorder.edit is None:
        messages.info(request, _("Nothing was changed."))
    else:
        messages.success(
            request, _("Saved: %(edit)s") % {"edit": recorder.edit}, undo_address(article, recorder.edit)
        )


@dataclass(frozen=True, slots=True)
class Action:
    """What a button of the form does: `state` is what it makes of the statement's, if anything."""

    kind: EditKind
    verb: str
    run: Callable[[Value, MergingForm], bool]
    state: str = ""
    takes_form: bool = True

    def summary(self, value: Value) -> str:
        """What the history says; not translated, since it is stored."""
        what = value.name or value.row._meta.model_name.removeprefix("article").replace("amount", "figure")
        is_empty = value.name and not getattr(value.row, value.name)
        return f"{self.verb} the {what}" + ("" if is_empty else f" “{value.title}”")


def _correct(value: Value, form: MergingForm) -> bool:
    """Save what the person changed."""
    if not form.is_valid():
        return False
    changed = set(form.changed_data) & {field.name for field in value.row._meta.concrete_fields}
    row = form.save(commit=False)
    _make_organisation(row)
    if isinstance(row, Amount):
        changed |= _vouched_for(row, changed)
    if changed:
        save_edit(row, changed)
    return True


def _make_organisation(row: Any) -> None:
    """An organisation of a new name comes into being with the link to it."""
    if isinstance(row, ArticleOrganisation) and row.organisation.pk is None:
        save_edit(row.organisation, ())
        row.organisation = row.organisation  # the id, too


def _vouched_for(amount: Amount, changed: set[str]) -> set[str]:
    """A year that a person set is not inferred, a sum that a person set not suspect."""
    settled = set()
    if "year" in changed and amount.year_inferred:
        amount.year_inferred = False
        settled.add("year_inferred")
    if {"value", "value_high", "currency"} & changed and amount.is_suspect:
        amount.is_suspect = False
        settled.add("is_suspect")
    return settled


def _confirm(value: Value, form: MergingForm) -> bool:
    """Say that the value is right as it is shown, unless it is no longer; what was typed beside it is saved."""
    if _refuse_stale(form):
        return False
    if form.changed_data:
        return _correct(value, form)
    row = fresh(value).row
    save_edit(row, {value.name} if value.name else ())
    return True


def _decide(value: Value, form: MergingForm) -> bool:
    """Reject or bring back, unless what is shown is no longer there; what was typed beside it is not saved."""
    if _refuse_stale(form):
        return False
    row = fresh(value).row
    row.state = form.data["state"]
    save_edit(row, {"state"})
    return True


def _refuse_stale(form: MergingForm) -> bool:
    """What a person decides about a value holds for the value that the person saw."""
    if not form.stale:
        return False
    form.is_valid()
    form.refuse([name for name in form.stale if name not in form.errors])
    return True


def _accept(value: Value, form: MergingForm) -> bool:
    """Take over what extraction proposes, if it is still what the person saw."""
    if not _is_proposed(value, form):
        return False
    accept_proposals(fresh(value).row, [form.data["name"]])
    return True


def _keep(value: Value, form: MergingForm) -> bool:
    """Put away what extraction proposes, if it is still what the person saw."""
    if not _is_proposed(value, form):
        return False
    dismiss_proposals(fresh(value).row, [form.data["name"]])
    return True


def _is_proposed(value: Value, form: MergingForm) -> bool:
    seen = form.data.get("name"), form.data.get("said")
    return seen in [(said.name, said.value) for said in value.provenance.proposals]


ACTIONS = {
    "save": Action(EditKind.CORRECT, "Corrected", _correct),
    "confirm": Action(EditKind.CONFIRM, "Confirmed", _confirm),
    "reject": Action(EditKind.REJECT, "Rejected", _decide, State.REJECTED),
    "restore": Action(EditKind.CONFIRM, "Brought back", _decide, State.ACTIVE),
    "accept": Action(EditKind.CORRECT, "Accepted what extraction says of", _accept, takes_form=False),
    "keep": Action(EditKind.CONFIRM, "Kept", _keep, takes_form=False),
}
