"""A spaCy model adds organisations; with a small pipeline that the test builds itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from corpus.extraction.base import Extraction, Page
from corpus.extraction.model import ModelMissing
from corpus.extraction.organisations import OrganisationExtractor
from corpus.ingest.pipeline import load_extractors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

SEEDS = Path(__file__).parents[2] / "seeds"

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
        OrganisationExtractor(model="no-such-model")


@pytest.fixture
def missing_model(settings: SettingsWrapper) -> Iterator[None]:
    options = {"corpus.extraction.organisations.OrganisationExtractor": {"model": "no-such-model"}}
    settings.EXTRACTORS = settings.EXTRACTORS | options
    load_extractors.cache_clear()
    yield
    load_extractors.cache_clear()


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_command_says_once_that_the_model_isnt_there(
    missing_model: None, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match="GLEANER_SPACY_MODEL"):
        call_command(command, str(SEEDS))
    assert capsys.readouterr() == ("", "")
