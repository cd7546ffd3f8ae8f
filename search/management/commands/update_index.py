"""Bring the index up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError

from corpus.management.migrated import MigratedCommand
from corpus.management.progress import progress_on
from search.backends import get_backend
from search.errors import IndexUnavailable
from search.indexing import note_differences, rebuild_index, update_index
from search.models import PendingChange

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(MigratedCommand):
    help = "Bring pending changes into the index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, help="stop after so many changes")
        parser.add_argument("--dry-run", action="store_true", help="only say how many changes are pending")
        parser.add_argument(
            "--wait", type=float, default=60, help="seconds to wait for another update (default 60)"
        )
        parser.add_argument(
            "--check", action="store_true", help="compare the whole index with the database first"
        )
        parser.add_argument(
            "--verify", action="store_true", help="only read all of the index and say what of it is damaged"
        )
        parser.add_argument(
            "--build-if-missing", action="store_true", help="build the index if there is none to update"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self.stdout.write(f"{PendingChange.objects.count()} changes pending")
            return
        try:
            if options["verify"]:
                self._verify()
                return
            done = self._update(options)
        except IndexUnavailable as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{done} changes done, {PendingChange.objects.count()} pending")

    def _verify(self) -> None:
        if damages := get_backend().damages():
            raise CommandError("\n".join((*damages, "Run `manage.py rebuild_index`; no article is lost.")))
        extent = get_backend().extent()
        self.stdout.write(f"All of the index is as it was written ({extent.size / 1e6:,.0f} MB)")

    def _update(self, options: dict[str, Any]) -> int:
        if options["build_if_missing"] and get_backend().status().needs_rebuild:
            count = rebuild_index(progress=progress_on(self.stdout, "articles"))
            self.stdout.write(f"{count} articles in a new index")
        elif options["check"]:
            self.stdout.write(f"{note_differences()} articles differ from the database")
        if get_backend().status().needs_rebuild:
            raise IndexUnavailable(get_backend().status().message)
        progress = progress_on(self.stdout, "changes")
        done = update_index(wait=options["wait"], limit=options["limit"], progress=progress)
        get_backend().merge()
        return done
