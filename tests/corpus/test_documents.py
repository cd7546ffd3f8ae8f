"""PDF and Word files become text, and archives are judged before anything in them is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from corpus.ingest import archives, zips
from corpus.ingest.archives import Archive
from corpus.ingest.errors import ReadError
from corpus.ingest.readers import read_text
from tests.corpus.documents import TEXT, make_docx, make_paragraphs, make_pdf, make_zip

if TYPE_CHECKING:
    from collections.abc import Callable


def refusals(data: bytes) -> dict[str, str]:
    """Why each file of an archive is refused, "" for those that are not."""
    return {entry.name: entry.refusal for entry in Archive(io.BytesIO(data)).entries}


@pytest.mark.parametrize(
    ("data", "ending"), [(make_pdf(TEXT), ".pdf"), (make_docx(make_paragraphs(TEXT)), ".docx")]
)
def test_documents_read_as_their_text_does(data: bytes, ending: str) -> None:
    assert read_text(data, ending).text.split() == TEXT.split()


def test_a_word_document_reads_as_it_looks_with_changes_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>They put in </w:t></w:r>"
        "<w:del><w:r><w:delText>one</w:delText></w:r></w:del><w:ins><w:r><w:t>two</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:t> billion</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>in</w:t><w:tab/><w:t>Tianjin</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert read_text(make_docx(body), ".docx").text == "They put in two billion\n\nin\tTianjin"


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out() -> None:
    pages = [f"Industry Daily\nParagraph {number} of the story.\n{number}" for number in range(1, 5)]
    text = read_text(make_pdf(*pages), ".pdf").text
    assert text.splitlines() == [f"Paragraph {number} of the story." for number in range(1, 5)]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
BAD_DOCUMENTS: dict[str, tuple[bytes, str, str]] = {
    "entities": (make_docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", prolog=BOMB), ".docx", "entities"),
    "not XML": (make_docx("<w:p>"), ".docx", "damaged"),
    "no Word": (make_zip({"a.txt": "a"}), ".docx", "no Word document"),
    "old Word": (bytes.fromhex("d0cf11e0a1b11ae1") + b"..", ".docx", "old .doc"),
    "no zip": (b"text", ".docx", "damaged"),
    "no PDF": (b"text", ".pdf", "damaged"),
    "a scan": (make_pdf(""), ".pdf", "pictures"),
    "too many pages": (make_pdf(*["page"] * 301), ".pdf", "too many pages"),
}


@pytest.mark.parametrize(("data", "ending", "reason"), BAD_DOCUMENTS.values(), ids=BAD_DOCUMENTS)
def test_a_document_that_cant_be_read_is_refused_with_the_reason(
    data: bytes, ending: str, reason: str
) -> None:
    with pytest.raises(ReadError, match=reason):
        read_text(data, ending)


def test_a_pdf_that_takes_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.ingest.pdf.PATIENCE", 0.01)
    with pytest.raises(ReadError, match="too long or too much memory"):
        read_text(make_pdf(TEXT), ".pdf")


def link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


def bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr("bomb.txt", b"0" * 3 * 1024**2)


BAD_ENTRIES: dict[str, tuple[Callable[[zipfile.ZipFile], None], str]] = {
    "a link": (link, "link"),
    "a bomb": (bomb, "100 times"),
    "upwards": (lambda archive: archive.writestr("../up.txt", "a"), "leads out"),
    "absolute": (lambda archive: archive.writestr("/etc/up.txt", "a"), "leads out"),
    "Windows": (lambda archive: archive.writestr("a\\..\\..\\up.txt", "a"), "leads out"),
    "an archive": (
        lambda archive: archive.writestr("in.zip", make_zip({"a.txt": "a"})),
        "archive in an archive",
    ),
    "a picture": (lambda archive: archive.writestr("a.jpg", "a"), "not supported"),
    "too large": (
        lambda archive: archive.writestr("a.txt", bytes(range(256)) * 24_000, 0),
        "larger than 5 MB",
    ),
}


@pytest.mark.parametrize(("pack", "reason"), BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_a_bad_file_in_an_archive_is_refused_and_the_good_one_read(
    pack: Callable[[zipfile.ZipFile], None], reason: str
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good.txt", TEXT)
        pack(archive)
    opened = Archive(packed)
    good, bad = opened.entries
    assert opened.read(good).decode() == TEXT
    assert reason in bad.refusal
    with pytest.raises(ReadError, match=reason):
        opened.read(bad)


def test_a_file_under_a_password_is_refused() -> None:
    data = bytearray(make_zip({"a.txt": "a"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusals(bytes(data))["a.txt"]


def test_a_directory_that_lies_about_a_size_gives_no_more_than_it_says() -> None:
    data = bytearray(make_zip({"a.txt": "a" * 5000}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    archive = Archive(io.BytesIO(data))
    with pytest.raises(ReadError, match="damaged"):
        archive.read(archive.entries[0])


def test_an_archive_of_too_many_files_is_refused_as_a_whole() -> None:
    with pytest.raises(ReadError, match="201 files"):
        refusals(make_zip({f"{number}.txt": "a" for number in range(201)}))


def test_an_archive_that_unpacks_to_too_much_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 10)
    with pytest.raises(ReadError, match="unpacks to more"):
        refusals(make_zip({"a.txt": "a" * 6, "b.txt": "b" * 6}))


def test_the_list_of_files_is_measured_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MAX_DIRECTORY", 100)
    monkeypatch.setattr(zips, "ZipFile", None)
    with pytest.raises(ReadError, match="too many files"):
        refusals(make_zip({f"{number}.txt": "a" for number in range(3)}))


def test_names_that_say_no_encoding_are_read_as_chinese() -> None:
    data = make_zip({"XXXXXXXX.txt": "a"}).replace(b"XXXXXXXX", "天津新闻".encode("gb18030"))
    assert list(refusals(data)) == ["天津新闻.txt"]


def test_what_systems_add_to_archives_is_passed_over() -> None:
    files = {"__MACOSX/._a.txt": "x", ".DS_Store": "x", "news/Thumbs.db": "x", "news/a.txt": "a"}
    assert refusals(make_zip(files)) == {"news/a.txt": ""}
