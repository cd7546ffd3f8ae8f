"""Files into articles."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError

from corpus.ingest.pipeline import FileReport, files_of, ingest_files
from corpus.management.extracting import prepare_extractors
from corpus.management.migrated import MigratedCommand
from corpus.services import Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no number of files; say 1 or more")
    return int(text)


class Command(MigratedCommand):
    help = (
        "Read articles from files (.txt, .md, .html, .pdf, .docx) and folders (.txt, .md, .html), extract what they say, "
        "and save it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--again", action="store_true", help="extract anew from files that did not change, too"
        )
        parser.add_argument("--limit", type=_count, help="stop after so many files")
        parser.add_argument("--dry-run", action="store_true", help="only list the files")

    def handle(self, *args: Any, **options: Any) -> None:
        files = files_of(options["paths"])[: options["limit"]]
        if not files:
            raise CommandError("There is no article there: no file ends in .txt, .md or .html.")
        if options["dry_run"]:
            self.stdout.write("\n".join(str(path) for path, _ in files))
            return
        prepare_extractors()
        counts = self._ingest(files, again=options["again"])
        self.stdout.write(
            ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome) + f", {counts[None]} failed"
        )
        if counts[None]:
            others = "; the others are in" if counts[None] < len(files) else ""
            raise CommandError(f"{counts[None]} of {len(files)} files failed{others}.")

    def _ingest(self, files: list[tuple[Path, Path]], *, again: bool) -> Counter[Outcome | None]:
        counts: Counter[Outcome | None] = Counter()
        for number, report in enumerate(ingest_files(files, again=again), start=1):
            counts[report.outcome] += 1
            self._tell(report)
            self._show_progress(number, len(files))
        return counts

    def _tell(self, report: FileReport) -> None:
        if report.outcome is None:
            self._clear_progress()
            self.stderr.write(f"{report.path}: {report.message}")
        elif report.outcome is Outcome.DUPLICATE:
            self._clear_progress()
            self.stdout.write(f"{report.path} {report.message}: left out")

    def _show_progress(self, number: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{number} of {total} files", ending="\n" if number == total else "")
            sys.stdout.flush()

    def _clear_progress(self) -> None:
        if self.stdout.isatty():
            self.stdout.write("\r\x1b[K", ending="")
