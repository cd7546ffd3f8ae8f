"""The content-security policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

HEADER = "Content-Security-Policy"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/no-such-page", "/admin/login/", "/api/v1/"])
def test_every_page_has_it(address: str, client: Client) -> None:
    policy = client.get(address)[HEADER]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_only_pages_that_explain_an_error_to_its_author_go_without(
    client: Client, settings: SettingsWrapper
) -> None:
    settings.DEBUG = True
    assert HEADER not in client.get("/no-such-page")
    assert HEADER in client.get("/accounts/login/")
