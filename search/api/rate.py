"""How many requests a client may make: a bucket of a minute's worth that fills up again evenly."""

from __future__ import annotations

import hashlib
import math
import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django.http import HttpRequest

MINUTE = 60.0
OWN_BITS = 64  # of an IPv6 address: what one client has to itself


def seconds_to_wait(request: HttpRequest) -> int:
    """0 when the client may ask now, which counts as asking. All that is kept of it is when its bucket is full again."""
    if settings.API_RATE <= 0:
        return 0
    key, now = f"api-rate-{_client(request)}", time.time()
    full_at: float = max(cache.get(key, now), now) + MINUTE / settings.API_RATE
    if full_at > now + MINUTE:
        return math.ceil(full_at - now - MINUTE)
    cache.set(key, full_at, timeout=MINUTE + 1)
    return 0


def _client(request: HttpRequest) -> str:
    address: str = import_string(settings.CLIENT_ADDRESS)(request)
    try:
        known = ip_address(address)
    except ValueError:
        own = address
    else:
        is_long = isinstance(known, IPv6Address)
        own = str(ip_network(f"{known}/{OWN_BITS}", strict=False)) if is_long else address
    return hashlib.sha256(own.encode()).hexdigest()
