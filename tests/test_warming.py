"""What a worker does before it takes requests."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from threading import Event
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

from config.warming import QUERIES, warm
from search.shared_pages import SharedPages
from tests.factories import make_article
from tests.test_serve import ROOT, answer, environment, free_port

if TYPE_CHECKING:
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIEnvironment

    from django.http.response import HttpResponseBase
    from pytest_django.fixtures import SettingsWrapper


PATIENCE = 60


class Overheard:
    """Gleaner, and what it answers."""

    def __init__(self) -> None:
        self._gleaner = WSGIHandler()
        self.statuses: list[int] = []
        self.pages: list[str] = []

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> HttpResponseBase:
        response = self._gleaner(environ, start_response)
        assert isinstance(response, HttpResponse)
        self.statuses.append(response.status_code)
        self.pages.append(gzip.decompress(response.content).decode())
        return response


@pytest.fixture
def application(db: None) -> Overheard:
    return Overheard()


@pytest.mark.parametrize("hosts", [["*"], [".example.com"], ["news.example.com", "localhost"], ["[::1]"]])
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("index")
def test_whatever_the_site_is_called_pages_are_made_in_its_languages(
    application: Overheard, settings: SettingsWrapper, hosts: list[str]
) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = hosts, True
    make_article(title="A million in Tianjin")
    warm(application, patience=PATIENCE)
    assert application.statuses == [200] * 4
    assert ["A million in Tianjin" in page for page in application.pages] == [True, False] * 2
    assert [page.count('<html lang="zh-hans"') for page in application.pages] == [0, 0, 1, 1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("index")
def test_each_worker_makes_its_pages_itself_and_they_are_kept_for_nobody(
    application: Overheard, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[str] = []
    monkeypatch.setattr(SharedPages, "get", lambda self, key: touched.append(key))
    monkeypatch.setattr(SharedPages, "put", lambda self, key, page: touched.append(key))
    warm(application, patience=PATIENCE)
    assert application.statuses == [200] * 4
    assert not touched
    assert not Session.objects.exists()


def test_a_worker_starts_without_an_index(application: Overheard) -> None:
    warm(application, patience=PATIENCE)
    assert application.statuses == [503] * 4


def test_a_worker_starts_though_nothing_is_answered() -> None:
    asked, goes_on = Event(), Event()

    def hang(environ: WSGIEnvironment, start_response: StartResponse) -> HttpResponse:
        asked.set()
        goes_on.wait(PATIENCE)
        return HttpResponse()

    warm(hang, patience=0)
    assert asked.wait(PATIENCE)
    goes_on.set()


def test_a_worker_starts_though_not_even_an_error_page_can_be_made(capfd: pytest.CaptureFixture[str]) -> None:
    def fail(environ: WSGIEnvironment, start_response: StartResponse) -> HttpResponse:
        raise ValueError

    warm(fail, patience=PATIENCE)
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_the_server_asks_before_anybody_else_does(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.asked_before:application", "--workers", "1"]
    server = subprocess.Popen(
        [*command, "--config", "config/gunicorn.py", "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=environment(tmp_path),
        start_new_session=True,
    )
    try:
        assert answer(port, "/?q=roche") == (200, "\n".join(QUERIES * 2))
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(PATIENCE)
