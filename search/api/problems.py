"""Refusals as problem documents (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

if TYPE_CHECKING:
    from search.errors import ParameterError
    from search.refusals import Refusal


def problem(refusal: Refusal) -> HttpResponse:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": refusal.detail,
    }
    if refusal.errors:
        body["errors"] = [_error(error) for error in refusal.errors]
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=refusal.status,
        headers=refusal.headers,
        content_type="application/problem+json",
    )


def _error(error: ParameterError) -> dict[str, Any]:
    place = {} if error.position is None else {"position": error.position}
    return {"parameter": error.parameter, "detail": error.message, **place}
