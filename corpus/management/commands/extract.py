"""Extraction without saving."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from corpus.ingest.errors import ReadError
from corpus.ingest.explain import explain
from corpus.ingest.export import extraction_row
from corpus.ingest.pipeline import extract_file, files_of
from corpus.management.extracting import prepare_extractors

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Print what extraction says of files, saving nothing: one JSON object a line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="show the text with its marks and the rule behind each, for people",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_extractors()
        failed = 0
        for path, root in files_of(options["paths"]):
            try:
                extraction = extract_file(path, root=root)
            except ReadError as error:
                failed += 1
                self.stderr.write(f"{path}: {error}")
                continue
            if options["explain"]:
                self.stdout.write(
                    "\n".join([f"{path}", *explain(extraction, emphasise=self.style.SUCCESS), ""])
                )
            else:
                self.stdout.write(json.dumps(extraction_row(path, extraction), ensure_ascii=False))
        if failed:
            raise CommandError(f"{failed} files could not be read.")
