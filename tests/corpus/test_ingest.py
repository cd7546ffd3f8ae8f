"""`manage.py ingest` and `manage.py extract`, as a person at a terminal meets them."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from corpus.models import Article

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = """Tianjin drug maker opens a plant

Updated: 2024-04-26

A drug maker opened a plant in Tianjin on Friday with an investment of 1.2 billion yuan ($165 million).
"""


def ingest(*paths: Path, **options: object) -> tuple[str, str, bool]:
    """What it printed, what it complained of, and whether it exits with 1."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest", *map(str, paths), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), True
    return out.getvalue(), err.getvalue(), False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "plant.txt").write_text(TEXT)
    return folder


@pytest.mark.django_db
def test_a_file_becomes_an_article_with_metadata(folder: Path) -> None:
    out, _, failed = ingest(folder)
    assert "1 created" in out
    assert not failed
    article = Article.objects.get()
    assert article.title == "Tianjin drug maker opens a plant"
    assert str(article.published) == "2024-04-26"
    assert article.body.startswith("A drug maker opened")
    assert article.region_links.filter(region__slug="tianjin").exists()
    assert article.amounts.get().usd_equivalent == 165_000_000


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing(folder: Path) -> None:
    ingest(folder)
    before = Article.objects.get()
    out, _, _ = ingest(folder)
    assert "0 created, 0 updated, 1 unchanged" in out
    assert Article.objects.get().revision == before.revision


@pytest.mark.django_db
def test_a_changed_file_updates_its_article(folder: Path) -> None:
    ingest(folder)
    (folder / "plant.txt").write_text(TEXT.replace("1.2 billion", "1.4 billion"))
    out, _, _ = ingest(folder)
    assert "1 updated" in out
    assert Article.objects.get().amounts.get().value == 1_400_000_000


@pytest.mark.django_db
def test_a_copy_adds_nothing_and_a_moved_file_keeps_its_article(folder: Path, tmp_path: Path) -> None:
    ingest(folder)
    copy = folder / "copy.txt"
    copy.write_text(TEXT)
    assert "1 duplicate" in ingest(copy)[0]
    copy.unlink()
    moved = tmp_path / "moved.txt"
    (folder / "plant.txt").rename(moved)
    ingest(moved)
    assert Article.objects.get().path == str(moved)


@pytest.mark.django_db
def test_bad_files_are_told_one_a_line_and_the_good_ones_are_in(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (folder / "nul.txt").write_bytes(b"text\0text")
    (folder / "word.docx").write_bytes(b"PK")
    (folder / "broken.txt").write_bytes(b"\xff\xfe\xfa" + "Größe".encode("utf-16-le") + b"\xd8")
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50 * 2**20)
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT.replace("plant", "secret"))
    (folder / "link.txt").symlink_to(secret)
    os.mkfifo(folder / "pipe.txt")
    out, err, failed = ingest(folder, folder / "missing.txt")
    assert failed
    assert "1 created" in out
    assert "Traceback" not in err
    told = [line.split(":")[0].rsplit("/")[-1] for line in err.splitlines() if line.startswith(str(folder))]
    assert {"empty.txt", "binary.txt", "nul.txt", "huge.txt", "link.txt", "missing.txt"} <= set(told)
    assert Article.objects.get().title == "Tianjin drug maker opens a plant"


@pytest.mark.django_db
def test_a_dry_run_lists_the_files_and_saves_nothing(folder: Path) -> None:
    assert "plant.txt" in ingest(folder, dry_run=True)[0]
    assert not Article.objects.exists()


def test_extract_prints_one_object_a_line_and_saves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("extract", str(SEEDS))
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(row["path"]).name for row in rows] == sorted(path.name for path in SEEDS.iterdir())
    shanxi = rows[0]
    assert shanxi["title"] == "Shanxi biomedical promotion yields fruitful results"
    assert shanxi["date"] == "2024-04-26"
    assert {"Shanxi", "Tianjin", "Bohai Rim"} <= {region["name"] for region in shanxi["regions"]}
    assert shanxi["amounts"][0] == {
        "text": "1.68 billion yuan ($231.89 million)",
        "value": 1_680_000_000,
        "currency": "CNY",
        "role": "investment",
        "year": 2024,
        "qualifier": "exact",
        "target": False,
        "usd_equivalent": 231_890_000,
    }


def test_extract_explains_each_mark_by_its_rule(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("extract", str(SEEDS / "001_5ec9a3103d8d2515.txt"), explain=True)
    out = capsys.readouterr().out
    assert "title: Binhai speeds up growth in biomedical industry (repeated-line, 98%)" in out
    assert "[Binhai New Area](1" in out
    assert re.search(r"revenue: exact 100bn CNY = 15\.44bn USD in 2025 target \(.+, \d+%\)", out)


def test_evaluation_counts_what_labels_say(capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks = SEEDS.parent / "benchmarks" / "extraction"
    call_command("evaluate_extraction", str(benchmarks / "seeds_labels.json"), str(SEEDS), errors=[])
    table = capsys.readouterr().out.split("\n\n")[0]
    rows = {line.split()[0]: line.split()[1:] for line in table.splitlines()}
    assert rows["date"][2] == "100.0"
    assert rows["amounts"][3:] == ["14", "0", "0"]
    assert float(rows["organisations"][2]) >= 85
