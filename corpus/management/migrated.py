"""The base of commands that need a database that is set up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class MigratedCommand(BaseCommand):
    """Says in a sentence that the database isn't set up, instead of failing somewhere inside."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "The database is not set up, or not up to date. Run `manage.py migrate` first."
            )
        return super().execute(*args, **options)
