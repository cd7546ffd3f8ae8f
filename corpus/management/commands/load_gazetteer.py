"""The whole gazetteer into the database, so that editors find every place."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from corpus.extraction.gazetteer import places
from corpus.management.migrated import MigratedCommand
from corpus.models import Region
from corpus.regions import load_places


class Command(MigratedCommand):
    help = "Make a region of every place in the gazetteer that has none. What editors changed stays."

    def handle(self, *args: Any, **options: Any) -> None:
        before = Region.objects.count()
        with transaction.atomic():
            load_places(places())
        self.stdout.write(f"{Region.objects.count() - before} regions added, {before} were there")
