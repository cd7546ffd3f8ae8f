"""Accounts of people who read, edit or administer."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from corpus.management.migrated import MigratedCommand
from corpus.roles import ADMINISTRATORS, EDITORS, READERS, STAFF

if TYPE_CHECKING:
    from argparse import ArgumentParser


ROLES = {"reader": READERS, "editor": EDITORS, "administrator": ADMINISTRATORS}


class Command(MigratedCommand):
    help = "Make an account, an editor's unless --role says otherwise; asks for the password, or generates and prints one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", help="default: asked for, or “editor”")
        parser.add_argument("--role", choices=ROLES, default="editor")
        parser.add_argument("--generate", action="store_true", help="generate the password without asking")

    def handle(self, *args: Any, **options: Any) -> None:
        asks = sys.stdin.isatty() and not options["generate"]
        username = options["username"] or self._asked(options["role"], asks=asks)
        if User.objects.filter(username=username).exists():
            raise CommandError(
                f"There is an account “{username}” already. Choose another name with --username."
            )
        password, generated = self._password(username, asks=asks)
        group = ROLES[options["role"]]
        user = User.objects.create_user(username, password=password, is_staff=group in STAFF)
        user.groups.add(Group.objects.get(name=group))
        self.stdout.write(
            f"{options['role'].capitalize()} “{username}” made."
            + (f" Password: {password}" if generated else "")
        )

    def _asked(self, role: str, *, asks: bool) -> str:
        """The user name that the person types, or that of the role."""
        return (input(f"User name [{role}]: ").strip() if asks else "") or role

    def _password(self, username: str, *, asks: bool) -> tuple[str, bool]:
        """The password, and whether it was generated."""
        typed = getpass.getpass("Password (empty to generate one): ") if asks else ""
        if not typed:
            return secrets.token_urlsafe(12), True
        try:
            validate_password(typed, User(username=username))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        if getpass.getpass("Password again: ") != typed:
            raise CommandError("The two passwords differ.")
        return typed, False
