"""Fixtures of every test: a real index on disk in a folder of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group, User
from django.utils import translation

from corpus.roles import EDITORS
from search.backends import get_backend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from search.backends.base import SearchBackend


@pytest.fixture(autouse=True)
def own_var(settings: SettingsWrapper, tmp_path: Path) -> Path:
    """No test shares an index, a lock or a static folder with another."""
    settings.VAR_DIR = tmp_path / "var"
    settings.SEARCH_BACKEND = {**settings.SEARCH_BACKEND, "path": str(tmp_path / "var" / "index")}
    return tmp_path / "var"


@pytest.fixture(autouse=True)
def own_language(settings: SettingsWrapper) -> Iterator[None]:
    """A request leaves its language behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def index(own_var: Path) -> SearchBackend:
    """A live, empty index."""
    with get_backend().rebuild() as build:
        build.publish()
    return get_backend()


@pytest.fixture
def editor(db: None) -> User:
    user = User.objects.create_user("edith", password="correct horse", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def editing(client: Client, editor: User) -> Client:
    """A client that an editor is logged in with."""
    client.force_login(editor)
    return client
