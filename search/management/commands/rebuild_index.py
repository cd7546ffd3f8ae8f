"""Build the index anew."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import CommandError

from corpus.management.migrated import MigratedCommand
from corpus.management.progress import progress_on
from search.errors import IndexUnavailable
from search.indexing import rebuild_index


class Command(MigratedCommand):
    help = "Build the index anew from the database, beside the live one, and swap them in one step."

    def handle(self, *args: Any, **options: Any) -> None:
        start = time.monotonic()
        try:
            count = rebuild_index(progress=progress_on(self.stdout, "articles"))
        except IndexUnavailable as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{count} articles in the new index, built in {time.monotonic() - start:.1f} s")
