"""Pages offer nothing that is refused: links and buttons of each are tried as the account that sees them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.urls import resolve
from lxml import html

from corpus.models import BulkEdit, BulkState, OrganisationAlias
from tests.corpus.edits import correct
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.test import Client

    from corpus.models import Article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


@pytest.fixture
def article(editor: User) -> Article:
    """With something of everything on its page, its history and the pages around it."""
    article = make_article()
    link_region(article, make_region("Tianjin"))
    roche = make_organisation("Roche Holding")
    OrganisationAlias.objects.create(organisation=roche, name="Roche AG")
    link_organisation(article, roche)
    link_organisation(article, make_organisation("Roche Holding Ltd"))
    make_amount(article, is_suspect=True)
    correct(article, editor, source="Shine")
    BulkEdit.objects.create(
        article_ids=[article.pk], user=editor, state=BulkState.DONE, selection="One article"
    )
    return article


@pytest.mark.parametrize(
    ("rights", "is_staff"),
    [
        ("change_article", False),
        ("change_article", True),
        ("change_organisation", False),
        ("change_organisation", True),
        ("change_article change_organisation", True),
        ("add_article", False),
        ("delete_article", False),
    ],
)
def test_nothing_is_offered_that_is_refused(
    client: Client, article: Article, rights: str, is_staff: bool
) -> None:
    user = User.objects.create_user("one", is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights.split()))
    client.force_login(user)
    starts = ["/?q=park", article.get_absolute_url(), *(["/admin/"] if is_staff else [])]
    assert list(refusals(client, starts)) == []


def refusals(client: Client, starts: Iterable[str]) -> Iterator[str]:
    """What is refused of all that one is led to from these pages, by links and forms; each view is tried once."""
    seen = {("post", "logout"), ("post", "admin:logout")}
    waiting = deque(("get", start) for start in starts)
    while waiting:
        method, address = waiting.popleft()
        view = method, resolve(urlsplit(address).path).view_name
        if view in seen:
            continue
        seen.add(view)
        page = ask(client, method, address)
        if page is None:
            yield f"{method} {address}"
        waiting += [(how, urljoin(address, there)) for how, there in offered(page or "")]


def ask(client: Client, method: str, address: str) -> str | None:
    """The page, None if it is refused. Nothing is left of what a form did."""
    with transaction.atomic():
        response = getattr(client, method)(address, headers={"Origin": "http://testserver"})
        content = b"".join(response)
        transaction.set_rollback(True)
    to_login = response.status_code == 302 and "/login/" in response.headers["Location"]
    if to_login or response.status_code == 403:
        return None
    return content.decode() if "html" in response.headers.get("Content-Type", "") else ""


def offered(page: str) -> Iterator[tuple[str, str]]:
    """Links and forms within the site, each with its method."""
    if not page.strip():
        return
    document = html.document_fromstring(page)
    found = [("get", there) for there in document.xpath("//a/@href | //@hx-get")]
    for form in document.forms:
        there = [form.get("action", ""), *form.xpath(".//@formaction")]
        found += [((form.get("method") or "get").lower(), each) for each in there]
    yield from ((method, there) for method, there in found if not urlsplit(there).netloc)
