"""Extraction measured against labels."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from corpus.evaluation.scoring import FIELDS, Scores, score
from corpus.ingest.errors import ReadError
from corpus.ingest.export import extraction_row
from corpus.ingest.pipeline import extract_file, files_of
from corpus.management.extracting import prepare_extractors

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Mapping

    from corpus.evaluation.scoring import Row


class Command(BaseCommand):
    help = "Extract from labelled texts and print precision, recall and F1 of each field."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("labels", type=Path, metavar="LABELS", help="JSON file of labels")
        parser.add_argument("texts", type=Path, metavar="TEXTS", help="folder of the texts that are labelled")
        parser.add_argument(
            "--errors",
            nargs="*",
            choices=FIELDS,
            metavar="FIELD",
            help="list the errors of these fields (all without)",
        )
        parser.add_argument("--baseline", type=Path, help="compare with this file of earlier scores")
        parser.add_argument("--save-baseline", type=Path, help="write the scores to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        labels = _read_labels(options["labels"])
        prepare_extractors()
        _extract(options["texts"], labels)  # the gazetteer and the lists of names are loaded once
        start = time.perf_counter()
        found = _extract(options["texts"], labels)
        seconds = time.perf_counter() - start
        scores = score((label, found.get(key) or _nothing()) for key, label in labels.items())
        baseline = _read_baseline(options["baseline"]) if options["baseline"] else {}
        self._print_table(scores, baseline)
        if missing := sorted(labels.keys() - found.keys()):
            self.stderr.write(f"No text for {', '.join(missing)}: everything in them counts as missed.")
        self.stdout.write(f"{len(found)} documents, {len(found) / seconds:.0f} a second")
        for name in FIELDS if options["errors"] == [] else options["errors"] or []:
            self.stdout.write(
                "\n".join([f"\n{name}", *(f"  {error}" for error in scores.tallies[name].errors)])
            )
        if options["save_baseline"]:
            _save(scores, options["save_baseline"])

    def _print_table(self, scores: Scores, baseline: Mapping[str, float]) -> None:
        self.stdout.write(f"{'field':<15} {'P':>6} {'R':>6} {'F1':>6} {'hits':>6} {'extra':>6} {'missed':>6}")
        for name, tally in scores.tallies.items():
            change = f"  {round(100 * (tally.f1 - baseline[name]), 1) + 0.0:+}" if name in baseline else ""
            self.stdout.write(
                f"{name:<15} {100 * tally.precision:6.1f} {100 * tally.recall:6.1f} {100 * tally.f1:6.1f}"
                f" {tally.hits:6} {tally.extras:6} {tally.misses:6}{change}"
            )


def _read_labels(path: Path) -> dict[str, Row]:
    """Labels by the number that the name of their text begins with."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {row["id"].lstrip("S"): row for row in rows}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CommandError(f"{path} holds no labels: {error}") from None


def _read_baseline(path: Path) -> dict[str, float]:
    try:
        values: dict[str, float] = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} holds no scores: {error}") from None
    return values


def _extract(folder: Path, labels: Mapping[str, Row]) -> dict[str, Row]:
    found = {}
    for path, root in files_of([folder]):
        key = path.stem.split("_")[0]
        if key in labels:
            try:
                found[key] = extraction_row(path, extract_file(path, root=root))
            except ReadError as error:
                raise CommandError(f"{path}: {error}") from None
    if not found:
        raise CommandError(f"{folder} holds no text of these labels.")
    return found


def _nothing() -> Row:
    return {"title": None, "date": None, "source": None, "regions": [], "organisations": [], "amounts": []}


def _save(scores: Scores, path: Path) -> None:
    values = {name: round(tally.f1, 4) for name, tally in scores.tallies.items()}
    path.write_text(json.dumps(values, indent=1) + "\n")
