"""Groups of organisations: a group with all that is part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from corpus.models import Organisation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST = 50  # organisations, as many as a search takes


@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """To the search for articles of the organisation or of what is part of it, however deep."""
    found = [get_object_or_404(Organisation, slug=slug)]
    fresh = list(found)
    while fresh and len(found) < MOST:
        known = {organisation.pk for organisation in found}
        fresh = list(Organisation.objects.filter(parent__in=fresh).exclude(pk__in=known).order_by("pk"))
        found += fresh
    asked = urlencode([("organisation", organisation.slug) for organisation in found[:MOST]])
    return HttpResponseRedirect(f"{reverse('search')}?{asked}")
