"""Metadata goes out, is edited elsewhere, and comes back: what was changed there changes, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from corpus.editing import save_edit
from corpus.history.undoing import undo
from corpus.models import Article, Edit, Origin
from corpus.roundtrip.applying import apply
from corpus.roundtrip.comparing import Comparison, compare
from corpus.roundtrip.exporting import json_lines, write_zip
from corpus.roundtrip.reading import ImportRefused, read_rows
from corpus.uploads import quota
from tests.factories import (
    link_organisation,
    link_region,
    make_amount,
    make_article,
    make_organisation,
    make_region,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).parents[2] / "seeds"

Tables = dict[str, list[dict[str, str]]]


@pytest.fixture
def article() -> Article:
    article = make_article(title='=A "formula",\nin two lines', source="'=1")
    link_region(article, make_region("Tianjin"))
    link_organisation(article, make_organisation("Roche"))
    make_amount(article, "1680000000.5")
    make_region("Hebei")
    make_organisation("Novartis")
    return article


def exported() -> Tables:
    file = io.BytesIO()
    write_zip(file)
    with zipfile.ZipFile(file) as archive:
        return {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")))
            )
            for name in archive.namelist()
        }


def written(path: Path, rows: list[dict[str, str]], **how: Any) -> Path:
    with path.open("w", newline="", encoding=how.pop("encoding", "utf-8")) as file:
        writer = csv.DictWriter(file, list(rows[0]), **how)
        writer.writeheader()
        writer.writerows(rows)
    return path


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


def compared(tmp_path: Path, name: str, rows: list[dict[str, str]], **how: Any) -> Comparison:
    path = written(tmp_path / f"{name}.csv", rows, **how)
    return compare(read_rows(path, name=path.name))


def test_what_comes_back_unchanged_changes_nothing(tmp_path: Path, article: Article) -> None:
    call_command("ingest", str(SEEDS), verbosity=0)
    path = tmp_path / "all.zip"
    with path.open("wb") as file:
        write_zip(file)
    lines = tmp_path / "all.jsonl"
    lines.write_bytes(b"".join(json_lines()))
    for exported_file in (path, lines):
        found = compare(read_rows(exported_file, name=exported_file.name))
        assert (found.changes, found.problems) == ([], [])
        assert found.rows > 100


def test_a_changed_cell_changes_that_value_alone(tmp_path: Path, article: Article, editor: User) -> None:
    rows = exported()["figures"]
    rows[0]["role"] = "revenue"
    found = compared(tmp_path, "figures", rows)
    before = article.amounts.values().get()
    edit = apply(found, actor=editor, summary="Imported")
    after = article.amounts.values().get()
    changed = {name for name in after if before[name] != after[name]}
    assert (after["role"], after["origin"]) == ("revenue", Origin.EDITED)
    assert changed <= {"role", "origin", "overruled", "anchor", "anchor_sentence"}
    assert edit is not None
    undo(edit, actor=editor)
    assert article.amounts.values().get() == before


def test_what_changed_here_since_is_a_conflict_and_stays(
    tmp_path: Path, article: Article, editor: User
) -> None:
    rows = exported()["articles"]
    rows[0]["source"], rows[0]["author"] = "Xinhua", "Li Wei"
    here = Article.objects.get(pk=article.pk)
    here.source, here.url = "People's Daily", "https://example.com/1"
    save_edit(here, {"source", "url"})
    found = compared(tmp_path, "articles", rows)
    ((change, conflict),) = found.conflicts()
    assert (conflict.column, conflict.now, conflict.wanted) == ("source", "People's Daily", "Xinhua")
    apply(found, actor=editor, summary="Imported")
    after = Article.objects.get(pk=article.pk)
    assert (after.source, after.author, after.url) == ("People's Daily", "Li Wei", "https://example.com/1")
    apply(found, actor=editor, summary="Imported", overwrite={change.key(conflict)})
    assert Article.objects.get(pk=article.pk).source == "Xinhua"


def test_rows_without_id_are_added(tmp_path: Path, article: Article, editor: User) -> None:
    row = {"id": "", "article": str(article.pk), "organisation": "Novartis", "version": ""}
    apply(compared(tmp_path, "article_organisations", [row]), actor=editor, summary="Imported")
    assert {str(link) for link in article.organisation_links.all()} == {"Roche", "Novartis"}


def test_a_region_can_be_replaced_by_name(tmp_path: Path, article: Article, editor: User) -> None:
    rows = exported()["article_regions"]
    rows[0]["region"] = "Hebei"
    apply(compared(tmp_path, "article_regions", rows), actor=editor, summary="Imported")
    active = article.region_links.filter(state="active")
    assert [str(link) for link in active] == ["Hebei"]


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("value", "1,680,000,001", "1680000001"),
        ("value", "1.68E+09", "1680000000.5"),  # as a spreadsheet shows the number that is there
        ("value", "1,68E+09", "1680000000.5"),
        ("value", "1680000000,5", "1680000000.5"),
        ("value", "0,25", "0.25"),
        ("year", "2023.0", 2023),
        ("target", "TRUE", True),
        ("role", "Revenue", "revenue"),
    ],
)
def test_what_spreadsheets_write_is_understood(
    tmp_path: Path, article: Article, column: str, text: str, value: Any
) -> None:
    rows = exported()["figures"]
    rows[0][column] = text
    found = compared(tmp_path, "figures", rows, delimiter=";", encoding="utf-8-sig")
    assert not found.problems
    wanted = [d.wanted for change in found.changes for d in change.differences if d.column == column]
    assert wanted == ([] if value == "1680000000.5" else [value])


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("value", "1.9E+09", "all its digits"),
        ("value", "about two", "no number"),
        ("value", "12e999999999", "no number"),
        ("value", "1e99999999999999999999", "no number"),
        ("value", "-5", "below zero"),
        ("currency", "XXQ", "no such currency"),
        ("year", "20244", "2200"),
        ("target", "perhaps", "neither yes nor no"),
        ("role", "gift", "none of"),
        ("region", "Atlantis", "There is no “Atlantis”"),
        ("text", "2 billion\0", "can't be kept"),
        ("id", "987654", "no such row"),
        ("version", "1", "not as it was exported"),
    ],
)
def test_a_bad_cell_is_told_with_its_place_and_nothing_of_its_row_is_taken(
    tmp_path: Path, article: Article, column: str, text: str, reason: str
) -> None:
    rows = exported()["figures"]
    rows[0] |= {"role": "profit", column: text}
    found = compared(tmp_path, "figures", rows)
    (problem,) = found.problems
    assert (problem.line, problem.column) == (2, column)
    assert reason in problem.message
    assert not found.changes


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": {"en": "x"}}, "not one value"),
        ({"title": "half of \ud83d"}, "can't be kept"),
        ({"id": "9" * 5000}, "no such row"),
    ],
)
def test_json_that_is_no_value_is_told(
    tmp_path: Path, article: Article, values: dict[str, Any], reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(json.loads(next(json_lines()).splitlines()[0]) | values))
    assert reason in compare(read_rows(path, name=path.name)).problems[0].message


@pytest.mark.parametrize("number", [str(10**30), "9" * 5000])
def test_an_article_that_cannot_be_is_told(tmp_path: Path, article: Article, number: str) -> None:
    row = {"id": "", "article": number, "organisation": "Novartis", "version": ""}
    (problem,) = compared(tmp_path, "article_organisations", [row]).problems
    assert "no such article" in problem.message


def test_cells_beside_the_table_are_told(tmp_path: Path, article: Article) -> None:
    row = exported()["articles"][0]
    path = tmp_path / "articles.csv"
    path.write_text(f"id,version,title,\n{row['id']},{row['version']},A plant, and a park\n")
    (problem,) = compare(read_rows(path, name=path.name)).problems
    assert "more cells" in problem.message


def test_hidden_files_in_a_zip_are_left_out(tmp_path: Path, article: Article) -> None:
    path = tmp_path / "all.zip"
    with path.open("wb") as file:
        write_zip(file)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/._articles.csv", b"\xff\xfe")
    assert compare(read_rows(path, name=path.name)).rows > 0


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [("regions", "parent", ["Tianjin", "Hebei"]), ("organisations", "name", ["Bayer", "Bayer"])],
    ids=["a circle", "one name twice"],
)
def test_rows_that_cannot_all_be_true_are_refused_together(
    tmp_path: Path, article: Article, editor: User, table: str, column: str, values: list[str]
) -> None:
    rows = sorted(exported()[table], key=lambda row: row["name"])
    for row, value in zip(rows, values, strict=True):
        row[column] = value
    found = compared(tmp_path, table, rows)
    with pytest.raises(ImportRefused, match="Line 3"):
        apply(found, actor=editor, summary="Imported")
    assert exported()[table][0][column] != values[0]
    assert not Edit.objects.exists()


def test_what_changes_between_looking_and_doing_is_refused(
    tmp_path: Path, article: Article, editor: User
) -> None:
    rows = exported()["articles"]
    rows[0]["author"] = "Li Wei"
    found = compared(tmp_path, "articles", rows)
    Article.objects.update(author="Wang Fang")
    with pytest.raises(ImportRefused, match="meanwhile"):
        apply(found, actor=editor, summary="Imported")
    assert Article.objects.get(pk=article.pk).author == "Wang Fang"


def test_the_same_file_again_adds_nothing_twice(tmp_path: Path, article: Article, editor: User) -> None:
    row = {"id": "", "article": str(article.pk), "text": "5 yuan", "value": "5", "version": ""}
    apply(compared(tmp_path, "figures", [row]), actor=editor, summary="Imported")
    assert not compared(tmp_path, "figures", [row]).changes
    assert article.amounts.filter(value=5).count() == 1


@pytest.mark.parametrize("text", ["26/04/2024", "2024-13-01", "soon"])
def test_a_day_that_could_be_another_is_refused(tmp_path: Path, article: Article, text: str) -> None:
    rows = exported()["articles"]
    rows[0]["published"] = text
    assert "year, month, day" in compared(tmp_path, "articles", rows).problems[0].message


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"%PDF", "none of the files"),
        ("a.csv", b"id,version,titel\n1,v,x\n", "first line"),
        ("a.csv", "id,version,title\n1,v,Universität\n".encode("latin-1"), "UTF-8"),
        ("a.csv", b"id,version,title,title\n1,v,x,y\n", "column twice: title"),
        ("a.csv", b"id,version,title\n1,v," + b"x" * 3_000_000, "longer"),
        ("a.jsonl", b'{"id": 1}\n', "Line 1"),
        ("a.jsonl", b'{"table": "articles", "titel": "x"}\n', "titel"),
        ("a.jsonl", b'{"table": "articles", "title": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "Line 1"),
        ("a.xlsx", zipped("[Content_Types].xml", b""), "CSV UTF-8"),
        ("a.zip", zipped("articles.csv", b"id,version,title\n").replace(b"title", b"titel"), "damaged"),
        ("a.zip", b"PK" + zipped("articles.csv", b"id,version,title\n")[40:], "damaged"),
    ],
)
def test_a_file_that_was_not_exported_is_refused(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=reason):
        compare(read_rows(path, name=name))


def test_a_file_beyond_what_a_request_may_bring_is_told(
    editing: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "MAX_REQUEST", 1000)
    file = SimpleUploadedFile("a.zip", b"a" * 2000)
    page = editing.post("/curation/metadata/", {"file": file}).content.decode()
    assert "It is larger than 100 MB. Use the command import_metadata." in page
    assert "This field is required" not in page


def test_an_editor_sees_the_differences_before_they_are_made(
    editing: Client, article: Article, tmp_path: Path
) -> None:
    rows = exported()["articles"]
    rows[0]["author"] = "Li Wei"
    path = written(tmp_path / "articles.csv", rows)
    with path.open("rb") as file:
        answer = editing.post("/curation/metadata/", {"file": file}, follow=True)
    page, address = answer.content.decode(), answer.redirect_chain[-1][0]
    assert "<ins>Li Wei</ins>" in page
    assert not Edit.objects.exists()
    answer = editing.post(address, {"seen": answer.context["seen"]}, follow=True)
    assert "1 row changed" in answer.content.decode()
    assert Article.objects.get(pk=article.pk).author == "Li Wei"
    assert Edit.objects.get().by == "edith"
    assert editing.get(address).status_code == 404


def test_nothing_is_done_when_the_database_changed_behind_the_preview(
    editing: Client, article: Article, tmp_path: Path
) -> None:
    rows = exported()["articles"]
    rows[0]["author"] = "Li Wei"
    with written(tmp_path / "articles.csv", rows).open("rb") as file:
        answer = editing.post("/curation/metadata/", {"file": file}, follow=True)
    here = Article.objects.get(pk=article.pk)
    here.author = "Wang Fang"
    save_edit(here, {"author"})
    after = editing.post(answer.redirect_chain[-1][0], {"seen": answer.context["seen"]})
    assert "changed while you looked" in after.content.decode()
    assert Article.objects.get(pk=article.pk).author == "Wang Fang"


@pytest.mark.parametrize("ending", ["zip", "jsonl"])
def test_only_editors_take_it_all_away(
    client: Client, editing: Client, article: Article, ending: str
) -> None:
    address = f"/curation/metadata/export.{ending}"
    content = b"".join(editing.get(address).streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"PK" if ending == "zip" else b'{"table":"articles"')
    editing.logout()
    assert client.get(address).status_code == 302


def test_the_commands_go_the_same_way(
    tmp_path: Path, article: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "all.jsonl"
    call_command("export_metadata", str(path))
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    lines[0]["author"] = "Li Wei"
    path.write_text("\n".join(map(json.dumps, lines)))
    call_command("import_metadata", str(path))
    assert Article.objects.get(pk=article.pk).author == ""
    call_command("import_metadata", str(path), "--apply")
    assert Article.objects.get(pk=article.pk).author == "Li Wei"
    assert "author: '' -> 'Li Wei'" in capsys.readouterr().out
