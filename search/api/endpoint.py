"""What every address of the API has in common."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from search.api.problems import problem
from search.api.rate import seconds_to_wait
from search.errors import ParameterError
from search.refusals import Refusal, refusing
from search.stamps import conditional

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from search.stamps import View

READING = ("GET", "HEAD", "OPTIONS")


def endpoint(*parameters: str) -> Callable[[View], View]:
    """A view that reads these parameters: any other is refused, since a filter that is misspelt would find too much. It is
    answered conditionally and at a limited rate, and every refusal is a problem document."""

    def decorate(view: View) -> View:
        answered = conditional()(view)

        @csrf_exempt  # nothing is written here, and what asks for that is answered with a problem document, too
        @wraps(view)
        def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers={"Allow": ", ".join(READING)})
            refused = _refusal(request, parameters)
            found = refused or refusing(answered, request, *args, **kwargs)
            return problem(found) if isinstance(found, Refusal) else found

        return respond

    return decorate


def _refusal(request: HttpRequest, parameters: tuple[str, ...]) -> Refusal | None:
    if request.method not in READING:
        return Refusal(405, "The API only reads: use GET.", allowed=", ".join(READING))
    if wait := seconds_to_wait(request):
        said = f"At most {settings.API_RATE} requests a minute are answered. Try again in {wait} s."
        return Refusal(429, said, wait=wait)
    unknown = sorted(set(request.GET) - set(parameters))
    return _unknown(unknown, parameters) if unknown else None


def _unknown(names: list[str], parameters: tuple[str, ...]) -> Refusal:
    known = f"the parameters are {', '.join(parameters)}" if parameters else "this address has none"
    errors = tuple(ParameterError(name, f"There is no parameter “{name}”; {known}.") for name in names)
    return Refusal(400, " ".join(error.message for error in errors), errors)


def answered(body: Mapping[str, Any], *, links: Mapping[str, str] | None = None) -> HttpResponse:
    """`links` are addresses by relation; `Link` says them, too."""
    response = JsonResponse(dict(body), json_dumps_params={"ensure_ascii": False})
    if links:
        response["Link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links.items())
    return response
