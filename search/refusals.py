"""What is said, in words and as a status, when a search can't be answered."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from search.asking import in_words
from search.errors import IndexUnavailable, ParametersError, QueryError, SearchError

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from search.errors import ParameterError
    from search.stamps import View

UNAVAILABLE = _(
    "Search is not available: the index can't answer at the moment. No article is lost. Try again in a moment."
)
RETRY_IN = 30  # seconds until trying again makes sense

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """`detail` is for people, `errors` says it by parameter, `wait` is in seconds."""

    status: int
    detail: str
    errors: tuple[ParameterError, ...] = ()
    wait: int | None = None
    allowed: str = ""

    @classmethod
    def of(cls, error: SearchError) -> Refusal:
        if isinstance(error, QueryError):
            error = in_words(error)
        if isinstance(error, ParametersError):
            return cls(400, str(error), error.errors)
        return cls(503, str(UNAVAILABLE), wait=RETRY_IN)

    @property
    def headers(self) -> dict[str, str]:
        headers = {"Retry-After": str(self.wait)} if self.wait else {}
        return headers | ({"Allow": self.allowed} if self.allowed else {})


def refusing(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase | Refusal:
    """What the view answers, or why it can't."""
    try:
        return view(request, *args, **kwargs)
    except SearchError as error:
        if isinstance(error, IndexUnavailable):
            logger.error("Search is unavailable: %s", error)
        return Refusal.of(error)


def explained_plainly(view: View) -> View:
    """A view whose refusals are plain text."""

    @wraps(view)
    def explained(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = refusing(view, request, *args, **kwargs)
        if not isinstance(found, Refusal):
            return found
        text = f"{found.detail}\n"
        return HttpResponse(
            text, status=found.status, headers=found.headers, content_type="text/plain; charset=utf-8"
        )

    return explained
