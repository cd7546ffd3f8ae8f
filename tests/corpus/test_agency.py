"""The agency on its way from the file to the page and the editor's form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from corpus.editing import save_edit
from corpus.models import Article
from corpus.provenance import Provenances
from tests.factories import make_article

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

TEXT = (
    "Source: China Daily\n"
    "Plant opens in Nantong\n"
    "NANTONG, May 24, 2024 (Xinhua) -- A plant worth 2 billion yuan opened in Nantong, local authorities said.\n"
)


@pytest.fixture
def file(db: None, tmp_path: Path) -> Path:
    path = tmp_path / "plant.txt"
    path.write_text(TEXT)
    call_command("ingest", str(path))
    return path


def test_an_article_keeps_its_agency_beside_its_source(file: Path) -> None:
    article = Article.objects.get()
    assert (article.source, article.agency) == ("China Daily", "Xinhua")
    agency = Provenances(article, ()).of_header("agency")
    assert str(agency) == "extracted: the dateline at the beginning of the text (95% sure)"


def test_an_agency_that_an_editor_set_stays(file: Path) -> None:
    article = Article.objects.get()
    article.agency = "Reuters"
    save_edit(article, ["agency"])
    call_command("ingest", str(file), again=True)
    article.refresh_from_db()
    assert (article.agency, article.agency_origin, article.source_origin) == (
        "Reuters",
        "edited",
        "extracted",
    )


def test_extract_says_the_agency(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    call_command("extract", str(file))
    assert json.loads(capsys.readouterr().out)["agency"] == "Xinhua"
    call_command("extract", str(file), explain=True)
    assert "agency: Xinhua (dateline, 95%)" in capsys.readouterr().out


def test_the_form_offers_the_agency(editing: Client, file: Path) -> None:
    page = editing.get(f"/admin/corpus/article/{Article.objects.get().pk}/change/").content.decode()
    assert 'name="agency" value="Xinhua"' in page
    assert "agency: extracted: the dateline at the beginning of the text (95% sure)" in page


@pytest.mark.parametrize(
    ("source", "agency", "is_shown"),
    [("China Daily", "Xinhua", True), ("", "Xinhua", True), ("PRNewswire", "PR Newswire", False)],
)
def test_the_page_names_an_agency_that_is_not_the_source(
    client: Client, db: None, source: str, agency: str, is_shown: bool
) -> None:
    article = make_article(source=source, agency=agency)
    assert (f"via {agency}" in client.get(article.get_absolute_url()).content.decode()) is is_shown
