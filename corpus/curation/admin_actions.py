"""Actions on lists of the admin that lead to pages of curation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from corpus.curation.bulk.views import TooMany, select
from corpus.curation.merge_views import MOST

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


@admin.action(description=gettext_lazy("Merge these …"), permissions=["merge"])
def merge(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    ids = list(queryset.values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        messages.error(request, _("At most %(most)d are merged at once.") % {"most": MOST})
        return None
    what = model_admin.opts.model_name
    asked = urlencode([*(("id", pk) for pk in ids), ("next", request.get_full_path())])
    return HttpResponseRedirect(f"{reverse(f'merge-{what}s')}?{asked}")


@admin.action(description=gettext_lazy("Change these …"), permissions=["bulk"])
def change_many(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    ids = list(queryset.values_list("pk", flat=True))
    said = ngettext("%(count)d article from the list", "%(count)d articles from the list", len(ids))
    try:
        return redirect(select(request.user, ids, said=said % {"count": len(ids)}))
    except TooMany as error:
        messages.error(request, str(error))
        return None
