"""Bring back metadata that was exported and edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from corpus.management.migrated import MigratedCommand
from corpus.roundtrip.applying import apply
from corpus.roundtrip.comparing import compare
from corpus.roundtrip.reading import ImportRefused, read_rows

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from corpus.roundtrip.comparing import Comparison


class Command(MigratedCommand):
    help = "Show what an exported and edited file changes; with --apply, do it, as one edit that can be undone. What changed in the database since is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="change it")
        parser.add_argument(
            "--overwrite", action="store_true", help="also what changed in the database since"
        )
        parser.add_argument("--user", help="whose edit it is")

    def handle(self, *args: Any, **options: Any) -> None:
        path, actor = options["file"], self._actor(options["user"])
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        try:
            found = compare(read_rows(path, name=path.name))
        except ImportRefused as error:
            raise CommandError(str(error)) from None
        self._tell(found)
        if options["apply"]:
            overwrite = {c.key(d) for c, d in found.conflicts()} if options["overwrite"] else set()
            edit = apply(found, actor=actor, summary=f"Imported “{path.name}”", overwrite=overwrite)
            self.stdout.write(f"{edit.changes.count() if edit else 0} rows changed")

    def _actor(self, name: str | None) -> Any:
        users = get_user_model()._default_manager
        actor = users.filter(**{get_user_model().USERNAME_FIELD: name}).first() if name else None
        if name and actor is None:
            raise CommandError(f"There is no account {name}.")
        return actor

    def _tell(self, found: Comparison) -> None:
        for change in found.changes:
            for d in change.differences:
                kind = "conflict" if d.is_conflict else "change"
                row = f"{change.table.name} {change.pk or 'new'}"
                self.stdout.write(f"{kind}: line {change.line}, {row}, {d.column}: {d.now!r} -> {d.wanted!r}")
        for problem in found.problems:
            self.stdout.write(
                f"problem: line {problem.line}, {problem.table} {problem.column}: {problem.message}"
            )
        self.stdout.write(
            f"{found.rows} rows read: {found.number()} values to change, {len(found.conflicts())} conflicts, "
            f"{len(found.problems)} problems"
        )
