"""Uploads that wait, without a server."""

from __future__ import annotations

from typing import Any

from corpus.management.extracting import prepare_extractors
from corpus.management.migrated import MigratedCommand
from corpus.uploads.worker import clean, work


class Command(MigratedCommand):
    help = (
        "Read and save uploaded files that wait (the server does so by itself, unless it was ended in the middle), and "
        "remove uploads that are older than thirty days."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_extractors()
        steps, gone = work(), clean()
        self.stdout.write(f"{steps} steps taken, {gone} old uploads removed")
