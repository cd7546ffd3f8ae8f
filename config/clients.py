"""Who is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that a login is counted for: the one that the proxy saw, when there is one that we trust, which is the
    last of `X-Forwarded-For`; those before it are whatever the client claims."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
    address: str = request.META.get("REMOTE_ADDR", "")
    return forwarded if settings.BEHIND_PROXY and forwarded else address
