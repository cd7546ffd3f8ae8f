"""What the log says of requests that go wrong."""

from __future__ import annotations

import io
import logging.config
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import path

from config.warming import warm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.http import HttpRequest
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper


def fail(request: HttpRequest) -> None:
    raise RuntimeError("a fault")


urlpatterns = [path("fails", fail), path("", fail)]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the configured handler writes."""
    written = io.StringIO()
    configuration = settings.LOGGING
    handlers = {"console": {**configuration["handlers"]["console"], "stream": written}}
    logging.config.dictConfig({**configuration, "handlers": handlers})
    yield written
    logging.config.dictConfig(configuration)


def test_what_somebody_may_not_do_is_one_line(client: Client, editor: User, log: io.StringIO) -> None:
    client.force_login(editor)
    assert client.get("/admin/auth/user/").status_code == 403
    assert "/admin/auth/user/" in log.getvalue()
    assert "Traceback" not in log.getvalue()


def test_a_fault_has_its_traceback(client: Client, settings: SettingsWrapper, log: io.StringIO) -> None:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    assert client.get("/fails").status_code == 500
    assert "RuntimeError: a fault" in log.getvalue()


def test_what_a_worker_meets_before_requests_is_said_when_a_request_meets_it(
    client: Client, settings: SettingsWrapper, log: io.StringIO
) -> None:
    settings.ROOT_URLCONF = __name__
    warm(WSGIHandler(), patience=None)
    assert not log.getvalue()
    client.raise_request_exception = False
    client.get("/")
    assert "RuntimeError: a fault" in log.getvalue()
