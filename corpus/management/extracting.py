"""What commands that extract have in common."""

from __future__ import annotations

from django.core.management.base import CommandError

from corpus.extraction.model import ModelMissing
from corpus.ingest.pipeline import load_extractors


def prepare_extractors() -> None:
    """Loads what extraction needs, so that what is missing is said once and not for every file."""
    try:
        load_extractors()
    except ModelMissing as error:
        raise CommandError(
            f"{error}. Install requirements/model.txt and the model, or leave GLEANER_SPACY_MODEL empty."
        ) from error
