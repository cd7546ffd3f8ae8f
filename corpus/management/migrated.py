"""The base of commands that need a database that is set up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from corpus.faults import advice_on


class MigratedCommand(BaseCommand):
    """Says in a sentence that the database isn't set up, or what the machine refuses, instead of failing somewhere inside."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            _check_migrations()
            return super().execute(*args, **options)
        except (DatabaseError, OSError) as error:
            if (advice := advice_on(error)) is None:
                raise
            raise CommandError(f"{_refused(error)} {advice}".strip()) from error


def _check_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not set up, or not up to date. Run `manage.py migrate` first.")


def _refused(error: DatabaseError | OSError) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'A file'} can't be used: {error.strerror}."
    return f"The database {connection.settings_dict['NAME']} can't be used: {error}."
