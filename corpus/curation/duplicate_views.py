"""The page of organisations that are likely the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from corpus.curation.access import needs
from corpus.curation.duplicates import Pair, Reason, likely_duplicates, tell_apart
from corpus.curation.edits import tell_done
from corpus.curation.groups import Sign, likelier_group
from corpus.curation.previews import Merged, preview_of
from corpus.editing import save_edit
from corpus.history.recorder import recording
from corpus.models import EditKind, Organisation
from corpus.row_ids import ids_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

ON_A_PAGE = 20
REASONS = {
    Reason.SPELLING: gettext_lazy("spelt alike"),
    Reason.PART: gettext_lazy("one name is a part of the other"),
    Reason.ABBREVIATION: gettext_lazy("one name may stand for the other"),
}
SIGNS = {
    Sign.CALLED_GROUP: gettext_lazy("“%(group)s” calls itself a group"),
    Sign.CALLED_UNIT: gettext_lazy("“%(part)s” is what a part is called"),
    Sign.LONGER_NAME: gettext_lazy("“%(part)s” adds to the name of “%(group)s”"),
}


@dataclass(frozen=True, slots=True)
class Nesting:
    """That one organisation of a pair is part of the other."""

    part: Organisation
    group: Organisation


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair with what is known of both, in the order of its names. `nestings` are the two ways in which one may be part of
    the other, the likelier first for the reason `because`; none where the names don't say that."""

    pair: Pair
    sides: tuple[Merged, Merged]
    reason: Any
    nestings: tuple[Nesting, ...] = ()
    because: str = ""


@require_safe
@never_cache
@needs("change_organisation")
def duplicates(request: HttpRequest) -> HttpResponse:
    page = Paginator(likely_duplicates(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "suggestions": _suggestions(list(page.object_list))}
    return render(request, "curation/duplicates.html", context)


def _suggestions(pairs: Sequence[Pair]) -> list[Suggestion]:
    pks = {pk for pair in pairs for pk in (pair.first, pair.second)}
    rows = Organisation.objects.filter(pk__in=pks).prefetch_related("aliases")
    known = {one.row.pk: one for one in preview_of(Organisation, list(rows)).rows}
    return [
        _suggestion(pair, (known[pair.first], known[pair.second]))
        for pair in pairs
        if pair.first in known and pair.second in known
    ]


def _suggestion(pair: Pair, sides: tuple[Merged, Merged]) -> Suggestion:
    if pair.reason != Reason.PART:
        return Suggestion(pair, sides, REASONS[pair.reason])
    likelier = likelier_group(pair.names)
    group, part = sides[likelier.group].row, sides[1 - likelier.group].row
    names = {"group": pair.names[likelier.group], "part": pair.names[1 - likelier.group]}
    return Suggestion(
        pair,
        sides,
        REASONS[pair.reason],
        (Nesting(part, group), Nesting(group, part)),
        str(SIGNS[likelier.sign]) % names,
    )


@require_POST
@needs("change_organisation")
def not_the_same(request: HttpRequest) -> HttpResponse:
    """Remember that the two in `id` differ; `parent` says which of them the other is part of, if any is."""
    rows = Organisation.objects.in_bulk(ids_of(request.POST.getlist("id")))
    if len(rows) != 2:
        return HttpResponseBadRequest(
            _("Two organisations are told apart; one of these isn't there any more.")
        )
    first, second = (rows[pk] for pk in sorted(rows))
    summary = f"“{first}” and “{second}” are not the same"
    with recording(actor=request.user, kind=EditKind.CORRECT, summary=summary) as recorder:
        tell_apart(first.pk, second.pk)
        parent = request.POST.get("parent", "")
        if parent in {str(pk) for pk in rows}:
            _make_part(rows.pop(int(parent)), next(iter(rows.values())))
    words = _("“%(first)s” and “%(second)s” are not the same.") % {"first": first, "second": second}
    return tell_done(request, words, recorder.edit)


def _make_part(parent: Organisation, organisation: Organisation) -> None:
    if organisation.pk not in parent.ids_above():
        organisation.parent = parent
        save_edit(organisation, {"parent"})
