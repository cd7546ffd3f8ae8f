"""A spaCy model adds organisations; with a small pipeline that the test builds itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.extraction.base import Extraction, Page
from corpus.extraction.model import ModelMissing
from corpus.extraction.organisations import OrganisationExtractor

if TYPE_CHECKING:
    from pathlib import Path

BODY = "Rosaprima opened a plant with Roche in Tianjin. The Rosaprima plant cost 2 billion yuan, and the Orbit programme paid."


def organisations(extractor: OrganisationExtractor) -> list[tuple[str, str, str]]:
    found = extractor.extract(Extraction(page=Page(lines=()), body=BODY)).organisations
    return [(BODY[m.start : m.end], m.name, m.rule) for m in found]


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A model on disk that takes "Rosaprima", "Roche" and a place for organisations."""
    spacy = pytest.importorskip("spacy", reason="no spaCy here: make test-model installs it")
    pipeline = spacy.blank("en")
    names = ("the Rosaprima", "Rosaprima", "Roche", "Tianjin")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": name} for name in names])
    pipeline.to_disk(tmp_path / "model")
    return str(tmp_path / "model")


def test_a_model_adds_what_the_rules_dont_see_and_nothing_else(model: str) -> None:
    assert organisations(OrganisationExtractor(model=model)) == [
        ("Rosaprima", "Rosaprima", "model"),
        ("Roche", "Roche", "known-name"),
        ("Rosaprima", "Rosaprima", "model"),
    ]


def test_without_a_model_the_rules_stand_alone() -> None:
    assert [name for _, name, _ in organisations(OrganisationExtractor())] == ["Roche"]


def test_a_model_that_isnt_there_is_said_in_a_sentence() -> None:
    with pytest.raises(ModelMissing, match="no-such-model"):
        organisations(OrganisationExtractor(model="no-such-model"))
