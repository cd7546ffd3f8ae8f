"""Write all metadata to a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError

from corpus.management.migrated import MigratedCommand
from corpus.roundtrip.exporting import json_lines, write_zip

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(MigratedCommand):
    help = "Write all metadata with its origins to a file: a zip of CSV files (.zip) or JSON Lines (.jsonl, or - for standard output)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="must not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] == "-":
            sys.stdout.buffer.writelines(json_lines())
            return
        path = Path(options["file"])
        if path.suffix not in {".zip", ".jsonl"}:
            raise CommandError("Name a file that ends in .zip or .jsonl.")
        try:
            with path.open("xb") as file:
                if path.suffix == ".zip":
                    write_zip(file)
                else:
                    file.writelines(json_lines())
        except OSError as error:
            raise CommandError(f"{path} can't be written: {error.strerror}.") from None
        self.stdout.write(f"{path}: {path.stat().st_size:,} bytes")
