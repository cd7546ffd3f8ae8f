"""Answers that are a page of their own and, for HTMX, the panel beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PANEL = {"HX-Retarget": "#panel", "HX-Reselect": ".panel", "HX-Reswap": "innerHTML"}
"""What was posted leads to the article; a form that comes back goes into the panel instead."""


def render_panel(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """`curation/_name.html` for HTMX, else `curation/name.html`."""
    is_piece = bool(request.headers.get("HX-Request"))
    response = render(request, f"curation/{'_' if is_piece else ''}{name}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    for header, said in PANEL.items() if request.method == "POST" else ():
        response[header] = said
    return response
