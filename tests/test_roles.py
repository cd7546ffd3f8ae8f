"""Who may ask for which address, and with which method: every address of the site has a rule here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.urls import URLPattern, get_resolver

from corpus.models import ListedName, NameList
from corpus.roles import ADMINISTRATORS, EDITORS, READERS
from tests.factories import make_amount, make_article, make_organisation, make_region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db


class Role(IntEnum):
    """Each may what those before it may."""

    ANYBODY = 0
    READER = 1
    EDITOR = 2
    ADMINISTRATOR = 3
    SUPERUSER = 4
    NOBODY = 5


@dataclass(frozen=True)
class Rule:
    """From which role on an address answers to reading and to writing."""

    read: Role
    write: Role


PUBLIC = Rule(Role.ANYBODY, Role.ANYBODY)  # a page that takes no POST refuses it to everybody alike (405)
ACCOUNT = Rule(Role.READER, Role.READER)
EDITING = Rule(Role.EDITOR, Role.EDITOR)
ACCOUNTS = Rule(Role.ADMINISTRATOR, Role.ADMINISTRATOR)
NOBODYS = Rule(Role.NOBODY, Role.NOBODY)
SUPER = Rule(Role.SUPERUSER, Role.SUPERUSER)

STATEMENTS = "article|region|organisation|amount"
RULES: tuple[tuple[str, Rule], ...] = (
    # The first that matches the whole route holds.
    (r"|suggest|feed\.atom|facets/.*|\(\?P<rows>.*", PUBLIC),
    (r"articles/<int:pk>/|organisations/<str:slug>/group/", PUBLIC),
    (r"api/.*", PUBLIC),
    (r"language|favicon\.ico|accounts/login/|accounts/logout/", PUBLIC),
    (r"accounts/password/", ACCOUNT),
    (r"searches/.*", ACCOUNT),
    (r"articles/add/.*|change-found", EDITING),
    (r"articles/<int:pk>/(delete|history|values|mark|<str:kind>)/.*", EDITING),
    (r"curation/bin/empty/", Rule(Role.EDITOR, Role.SUPERUSER)),  # takes no GET
    (r"curation/.*", EDITING),
    (r"admin/(login|logout)/", PUBLIC),
    (
        r"admin/(|jsi18n/|autocomplete/|password_change/(done/)?|r/<path:content_type_id>/<path:object_id>/)",
        EDITING,
    ),
    (r"admin/corpus/article/<path:object_id>/delete/", EDITING),  # into the bin
    (r"admin/corpus/article/add/", Rule(Role.EDITOR, Role.EDITOR)),
    (rf"admin/corpus/({STATEMENTS})/<path:object_id>/delete/", ACCOUNTS),
    (rf"admin/corpus/({STATEMENTS})/.*", EDITING),
    (r"admin/corpus/listedname/.*", EDITING),
    (r"admin/\w+/\w+/<path:object_id>/", EDITING),  # only leads on to …/change/
    (r"admin/auth/user/<path:object_id>/delete/", SUPER),
    (r"admin/auth/user/.*|admin/auth/user/<id>/password/", ACCOUNTS),
    (r"admin/axes/.*/add/", NOBODYS),
    (r"admin/auth/group/.*|admin/axes/.*", SUPER),
    (r"admin/\(\?P<app_label>.*|admin/\(\?P<url>.*", EDITING),
)


def routes(patterns: Iterable[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


ROUTES = sorted(set(routes(get_resolver().url_patterns)))


def rule_of(route: str) -> Rule | None:
    plain = route.replace("^", "").replace("$", "").replace("\\.", ".")
    return next((rule for pattern, rule in RULES if re.fullmatch(pattern, plain)), None)


def test_every_address_has_a_rule() -> None:
    assert [route for route in ROUTES if rule_of(route) is None] == []


REGULAR = {  # what stands for the regular expressions in routes
    "^(?P<rows>articles|figures)\\.(?P<ending>csv|json|jsonl)$": "articles.csv",
    "^facets/(?P<name>region|organisation|source)$": "facets/region",
    "admin/(?P<url>.*)$": "admin/nothing",
    "admin/^(?P<app_label>auth|axes|corpus)/$": "admin/corpus/",
    "api/v1/^(?P<path>.*)$": "api/v1/nothing",
    "curation/metadata/^export\\.(?P<ending>zip|jsonl)$": "curation/metadata/export.zip",
    "curation/metadata/^import/(?P<key>[0-9a-f]{32})/$": f"curation/metadata/import/{'0' * 32}/",
}
PARAMETERS = {
    "admin/autocomplete/": "?app_label=corpus&model_name=articleregion&field_name=region&term=x",
}


@pytest.fixture
def rows() -> dict[str, int]:
    """One of each that an address may name."""
    article = make_article()
    return {
        "article": article.pk,
        "amount": make_amount(article).pk,
        "region": make_region("Tianjin").pk,
        "organisation": make_organisation("Roche").pk,
        "listedname": ListedName.objects.create(list=NameList.NEVER_REGION, name="Atlantis").pk,
        "user": User.objects.create_user("somebody").pk,
        "group": Group.objects.get(name=READERS).pk,
        **{
            model._meta.model_name or "": model.objects.create(username="somebody", **values).pk
            for model, values in (
                (AccessAttempt, {"failures_since_start": 1}),
                (AccessFailureLog, {}),
                (AccessLog, {}),
            )
        },
    }


def address_of(route: str, rows: dict[str, int]) -> str:
    path = REGULAR[route] if "(?P" in route else route
    model = next((part for part in reversed(path.split("/")) if part in rows), "article")
    path = re.sub(r"<path:object_id>|<id>", str(rows[model]), path)
    path = re.sub(r"<int:pk>", str(rows["article"]), path)
    return "/" + re.sub(r"<\w+:\w+>", "1", path) + PARAMETERS.get(route, "")


def account(role: Role) -> User | None:
    if role is Role.ANYBODY:
        return None
    if role is Role.SUPERUSER:
        return User.objects.create_superuser("super")
    group = {Role.READER: READERS, Role.EDITOR: EDITORS, Role.ADMINISTRATOR: ADMINISTRATORS}[role]
    user = User.objects.create_user("one", is_staff=role > Role.READER)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    "role", [role for role in Role if role < Role.NOBODY], ids=lambda role: role.name.lower()
)
def test_every_address_answers_to_its_roles_alone(role: Role, rows: dict[str, int], client: Client) -> None:
    user = account(role)
    wrong = []
    for route in ROUTES:
        rule = rule_of(route) or PUBLIC
        for method, least in (("get", rule.read), ("post", rule.write)):
            answer = _ask(client, user, method, address_of(route, rows))
            if answer is not None and answer != (role >= least):
                wrong.append(f"{method.upper()} {route}: {'answers' if answer else 'is refused'}")
    assert not wrong, "\n".join(wrong)


def _ask(client: Client, user: User | None, method: str, address: str) -> bool | None:
    """Whether the address answers this account; None if it takes no such method. Nothing is left of what it did."""
    with transaction.atomic():
        if user is not None:
            client.force_login(user)
        response = getattr(client, method)(
            address, headers={"Origin": "http://testserver"}
        )  # as browsers say
        b"".join(response)  # a file that is streamed is closed at its end
        transaction.set_rollback(True)
    if response.status_code == 405:
        return None
    to_login = response.status_code == 302 and re.match(
        r"/(accounts|admin)/login/\?next=", response.headers["Location"]
    )
    return not to_login and response.status_code != 403


# Those say which ones, or what was typed.
ASKED_WITH_MORE = ("curation/organisations/merge/", "curation/regions/merge/", "curation/sum")


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.ADMINISTRATOR])
def test_the_menu_leads_to_every_page_that_the_role_may_see(role: Role, client: Client) -> None:
    user = account(role)
    assert user is not None
    client.force_login(user)
    menu = client.get("/").content.decode().partition('<div class="entries">')[2].partition("</details>")[0]
    pages = [
        f"/{route}"
        for route in ROUTES
        if route.startswith(("curation/", "articles/add/", "searches/"))
        and not re.search(r"[<(]", route)
        and route not in ASKED_WITH_MORE
        and _ask(client, user, "get", f"/{route}")
    ]
    assert len(pages) >= (8 if role > Role.READER else 1)
    assert [page for page in pages if f'href="{page}"' not in menu] == []


def test_an_administrator_makes_nobody_a_superuser(client: Client) -> None:
    administrator, other = account(Role.ADMINISTRATOR), User.objects.create_user("somebody")
    assert administrator is not None
    client.force_login(administrator)
    editors = Group.objects.get(name=EDITORS)
    form = {
        "username": "somebody",
        "is_active": "on",
        "groups": editors.pk,
        "is_superuser": "on",
        "user_permissions": "1",
    }
    assert client.post(f"/admin/auth/user/{other.pk}/change/", form).status_code == 302
    other.refresh_from_db()
    assert (other.is_superuser, other.is_staff, other.user_permissions.count()) == (False, True, 0)
    assert list(other.groups.all()) == [editors]


def test_an_administrator_does_not_see_superusers(client: Client) -> None:
    administrator, above = account(Role.ADMINISTRATOR), account(Role.SUPERUSER)
    assert administrator is not None
    assert above is not None
    client.force_login(administrator)
    assert "super<" not in client.get("/admin/auth/user/").content.decode()
    assert client.post(f"/admin/auth/user/{above.pk}/password/", {"password1": "x"}).status_code in {302, 404}


@pytest.mark.parametrize("beyond", ["a group", "a permission"])
def test_an_administrator_does_not_reach_accounts_that_may_more_than_a_role(
    client: Client, beyond: str
) -> None:
    administrator, above = (
        account(Role.ADMINISTRATOR),
        User.objects.create_user("above", password="as it was"),
    )
    more = Permission.objects.get(codename="change_group")
    if beyond == "a group":
        keepers = Group.objects.create(name="Keepers")
        keepers.permissions.add(more)
        above.groups.add(keepers)
    else:
        above.user_permissions.add(more)
    assert administrator is not None
    client.force_login(administrator)
    client.post(f"/admin/auth/user/{above.pk}/change/", {"username": "taken", "groups": ""})
    client.post(
        f"/admin/auth/user/{above.pk}/password/", {"password1": "of mine 1234", "password2": "of mine 1234"}
    )
    above.refresh_from_db()
    assert above.username == "above"
    assert above.check_password("as it was")


def test_who_may_correct_articles_alone_imports_nothing(client: Client) -> None:
    one = User.objects.create_user("one")
    one.user_permissions.add(Permission.objects.get(codename="change_article"))
    client.force_login(one)
    assert client.get("/curation/metadata/").status_code == 403


def test_a_superuser_lets_an_account_without_a_role_into_the_admin(client: Client) -> None:
    superuser, other = account(Role.SUPERUSER), User.objects.create_user("somebody")
    assert superuser is not None
    client.force_login(superuser)
    form = {"username": "somebody", "is_active": "on", "is_staff": "on"}
    form |= {"date_joined_0": "2024-01-01", "date_joined_1": "00:00"}
    assert client.post(f"/admin/auth/user/{other.pk}/change/", form).status_code == 302
    other.refresh_from_db()
    assert other.is_staff
